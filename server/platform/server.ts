import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import swagger from "@fastify/swagger";
import websocket from "@fastify/websocket";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  LogController,
} from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { notFound } from "./errors.ts";
import type { House } from "./house.ts";
import { tell } from "./problem-reply.ts";

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

/** Told of every route as it is registered; the test of who may what misses none. */
export type OnRoute = (route: { method: string | string[]; url: string }) => void;

/** The HTTP server with its parsers, safety headers and the one shape of errors; routes come from the features. */
export async function openServer(house: House, onRoute?: OnRoute): Promise<FastifyInstance> {
  const fastify = Fastify({
    loggerInstance: house.log.child({}, { level: quieter(house.config.logLevel) }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: house.config.trustProxy,
    // Requests under way are answered; only connections that wait for the next one are cut.
    forceCloseConnections: "idle",
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
  });
  if (onRoute) fastify.addHook("onRoute", onRoute);
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  fastify.setErrorHandler((error: FastifyError, request, reply) => tell(house, error, request, reply));
  fastify.setNotFoundHandler(() => {
    throw notFound("There is nothing at this address, or not for this method.");
  });
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
    transform: described,
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

/** The description of one route. Headers and files are only described: a parser of headers would drop the others, and files stream. */
const described: typeof jsonSchemaTransform = (route) => {
  const { schema, url } = jsonSchemaTransform(route);
  const repeatable = route.route.method === "POST" && (route.schema?.security?.length ?? 0) > 0;
  const carries = route.schema?.consumes?.includes("multipart/form-data");
  return {
    schema: { ...schema, ...(repeatable && { headers: idempotency }), ...(carries && { body: file }) },
    url,
  };
};

const file = {
  type: "object",
  properties: { file: { type: "string", format: "binary" } },
  required: ["file"],
};

const idempotency = {
  type: "object",
  properties: {
    "Idempotency-Key": {
      type: "string",
      maxLength: 255,
      description:
        "Any text of yours: asked again with it within a day, the answer is the first one, done once.",
    },
  },
};

/** Fastify's own lines at `info` repeat what the metrics say. */
const quieter = (level: string) => (level === "info" ? "warn" : level);
