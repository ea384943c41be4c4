import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { notFound } from "./errors.ts";

const built = join(import.meta.dirname, "../../dist/web");

/** The agent app: its files as built, packed for browsers that take them so, and its page for every address it knows itself. */
export async function webFiles(fastify: FastifyInstance, folder = built): Promise<void> {
  if (!existsSync(join(folder, "index.html"))) {
    fastify.get("/", { schema: { hide: true } }, async () => "The web app is not built: run ./baton build.");
    return;
  }
  await fastify.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    // Files under /assets carry a hash of their content in their name.
    setHeaders: (reply, path) => {
      const forever = path.includes("/assets/");
      reply.header("cache-control", forever ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  fastify.get("/*", { schema: { hide: true } }, async (request, reply) => {
    const path = decodeURIComponent(request.url.split("?")[0] ?? "/");
    if (path.startsWith("/api/")) throw notFound();
    const isFile = /\.[a-z0-9]+$/i.test(path) && existsSync(join(folder, path.replaceAll("..", "")));
    if (!isFile && path.startsWith("/assets/"))
      throw notFound("This file belongs to another version; reload.");
    return isFile ? reply.sendFile(path.slice(1)) : reply.sendFile("index.html");
  });
}
