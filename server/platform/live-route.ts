import type { Web } from "./http.ts";
import type { Realtime } from "./realtime.ts";

/** `GET /api/live?since=`: the live connection of a signed-in agent; anybody else is closed with 4401. */
export function liveRoute({ fastify, house, authenticate }: Web, realtime: Realtime): void {
  fastify.get("/api/live", { websocket: true, schema: { hide: true } }, async (socket, request) => {
    // Browsers send cookies to any origin's socket, so another site's page must not be heard.
    const { origin, host = "" } = request.headers;
    const own = [host, request.host, new URL(house.config.url).host];
    const foreign = origin !== undefined && !own.includes(URL.parse(origin)?.host ?? "null");
    const actor = foreign ? null : await authenticate(request).catch(() => null);
    if (actor?.kind !== "agent") return socket.close(4401, "sign in first");
    const since = (request.query as { since?: unknown }).since;
    await realtime
      .connect(socket, actor, typeof since === "string" ? since : undefined)
      .catch(() => socket.close(1011));
  });
}
