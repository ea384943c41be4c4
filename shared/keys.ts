import { z } from "zod";
import { endpoint, nothing, one, scopes } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { name } from "./person-fields.ts";

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: moment,
  lastUsedAt: moment.nullable(),
});

export type ApiKey = z.infer<typeof ApiKey>;

export const listKeys = endpoint({
  method: "GET",
  path: "/api/keys",
  summary: "API keys, without their secrets.",
  audience: "admin",
  reply: z.object({ items: z.array(ApiKey) }),
});

export const createKey = endpoint({
  method: "POST",
  path: "/api/keys",
  summary: "Makes an API key; its secret is shown this once.",
  audience: "admin",
  body: z.object({ name, scopes: z.array(z.enum(scopes)).min(1) }),
  reply: z.object({ key: ApiKey, secret: z.string() }),
});

export const revokeKey = endpoint({
  method: "DELETE",
  path: "/api/keys/:id",
  summary: "Ends an API key at once.",
  audience: "admin",
  params: one,
  reply: nothing,
});
