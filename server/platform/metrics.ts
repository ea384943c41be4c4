import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What Prometheus reads at /metrics. */
export function openMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "baton_" });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "baton_http_request_seconds",
      help: "Time to answer, by route and status.",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.015, 0.05, 0.15, 0.5, 1.5, 5],
      registers,
    }),
    relayBehind: new Gauge({
      name: "baton_relay_behind_events",
      help: "Events the relay has not handed on yet.",
      registers,
    }),
    liveConnections: new Gauge({ name: "baton_live_connections", help: "Open live connections.", registers }),
    liveFrames: new Counter({
      name: "baton_live_frames_total",
      help: "Frames sent to live connections.",
      registers,
    }),
    inbound: new Counter({
      name: "baton_inbound_mails_total",
      help: "Mail that came in, by what became of it.",
      labelNames: ["state"],
      registers,
    }),
    deliveries: new Counter({
      name: "baton_deliveries_total",
      help: "Attempts to deliver outgoing mail, by outcome.",
      labelNames: ["state"],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof openMetrics>;
