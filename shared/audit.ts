import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { type EventName, events } from "./events.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

/** The kind of an event: what stands before the point of its name. */
export const kindOf = (name: string): string => name.split(".", 1)[0] ?? name;

/** Which id of an event's data says what it is about, where that is not simply its kind's own. */
const keys: Record<string, string> = {
  password: "agentId",
  session: "agentId",
  dkim_key: "keyId",
  mail_grant: "inboxId",
  inbound_hook: "inboxId",
  conversation_template: "templateId",
  saved_view: "viewId",
  address: "suppressionId",
};
/** What happens all day long and changes nothing of how the place is set up. */
const everyday = new Set([
  "bulk",
  "mail",
  "delivery",
  "reaction",
  "consent",
  "customer",
  "order",
  "notification",
]);

/** The id of the set-up thing that an event changed (of the workspace when it has none of its own); null for everyday events. */
export function subjectOf(name: string, data: Record<string, unknown>, workspaceId: string): string | null {
  const kind = kindOf(name);
  if (everyday.has(kind) || name === "agent.presence_changed" || data["conversationId"]) return null;
  const key = keys[kind] ?? `${kind.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}Id`;
  const id = data[key];
  return typeof id === "string" ? id : workspaceId;
}

/** Parts of the log, each with the kinds of its events; what none of them names belongs to the settings. */
const kindsOf = {
  people: ["agent", "password", "session", "team", "key", "role", "push_device"],
  mail: [
    "inbox",
    "dkim_key",
    "mail_grant",
    "inbound_hook",
    "address",
    "mail",
    "delivery",
    "attachment",
    "layout",
  ],
  customers: ["customer", "consent", "order", "merge", "company"],
  conversations: [
    "conversation",
    "participant",
    "collaborator",
    "tracker",
    "handover",
    "message",
    "reply",
    "note",
    "promise",
    "task",
    "side_conversation",
    "apology",
    "reminder",
    "notification",
    "follow_up",
    "response",
    "bulk",
    "reaction",
  ],
};
export const auditAreas = ["settings", "people", "mail", "customers", "conversations"] as const;
export type AuditArea = (typeof auditAreas)[number];

/** The names of all events of one part of the log. */
export function namesIn(area: AuditArea): EventName[] {
  return (Object.keys(events) as EventName[]).filter((name) => areaOf(name) === area);
}

/** Which part of the log an event belongs to. */
export function areaOf(name: string): AuditArea {
  const kind = kindOf(name);
  const found = Object.entries(kindsOf).find(([, kinds]) => kinds.includes(kind));
  return (found?.[0] as AuditArea | undefined) ?? "settings";
}

/** Somebody or something the log names; `name` is null for what is gone or has none. */
const named = z.object({ kind: z.string(), id: z.uuid().nullable(), name: z.string().nullable() });

export const AuditEntry = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Who did it: agent, key, customer, or system (Baton itself). */
  actor: named,
  /** What it was done to; null where it was done to nothing in particular. */
  subject: named.nullable(),
  data: z.record(z.string(), z.unknown()),
  causeId: z.uuid().nullable(),
  at: moment,
});
export type AuditEntry = z.output<typeof AuditEntry>;

const wanted = z.object({
  area: z.enum(auditAreas).optional(),
  /** Only what this colleague, key or customer did. */
  actorId: z.uuid().optional(),
  actorKind: z.enum(["agent", "key", "customer", "system"]).optional(),
  /** Only what was done to this: a team, an inbox, a colleague … */
  subjectId: z.uuid().optional(),
  conversationId: z.uuid().optional(),
  customerId: z.uuid().optional(),
  from: moment.optional(),
  /** Up to, and not with, this moment. */
  until: moment.optional(),
});
export type AuditWanted = z.output<typeof wanted>;

export const listLog = endpoint({
  method: "GET",
  path: "/api/log",
  summary: "The audit log, newest first: who did what to what, and when.",
  audience: "admin",
  permission: "workspace.log",
  scope: "settings:read",
  query: pageQuery.extend(wanted.shape),
  reply: page(AuditEntry),
});

export const exportLog = endpoint({
  method: "GET",
  path: "/api/log/export",
  summary:
    "The whole audit log, or what the filter leaves of it, as one CSV or JSON file, newest first; that it was exported is recorded.",
  audience: "admin",
  permission: "workspace.export",
  scope: "settings:read",
  query: wanted.extend({ format: z.enum(["csv", "json"]).default("csv") }),
  reply: z.unknown(),
});

/** Up to 100 ids, by commas; none when it is left out. */
const ids = z
  .string()
  .default("")
  .transform((text) => (text === "" ? [] : text.split(",")))
  .pipe(z.array(z.uuid()).max(100));

export const listLastChanges = endpoint({
  method: "GET",
  path: "/api/last-changes",
  summary:
    "Who changed each of these things of the settings last, and when (`of`: up to 100 ids, by commas).",
  audience: "agent",
  scope: "settings:read",
  query: z.object({ of: ids }),
  reply: z.object({
    items: z.array(z.object({ subjectId: z.uuid(), name: z.string(), actor: named, at: moment })),
  }),
});
