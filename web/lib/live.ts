import type { QueryClient } from "@tanstack/react-query";
import ReconnectingWebSocket from "partysocket/ws";
import { LiveFrame } from "../../shared/live.ts";
import { tellHeard } from "./heard.ts";
import { createLiveCache } from "./live-cache.ts";
import { liveState, speakBy } from "./live-state.ts";
import { fadeSignals, hearSignal } from "./signals.ts";

const askEvery = 20_000;
const fadeEvery = 3_000;

/** Opens the live connection and keeps the cache fresh by it until the returned function is called. */
export function connectLive(queries: QueryClient, onRefused: () => void): () => void {
  const cache = createLiveCache(queries);
  let since = "";
  const url = () =>
    `${location.origin.replace(/^http/, "ws")}/api/live${since && `?since=${encodeURIComponent(since)}`}`;
  const socket = new ReconnectingWebSocket(url, [], {
    minReconnectionDelay: 300,
    maxReconnectionDelay: 8_000,
    maxEnqueuedMessages: 0,
  });

  socket.addEventListener("message", ({ data }) => {
    const frame = LiveFrame.safeParse(JSON.parse(String(data))).data;
    if (!frame) return;
    if (frame.kind === "signal") {
      if (frame.name === "draft") cache.hearDraft();
      return hearWord(frame);
    }
    if (frame.kind === "passing") return cache.hearPassing(frame.name);
    if (frame.kind === "event") {
      cache.hear(frame.name, frame.ids);
      tellHeard(frame.name, frame.ids);
    } else {
      // What was read before the first "ready" may be older than the place it names.
      if (frame.kind === "reload" || !since) cache.refreshAll();
      else cache.catchUp();
      liveState.set("live");
    }
    since = frame.at;
  });
  socket.addEventListener("close", ({ code }) => {
    liveState.set("lost");
    if (code === 1008 || (code >= 4400 && code < 4500)) onRefused();
  });

  // A line that fell silent is not told apart from a quiet one: whether it still carries is tried at once.
  const tryLine = () => socket.reconnect();
  window.addEventListener("offline", tryLine);
  window.addEventListener("online", tryLine);

  const fallSilent = speakBy(
    (word) => socket.readyState === socket.OPEN && socket.send(JSON.stringify(word)),
  );
  const asking = setInterval(() => liveState.get() !== "live" && cache.refreshAll(), askEvery);
  const fading = setInterval(fadeSignals, fadeEvery);

  return () => {
    clearInterval(asking);
    clearInterval(fading);
    window.removeEventListener("offline", tryLine);
    window.removeEventListener("online", tryLine);
    fallSilent();
    socket.close();
    liveState.set("connecting");
  };
}

function hearWord({ name, conversationId, agentId, version = "" }: Extract<LiveFrame, { kind: "signal" }>) {
  if (name === "draft") tellHeard("draft", { conversationId, version });
  else hearSignal(name, conversationId, agentId);
}
