import { z } from "zod";
import { NewPromise } from "./actions.ts";
import { Conversation } from "./conversation-shape.ts";
import { endpoint, one } from "./endpoint.ts";
import { SnoozeWish } from "./snooze.ts";

export const snooze = endpoint({
  method: "POST",
  path: "/api/conversations/:id/snooze",
  summary:
    "Hides it from its holder's view until a time, until the customer writes (`for` message) or until another one is resolved (`for` conversation); never beyond the promise.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: SnoozeWish,
  reply: Conversation,
  errors: ["snooze_beyond_promise"],
});

export const unsnooze = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/snooze",
  summary: "Brings a snoozed conversation back.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: Conversation,
});

export const waitForCustomer = endpoint({
  method: "POST",
  path: "/api/conversations/:id/wait",
  summary: "Waits for the customer, with a check-in promised; without a date, two business days from now.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ promise: NewPromise.optional() }),
  reply: Conversation,
});

export const putOnHold = endpoint({
  method: "POST",
  path: "/api/conversations/:id/hold",
  summary: "Waits for somebody else than the customer, with a promise of the next word.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ promise: NewPromise }),
  reply: Conversation,
});

export const resumeConversation = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/wait",
  summary: "Opens a waiting or held-up conversation again; the live promise stays.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: Conversation,
});

export const resolveConversation = endpoint({
  method: "POST",
  path: "/api/conversations/:id/resolution",
  summary: "Resolves it with a reason; a live promise counts as kept when it is not overdue.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  reply: Conversation,
  errors: ["fields_required"],
});

export const reopenConversation = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/resolution",
  summary: "Reopens it with its last holder, or whoever answers for them, and a new promise.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: Conversation,
});
