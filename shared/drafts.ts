import { z } from "zod";
import { ReplyAction } from "./actions.ts";
import { AgentRef } from "./conversation-shape.ts";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";

const File = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.number().int() });

/** What one chose as next, before it is complete. */
export const NextStep = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("promise"), at: moment, text: z.string().max(300), onHold: z.boolean() }),
  z.object({ kind: z.literal("wait") }),
  z.object({ kind: z.literal("resolve"), reason: z.string().max(500) }),
]);
export type NextStep = z.infer<typeof NextStep>;

/** What somebody is writing in one conversation. Reply and note are rich text, empty when nothing stands there. */
export const DraftContent = z.object({
  tab: z.enum(["reply", "note"]),
  reply: z.string().max(1_000_000),
  note: z.string().max(1_000_000),
  /** Null while the copies go to whom they went before. */
  cc: z.array(z.string().max(254)).max(50).nullable(),
  /** Null while nobody is asked for. */
  bcc: z.array(z.string().max(254)).max(50).nullable(),
  files: z.array(File).max(50),
  step: NextStep.nullable(),
  /** What is done when the reply is sent, and the macros it was written with. */
  actions: z.array(ReplyAction).max(20).default([]),
  macroIds: z.array(z.uuid()).max(20).default([]),
});
export type DraftContent = z.infer<typeof DraftContent>;

export const emptyContent: DraftContent = {
  tab: "reply",
  reply: "",
  note: "",
  cc: null,
  bcc: null,
  files: [],
  step: null,
  actions: [],
  macroIds: [],
};

/** One's own draft as the server keeps it; without a version there is none. */
export const KeptDraft = z.object({
  version: z.uuid().nullable(),
  content: DraftContent.nullable(),
  /** What was overwritten by another of one's devices unseen, or came back unsent beside it. */
  others: z.array(DraftContent),
});
export type KeptDraft = z.infer<typeof KeptDraft>;

export const DraftRow = z.object({
  conversationId: z.uuid(),
  number: z.number().int(),
  subject: z.string(),
  customer: z.string(),
  /** Its first words. */
  words: z.string(),
  changedAt: moment,
});
export type DraftRow = z.infer<typeof DraftRow>;

export const listDrafts = endpoint({
  method: "GET",
  path: "/api/drafts",
  summary: "One's own drafts, the newest first, at most 500.",
  audience: "member",
  reply: z.object({ items: z.array(DraftRow) }),
});

export const getDraft = endpoint({
  method: "GET",
  path: "/api/conversations/:id/draft",
  summary: "What one was writing in a conversation, on whatever device; nobody else sees it.",
  audience: "member",
  params: one,
  reply: KeptDraft,
});

export const saveDraft = endpoint({
  method: "PUT",
  path: "/api/conversations/:id/draft",
  summary:
    "Keeps one's draft; `base` is the version this device saw last. What it had not seen is kept beside it and offered back.",
  audience: "member",
  params: one,
  body: z.object({ content: DraftContent, base: z.uuid().nullable() }),
  reply: KeptDraft,
});

export const removeDraft = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/draft",
  summary: "Throws one's draft away, with what was kept beside it.",
  audience: "member",
  params: one,
  reply: nothing,
});

export const removeOtherDrafts = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/draft/others",
  summary: "Forgets what was kept beside one's draft.",
  audience: "member",
  params: one,
  reply: KeptDraft,
});

/** A reply that leaves at a time somebody chose; no message yet. */
export const LaterReply = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  /** Null for one that a program wrote. */
  by: AgentRef.nullable(),
  text: z.string(),
  cc: z.array(z.string()).nullable(),
  bcc: z.array(z.string()),
  files: z.array(File),
  state: z.enum(["open", "waiting", "on_hold", "resolved"]),
  /** What it will promise, with the words of the promise. */
  promise: z.object({ text: z.string(), dueAt: moment }).nullable(),
  leavesAt: moment,
  madeAt: moment,
});
export type LaterReply = z.infer<typeof LaterReply>;

/** Whole days after which a reply leaves at the latest. */
export const latestDays = 366;

export const listLaterReplies = endpoint({
  method: "GET",
  path: "/api/conversations/:id/later-replies",
  summary: "Replies of a conversation that leave later, the next one first.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: z.object({ items: z.array(LaterReply) }),
});

export const changeLeaving = endpoint({
  method: "PUT",
  path: "/api/later-replies/:id/time",
  summary: "Says another time at which a reply leaves.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ leavesAt: moment }),
  reply: LaterReply,
  errors: ["send_time", "promise_in_the_past"],
});

export const sendNow = endpoint({
  method: "POST",
  path: "/api/later-replies/:id/departure",
  summary: "Lets a reply that waits for its time leave now, in the name of whoever wrote it.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: nothing,
  errors: ["promise_in_the_past", "fields_required"],
});

export const cancelLaterReply = endpoint({
  method: "DELETE",
  path: "/api/later-replies/:id",
  summary: "Cancels a reply that waits for its time; its words are its writer's draft again.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: nothing,
});
