import { z } from "zod";
import type { Endpoint, Reply } from "../../shared/endpoint.ts";
import { ProblemError, readProblem } from "./problem.ts";

/** What an endpoint must be given: its path parameters, its query, its body with moments as Dates. */
export type Ask<E extends Endpoint> = (E["params"] extends z.ZodType
  ? { params: z.input<E["params"]> }
  : object) &
  (E["query"] extends z.ZodType ? { query?: z.input<E["query"]> } : object) &
  (E["body"] extends z.ZodType ? { body: z.output<E["body"]> } : object);

interface Loose {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Given when the same POST may be sent again by hand: the server answers it once. */
  idempotencyKey?: string;
  /** Goes on when the page is being closed. */
  keepalive?: boolean;
}

const tries = 3;
let signedOut: () => void = () => {};

/** Says what to do when the server no longer knows who is asking. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

/** Calls an endpoint and parses its reply, so that what the types promise is what arrived. */
export async function call<E extends Endpoint>(
  endpoint: E,
  ask: Ask<E>,
  options: CallOptions = {},
): Promise<Reply<E>> {
  const loose = ask as Loose;
  const response = await send(urlOf(endpoint, loose), requestOf(endpoint, loose, options));
  if (!response.ok) throw await refused(response);

  const parsed = endpoint.reply.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new ProblemError("unreadable", response.status, z.prettifyError(parsed.error));

  return parsed.data as Reply<E>;
}

/** The path with its parameters filled in and its query; what is undefined is left out. */
export function urlOf(endpoint: Endpoint, { params = {}, query = {} }: Loose): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));

  return search.size > 0 ? `${path}?${search}` : path;
}

function requestOf(
  endpoint: Endpoint,
  { body }: Loose,
  { signal, idempotencyKey, keepalive }: CallOptions,
): RequestInit {
  const headers: Record<string, string> = { accept: "application/json" };
  if (endpoint.method === "POST") headers["idempotency-key"] = idempotencyKey ?? crypto.randomUUID();
  if (endpoint.body) headers["content-type"] = "application/json";

  return {
    method: endpoint.method,
    headers,
    ...(endpoint.body && { body: JSON.stringify(z.encode(endpoint.body, body)) }),
    ...(signal && { signal }),
    ...(keepalive && { keepalive }),
  };
}

/** A lost line is tried again: reading is harmless, and a POST carries its idempotency key. */
async function send(url: string, request: RequestInit): Promise<Response> {
  const repeatable = request.method === "GET" || request.method === "POST";
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(url, request);
    } catch (error) {
      if (request.signal?.aborted) throw error;
      if (!repeatable || attempt === tries) throw new ProblemError("unreachable");
      await new Promise((resolve) => setTimeout(resolve, 150 * attempt));
    }
  }
}

async function refused(response: Response): Promise<ProblemError> {
  const problem = await readProblem(response);
  if (problem.code === "not_signed_in") signedOut();
  return problem;
}
