import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { relayLag } from "./events.ts";
import type { House } from "./house.ts";

/** For whatever watches over the process: alive, able to work, and its figures. */
export function healthRoutes(fastify: FastifyInstance, house: House): void {
  fastify.get("/health/live", { schema: { hide: true } }, async () => ({ status: "ok" }));

  fastify.get("/health/ready", { schema: { hide: true } }, async (_request, reply) => {
    const database = await sql`select 1`.execute(house.system).then(
      () => true,
      () => false,
    );
    const files = await house.files.healthy();
    const ready = database && files;
    return reply.code(ready ? 200 : 503).send({ status: ready ? "ok" : "not ready", database, files });
  });

  fastify.get("/metrics", { schema: { hide: true } }, async (_request, reply) => {
    const lag = await relayLag(house.system).catch(() => null);
    if (lag) house.metrics.relayBehind.set(lag.events);
    return reply.type(house.metrics.registry.contentType).send(await house.metrics.registry.metrics());
  });
}
