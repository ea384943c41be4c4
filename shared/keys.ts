import { z } from "zod";
import { endpoint, nothing, one, type Scope, scopes } from "./endpoint.ts";
import { moment } from "./moment.ts";
import type { Permission } from "./permissions.ts";
import { name } from "./person-fields.ts";

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: moment,
  lastUsedAt: moment.nullable(),
});

export type ApiKey = z.infer<typeof ApiKey>;

/** What somebody must be allowed to make a key with each scope: all that the key could do, and a key sees every inbox. */
export const needsOfScope: Record<Scope, readonly Permission[]> = {
  "conversations:read": ["conversations.restricted", "conversations.bulk"],
  "conversations:write": [
    "conversations.restricted",
    "conversations.bulk",
    "conversations.merge",
    "texts.views",
  ],
  "customers:read": ["customers.merge", "customers.suppress"],
  "customers:write": ["customers.change", "customers.merge", "customers.suppress", "customers.orders"],
  "people:read": [],
  "people:write": ["people.manage", "people.teams", "people.roles"],
  "settings:read": [
    "sorting.fields",
    "mail.inboxes",
    "mail.domains",
    "mail.log",
    "workspace.log",
    "workspace.export",
    "workspace.repair",
    "workspace.demo",
  ],
  "settings:write": [
    "texts.templates",
    "texts.checklists",
    "texts.macros",
    "sorting.topics",
    "sorting.tags",
    "sorting.fields",
    "sorting.statuses",
    "mail.inboxes",
    "mail.domains",
    "mail.log",
    "workspace.change",
    "workspace.repair",
    "workspace.demo",
  ],
  "reports:read": ["figures.read", "figures.live", "figures.everyone", "conversations.restricted"],
};

export const listKeys = endpoint({
  method: "GET",
  path: "/api/keys",
  summary: "API keys, without their secrets.",
  audience: "admin",
  permission: "people.keys",
  reply: z.object({ items: z.array(ApiKey) }),
});

export const createKey = endpoint({
  method: "POST",
  path: "/api/keys",
  summary: "Makes an API key; its secret is shown this once.",
  audience: "admin",
  permission: "people.keys",
  body: z.object({ name, scopes: z.array(z.enum(scopes)).min(1) }),
  reply: z.object({ key: ApiKey, secret: z.string() }),
});

export const revokeKey = endpoint({
  method: "DELETE",
  path: "/api/keys/:id",
  summary: "Ends an API key at once.",
  audience: "admin",
  permission: "people.keys",
  params: one,
  reply: nothing,
});
