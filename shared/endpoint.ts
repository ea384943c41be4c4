import { z } from "zod";
import type { Permission } from "./permissions.ts";

/** Least built-in role that may call an endpoint; `anyone` needs no sign-in, `member` includes collaborators. */
export const audiences = ["anyone", "member", "agent", "lead", "admin", "owner"] as const;
export type Audience = (typeof audiences)[number];

/** What an API key may be allowed to do; an endpoint without a scope is closed to keys. */
export const scopes = [
  "conversations:read",
  "conversations:write",
  "customers:read",
  "customers:write",
  "people:read",
  "people:write",
  "settings:read",
  "settings:write",
  "reports:read",
] as const;
export type Scope = (typeof scopes)[number];

/**
 * One request that the server answers. The server registers it, the web calls it and the API
 * documentation prints it, all from this one description.
 */
export interface Endpoint {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: `/api/${string}`;
  /** One sentence for the reader of the API documentation. */
  summary: string;
  audience: Audience;
  /** What a person must be allowed by name; then `audience` only tells the least built-in role that is. */
  permission?: Permission;
  scope?: Scope;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** One file comes instead of a body: multipart, in the field `file`. */
  file?: boolean;
  reply: z.ZodType;
  /** Codes of the problems it answers with, besides those that every endpoint has. */
  errors?: readonly string[];
}

export function endpoint<const E extends Endpoint>(description: E): E {
  return description;
}

/** What the handler receives, parsed. */
export type Request<E extends Endpoint> = {
  params: E["params"] extends z.ZodType ? z.output<E["params"]> : undefined;
  query: E["query"] extends z.ZodType ? z.output<E["query"]> : undefined;
  body: E["body"] extends z.ZodType ? z.output<E["body"]> : undefined;
};

export type Reply<E extends Endpoint> = z.output<E["reply"]>;

/** The path parameter of everything that is addressed by its id. */
export const one = z.object({ id: z.uuid() });

/** The reply of an endpoint that has nothing to tell. */
export const nothing = z.object({});
