import { z } from "zod";
import { Action } from "./actions.ts";
import { Condition } from "./conditions.ts";
import { endpoint, one } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";
import { View } from "./views.ts";

/** The most conversations one bulk action takes. */
export const mostInBulk = 20_000;
/** Minutes after its end in which it can be undone. */
export const undoMinutes = 30;

/** What is done to each conversation; the same verbs as for one. */
export const BulkAction = Action;
export type BulkAction = Action;

/** Which ones: the selected, or all that a view, one's own or a built-in one, or a condition holds at this moment. */
export const BulkSelection = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(mostInBulk) }),
  z.object({ viewId: z.uuid(), except: z.array(z.uuid()).max(1000).default([]) }),
  z.object({ view: View, except: z.array(z.uuid()).max(1000).default([]) }),
  z.object({ condition: Condition, except: z.array(z.uuid()).max(1000).default([]) }),
]);
export type BulkSelection = z.output<typeof BulkSelection>;

export const Bulk = z.object({
  id: z.uuid(),
  /** What `do` says. */
  action: z.string(),
  by: z.object({ kind: z.enum(["agent", "key"]), id: z.uuid() }),
  state: z.enum(["running", "done", "cancelled", "undoing", "undone"]),
  total: z.number().int(),
  /** How many are in each state: pending, done, unchanged (as it was already), failed, cancelled, undone, kept (could not be undone). */
  counts: z.record(z.string(), z.number().int()),
  createdAt: moment,
  finishedAt: moment.nullable(),
  /** Until when it can be undone, also when that is past; null when there is nothing to undo. */
  undoUntil: moment.nullable(),
});
export type Bulk = z.infer<typeof Bulk>;

export const BulkItem = z.object({
  conversationId: z.uuid(),
  /** Null when whoever asks may not see it, or it is gone. */
  number: z.number().int().nullable(),
  subject: z.string().nullable(),
  state: z.string(),
  code: z.string().nullable(),
  reason: z.string(),
});
export type BulkItem = z.infer<typeof BulkItem>;

export const startBulk = endpoint({
  method: "POST",
  path: "/api/bulk",
  summary:
    "Does one thing to up to 20,000 conversations, in the background; each may fail alone, with its reason.",
  audience: "agent",
  permission: "conversations.bulk",
  scope: "conversations:write",
  body: z.object({ selection: BulkSelection, action: BulkAction }),
  reply: Bulk,
  errors: ["condition_unusable", "too_large"],
});

export const countBulk = endpoint({
  method: "POST",
  path: "/api/bulk/selection",
  summary: "How many conversations a bulk action with this selection would take; refuses more than 20,000.",
  audience: "agent",
  permission: "conversations.bulk",
  scope: "conversations:read",
  body: z.object({ selection: BulkSelection }),
  reply: z.object({ total: z.number().int() }),
  errors: ["condition_unusable", "too_large"],
});

export const listBulks = endpoint({
  method: "GET",
  path: "/api/bulk",
  summary: "One's own last 20 bulk actions, newest first.",
  audience: "agent",
  permission: "conversations.bulk",
  scope: "conversations:read",
  reply: z.object({ items: z.array(Bulk) }),
});

export const getBulk = endpoint({
  method: "GET",
  path: "/api/bulk/:id",
  summary: "How far a bulk action is.",
  audience: "agent",
  permission: "conversations.bulk",
  scope: "conversations:read",
  params: one,
  reply: Bulk,
});

export const listBulkItems = endpoint({
  method: "GET",
  path: "/api/bulk/:id/items",
  summary:
    "The conversations of a bulk action, in order, with what became of each; `state=failed` for those that failed.",
  audience: "agent",
  permission: "conversations.bulk",
  scope: "conversations:read",
  params: one,
  query: pageQuery.extend({
    state: z.enum(["pending", "done", "unchanged", "failed", "cancelled", "undone", "kept"]).optional(),
  }),
  reply: page(BulkItem),
});

export const listBulkReasons = endpoint({
  method: "GET",
  path: "/api/bulk/:id/reasons",
  summary: "Why conversations of a bulk action failed, with how many each, most first; 100 at most.",
  audience: "agent",
  permission: "conversations.bulk",
  scope: "conversations:read",
  params: one,
  reply: z.object({
    items: z.array(z.object({ code: z.string(), reason: z.string(), count: z.number().int() })),
  }),
});

export const retryBulk = endpoint({
  method: "POST",
  path: "/api/bulk/:id/retries",
  summary: "Begins a new bulk action that does the same to those that failed.",
  audience: "agent",
  permission: "conversations.bulk",
  scope: "conversations:write",
  params: one,
  reply: Bulk,
});

export const cancelBulk = endpoint({
  method: "POST",
  path: "/api/bulk/:id/cancellation",
  summary: "Stops a bulk action where it is; what is done stays, and can be undone.",
  audience: "agent",
  permission: "conversations.bulk",
  scope: "conversations:write",
  params: one,
  reply: Bulk,
});

export const undoBulk = endpoint({
  method: "POST",
  path: "/api/bulk/:id/undo",
  summary:
    "Takes back, within 30 minutes of its end, what a bulk action did; conversations that changed since are kept as they are.",
  audience: "agent",
  permission: "conversations.bulk",
  scope: "conversations:write",
  params: one,
  reply: Bulk,
  errors: ["undo_too_late"],
});
