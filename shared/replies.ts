import { z } from "zod";
import { NewPromise, ReplyAction } from "./actions.ts";
import { endpoint, one } from "./endpoint.ts";
import { Message } from "./messages.ts";
import { moment } from "./moment.ts";
import { isWorded, unworded, wording } from "./wording.ts";

/** What an agent sends: its text, and what is promised next. `wait` also sets the conversation to waiting. */
export const sendReply = endpoint({
  method: "POST",
  path: "/api/conversations/:id/replies",
  summary:
    "Answers the customer, in plain or rich text, and records the next promise; without one the conversation must be resolved by it.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z
    .object({
      ...wording(500_000),
      cc: z.array(z.email().max(254)).max(50).optional(),
      /** Gets this one message; no other recipient sees it, and nobody reads along because of it. */
      bcc: z.array(z.email().max(254)).max(50).default([]),
      fileIds: z.array(z.uuid()).max(50).default([]),
      then: z.discriminatedUnion("state", [
        z.object({ state: z.literal("open"), promise: NewPromise }),
        z.object({ state: z.literal("waiting"), promise: NewPromise.optional() }),
        z.object({ state: z.literal("on_hold"), promise: NewPromise }),
        z.object({ state: z.literal("resolved"), reason: z.string().trim().min(1).max(500) }),
      ]),
      /** Leaves then, unless the customer writes first; state and promise change when it leaves. At most a year ahead. */
      sendAt: moment.optional(),
      /** The newest message one had seen: when somebody else has written since, nothing is sent. */
      after: z.uuid().optional(),
      /** The version of one's draft that it was written from, which it takes away. */
      draft: z.uuid().optional(),
      /** Done in the same work as the reply, in this order; when one cannot be done, nothing is sent. */
      actions: z.array(ReplyAction).max(20).default([]),
      /** The macros it was written with, whose use is counted. */
      macroIds: z.array(z.uuid()).max(20).default([]),
    })
    .refine(isWorded, unworded),
  reply: Message,
  errors: ["promise_required", "promise_in_the_past", "fields_required", "send_time", "answered_meanwhile"],
});

/** What a reply was made of, for writing it again. */
export const TakenBack = z.object({
  conversationId: z.uuid(),
  text: z.string(),
  /** Null when it was plain text. */
  html: z.string().nullable(),
  cc: z.array(z.string()).nullable(),
  bcc: z.array(z.string()),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.number().int() })),
  /** The version of the draft that it is again; null when a program had sent it. */
  draft: z.uuid().nullable(),
  actions: z.array(ReplyAction),
  macroIds: z.array(z.uuid()),
});

export type TakenBack = z.infer<typeof TakenBack>;

export const takeReplyBack = endpoint({
  method: "DELETE",
  path: "/api/messages/:id/sending",
  summary:
    "Takes one's own reply back before it leaves; state and promise stand again as before it, unless something else happened since.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: TakenBack,
  errors: ["undo_too_late", "forbidden"],
});

export const writeNote = endpoint({
  method: "POST",
  path: "/api/conversations/:id/notes",
  summary:
    "Writes a note, in plain or rich text, that only colleagues see; those mentioned may see the conversation from then on.",
  audience: "member",
  scope: "conversations:write",
  params: one,
  body: z
    .object({
      ...wording(100_000),
      mentions: z.array(z.uuid()).max(50).default([]),
      fileIds: z.array(z.uuid()).max(50).default([]),
      /** The version of one's draft that it was written from, which it takes away. */
      draft: z.uuid().optional(),
    })
    .refine(isWorded, unworded),
  reply: Message,
});
