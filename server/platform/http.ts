import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { audiences, type Endpoint, type Reply, type Request } from "../../shared/endpoint.ts";
import { Problem, type ProblemCode, problems } from "../../shared/problem.ts";
import { type Actor, may } from "./actor.ts";
import { notFound, Refusal } from "./errors.ts";
import type { House } from "./house.ts";
import { type Asking, answerOnce, answerOnceFreely, asking } from "./idempotency.ts";
import type { Work } from "./work.ts";

/** Where routes are registered: the server, the house, and how to tell who asks. */
export interface Web {
  fastify: FastifyInstance;
  house: House;
  /** Who asks, or null; reads cookie and Authorization header. */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
}

export interface Asked<E extends Endpoint> extends Request<E> {
  http: FastifyRequest;
  answer: FastifyReply;
}

const always: ProblemCode[] = ["invalid_request", "internal", "unavailable"];

/** Codes an endpoint may answer with because of what it is: who may ask, an id in its address, a body, a key. */
function ownCodes(endpoint: Endpoint): ProblemCode[] {
  const { audience, params, body, method, errors = [] } = endpoint;
  return [
    ...(errors as ProblemCode[]),
    ...(audience === "anyone" ? [] : (["not_signed_in", "forbidden"] as const)),
    ...(params ? (["not_found"] as const) : []),
    ...(body ? (["too_large"] as const) : []),
    ...(method === "POST" && audience !== "anyone" ? (["idempotency_key_reused"] as const) : []),
    ...always,
  ];
}

/** Answers an endpoint: the request arrives parsed, the handler runs as one work of whoever asks. */
export function answer<E extends Endpoint>(
  web: Web,
  endpoint: E,
  handler: (asked: Asked<E>, work: Work) => Promise<Reply<E>>,
): void {
  route(web, endpoint, async (asked, reply) => {
    const actor = await askerOf(web, asked.http);
    const again = repeatable(endpoint, actor, asked);
    const text = await web.house.work(actor, async (work) => {
      const run = async () => wire(endpoint, await handler(asked, work));
      return again ? answerOnce(web.house.secrets, work, again, run) : run();
    });
    return reply.type(json).send(text);
  });
}

/** Answers an endpoint by steps of its own (cookies, files, tests of a mail server) instead of one work. */
export function answerFreely<E extends Endpoint>(
  web: Web,
  endpoint: E,
  handler: (
    asked: Asked<E>,
    actor: E["audience"] extends "anyone" ? null : Actor,
  ) => Promise<Reply<E> | FastifyReply>,
): void {
  route(web, endpoint, async (asked, reply) => {
    const actor = endpoint.audience === "anyone" ? null : await askerOf(web, asked.http);
    const again = actor && repeatable(endpoint, actor, asked);
    if (actor && again) {
      const run = async () => wire(endpoint, (await handler(asked, actor as never)) as Reply<E>);
      return reply.type(json).send(await answerOnceFreely(web.house, actor, again, run));
    }
    const result = await handler(asked, actor as never);
    if (reply.sent || result === reply) return reply;
    return reply.type(json).send(wire(endpoint, result as Reply<E>));
  });
}

const json = "application/json; charset=utf-8";

/** What a POST with an Idempotency-Key asks, or null. */
function repeatable<E extends Endpoint>(endpoint: E, actor: Actor, { http, body }: Asked<E>): Asking | null {
  const key = endpoint.method === "POST" ? http.headers["idempotency-key"] : undefined;
  if (typeof key !== "string" || key === "") return null;
  return asking(actor, key, [endpoint.method, http.url, body]);
}

function route<E extends Endpoint>(
  web: Web,
  endpoint: E,
  handler: (asked: Asked<E>, reply: FastifyReply) => Promise<FastifyReply>,
): void {
  const { method, path, params, query, body, file, reply, summary } = endpoint;
  const { audience, permission, scope } = endpoint;
  web.fastify.route({
    method,
    url: path,
    // Before the body is read: who may not ask is not told what is wrong with what they sent.
    onRequest: async (request) => {
      if (audience !== "anyone") askers.set(request, await admit(web, endpoint, request));
    },
    schema: {
      summary,
      tags: [path.split("/")[2] ?? ""],
      description: [
        permission ? `For whoever may \`${permission}\`: ${audience}, or by a role.` : `For: ${audience}.`,
        scope ? `API keys need \`${scope}\`.` : "Closed to API keys.",
      ].join(" "),
      ...(permission && { "x-permission": permission }),
      security: audience === "anyone" ? [] : [{ session: [] }, ...(scope ? [{ key: [] }] : [])],
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      ...(file && { consumes: ["multipart/form-data"] }),
      response: { 200: reply, ...problemReplies(ownCodes(endpoint)) },
    },
    handler: (request, answer) => {
      const { params, query, body } = request;
      return handler({ params, query, body, http: request, answer } as Asked<E>, answer);
    },
  });
}

function problemReplies(
  codes: ProblemCode[],
): Record<number, { description: string; content: Record<string, { schema: z.ZodType }> }> {
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code][0]);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      { description: group.join(", "), content: { "application/problem+json": { schema: Problem } } },
    ]),
  );
}

/** The reply as JSON text, checked; it holds nothing the endpoint does not name. */
function wire<E extends Endpoint>(endpoint: E, value: Reply<E>): string {
  return JSON.stringify(z.encode(endpoint.reply, value));
}

const askers = new WeakMap<FastifyRequest, Actor>();

/** Whoever was admitted; an endpoint for anyone that wants a work needs somebody who is signed in. */
async function askerOf(web: Web, request: FastifyRequest): Promise<Actor> {
  const actor = askers.get(request) ?? (await web.authenticate(request));
  if (!actor) throw notSignedIn();
  return actor;
}

const notSignedIn = () =>
  new Refusal("not_signed_in", "Sign in, or send an API key as `Authorization: Bearer …`.");

async function admit(web: Web, endpoint: Endpoint, request: FastifyRequest): Promise<Actor> {
  const actor = await web.authenticate(request);
  if (!actor) throw notSignedIn();
  // The cookie comes along with what another site's page sends; what changes something must come from ours.
  if (
    actor.kind === "agent" &&
    request.method !== "GET" &&
    request.headers["sec-fetch-site"] === "cross-site"
  )
    throw new Refusal("forbidden", "This came from a page of another site.");
  permit(endpoint, actor);
  return actor;
}

/** Refuses an actor whose permissions, role or key do not reach an endpoint. */
export function permit(endpoint: Endpoint, actor: Actor): void {
  if (actor.kind === "agent") {
    if (endpoint.permission) {
      if (may(actor, endpoint.permission)) return;
      throw new Refusal("forbidden", `This needs the permission ${endpoint.permission}.`);
    }
    if (endpoint.audience === "anyone" || rank(roleAudience(actor.role)) >= rank(endpoint.audience)) return;
    throw new Refusal("forbidden", `This needs the role ${endpoint.audience}.`);
  }
  if (actor.kind === "key") {
    if (endpoint.scope && actor.scopes.includes(endpoint.scope)) return;
    throw new Refusal(
      "forbidden",
      endpoint.scope ? `This key lacks the scope ${endpoint.scope}.` : "Keys may not do this.",
    );
  }
  throw notFound();
}

const rank = (audience: (typeof audiences)[number]) => audiences.indexOf(audience);
const roleAudience = (role: string) =>
  (role === "collaborator" ? "member" : role) as (typeof audiences)[number];
