import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import swagger from "@fastify/swagger";
import websocket from "@fastify/websocket";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from "fastify-type-provider-zod";
import type { ProblemCode } from "../../shared/problem.ts";
import { brokenConstraint, isUnavailable, problemOf, Refusal, sqlState } from "./errors.ts";
import type { House } from "./house.ts";

const csp = [
  "default-src 'self'",
  "img-src 'self' data: blob: https: http:",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self' ws: wss:",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** The HTTP server with its parsers, safety headers and the one shape of errors; routes come from the features. */
export async function openServer(house: House): Promise<FastifyInstance> {
  const fastify = Fastify({
    loggerInstance: house.log.child({}, { level: quieter(house.config.logLevel) }) as FastifyBaseLogger,
    disableRequestLogging: true,
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: house.config.trustProxy,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
  });
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  fastify.setErrorHandler((error: FastifyError, request, reply) => tell(house, error, request, reply));
  await fastify.register(cookie);
  await fastify.register(formbody, { bodyLimit: 256 * 1024 });
  await fastify.register(multipart, { limits: { fileSize: 25 * 1024 * 1024, files: 1, fields: 5 } });
  await fastify.register(websocket, { options: { maxPayload: 16 * 1024 } });
  await fastify.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Baton",
        version: "1",
        description:
          "Everything Baton's own screens use. POST takes an Idempotency-Key, kept for a day; lists page by cursor; errors are RFC 9457.",
      },
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "baton_session" },
          key: { type: "http", scheme: "bearer" },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  fastify.addHook("onSend", async (request, reply, payload) => {
    reply.header("x-content-type-options", "nosniff");
    reply.header("referrer-policy", "same-origin");
    if (!reply.hasHeader("content-security-policy")) reply.header("content-security-policy", csp);
    if (request.url.startsWith("/api/") && !reply.hasHeader("cache-control"))
      reply.header("cache-control", "no-store");
    return payload;
  });
  fastify.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    house.metrics.requests.observe(
      { method: request.method, route, status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
  });
  return fastify;
}

/** Fastify's own lines at `info` repeat what the metrics say. */
const quieter = (level: string) => (level === "info" ? "warn" : level);

/** Turns whatever was thrown into a problem; only our own faults are logged, and never with what the request contained. */
function tell(house: House, error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const send = (code: ProblemCode, detail: string, more = {}) => {
    const problem = problemOf(code, detail, more);
    return reply
      .code(problem.status)
      .type("application/problem+json")
      .serializer((p) => JSON.stringify(p))
      .send(problem);
  };
  if (error instanceof Refusal) {
    if (error.retryAfterSeconds) reply.header("retry-after", String(Math.ceil(error.retryAfterSeconds)));
    return send(error.code, error.message, {
      errors: error.errors,
      retryAfterSeconds: error.retryAfterSeconds,
    });
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      path: issue.instancePath,
      message: issue.message ?? "",
    }));
    return send(
      "invalid_request",
      errors.map(({ path, message }) => `${path || "body"}: ${message}`).join("; "),
      { errors },
    );
  }
  if (isUnavailable(error)) {
    house.log.warn({ err: error.message, route: request.routeOptions.url }, "the database was away");
    reply.header("retry-after", "2");
    return send("unavailable", "Nothing was changed. Try again in a moment.", { retryAfterSeconds: 2 });
  }
  const state = sqlState(error);
  if (state === "23505") return send("duplicate", "The same thing exists already.");
  if (state === "23503")
    return send("conflict", "Something this refers to is not there, or is still in use.");
  if (state === "23514" && brokenConstraint(error) === "never_dropped") {
    return send("promise_required", "An unresolved conversation needs a holder and a promise.");
  }
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE" || error.code === "FST_REQ_FILE_TOO_LARGE") {
    return send("too_large", "That is larger than what is accepted here.");
  }
  if (error.statusCode && error.statusCode < 500) return send("invalid_request", error.message);
  house.log.error(
    { err: error, route: request.routeOptions.url, method: request.method },
    "a request failed",
  );
  return send("internal", "It is not your fault, and nothing was changed. The log has the details.");
}
