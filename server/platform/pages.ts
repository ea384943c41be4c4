import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isUnavailable, Refusal } from "./errors.ts";
import type { Web } from "./http.ts";

export interface PageLooks {
  /** The Content-Security-Policy of every page here. */
  policy: string;
  /** The page for what could not be shown, in the reader's language. */
  broken: (request: FastifyRequest, status: number) => string;
}

/** Pages are for people: the API documentation leaves them out. */
export const unlisted = { schema: { hide: true } } as const;

/** Server-rendered pages of signed links: kept by no cache, found by no search engine, shown in no frame, and their address told to nobody. */
export function pages(
  { fastify, house }: Web,
  { policy, broken }: PageLooks,
  define: (pages: FastifyInstance) => void,
): void {
  void fastify.register(async (scope) => {
    // After the server's own hook, so that these are stricter and stay.
    scope.addHook("onSend", async (_request, reply, payload) => {
      reply
        .header("referrer-policy", "no-referrer")
        .header("cache-control", "no-store")
        .header("x-robots-tag", "noindex, nofollow");
      return payload;
    });
    scope.addHook("onRequest", async (_request, reply) => {
      reply.header("content-security-policy", policy);
    });
    scope.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const status = statusOf(error);
      if (status === 500) house.log.error({ err: error, route: request.routeOptions.url }, "a page failed");
      return sendPage(reply, status, broken(request, status));
    });
    define(scope);
  });
}

function statusOf(error: Error & { statusCode?: number }): number {
  if (error instanceof Refusal) return error.status;
  if (isUnavailable(error)) return 503;
  return error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
}

/** Answers with a page. */
export function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").send(page);
}
