import * as api from "../../shared/platform.ts";
import { listFailed, retryFailed } from "./failed-reactions.ts";
import { answer, answerFreely, type Web } from "./http.ts";
import { listTroubles } from "./troubles.ts";

/** The description of the whole API, and what an admin sees of the machinery: work that failed for good. */
export function routes(web: Web): void {
  const { house, fastify } = web;
  fastify.get("/api/openapi.json", { schema: { hide: true } }, async (_request, reply) =>
    reply.header("cache-control", "no-cache").send(fastify.swagger()),
  );
  answer(web, api.listFailedReactions, ({ query }, work) => listFailed(house, work, query));
  answer(web, api.retryReaction, async ({ params }, work) => {
    await retryFailed(house, work, params.id);
    work.pass("failed_work.changed");
    return {};
  });
  answerFreely(web, api.listTroubles, () => listTroubles(house));
}
