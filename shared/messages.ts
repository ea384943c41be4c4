import { z } from "zod";
import { AttachmentLink } from "./attachment-links.ts";
import { endpoint, one } from "./endpoint.ts";
import { MailTraits } from "./mail-traits.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

/** A file that hangs on something that was written. */
export const AttachedFile = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  inline: z.boolean(),
  url: z.string(),
});

export const Attachment = AttachedFile.extend({
  /** Set when it was too large for the mail and went as a link. */
  link: AttachmentLink.nullable(),
});

export type Attachment = z.infer<typeof Attachment>;

/** One outgoing mail to one address, as the ledger keeps it. */
export const DeliveryRef = z.object({
  id: z.uuid(),
  to: z.string(),
  state: z.enum([
    "queued",
    "sending",
    "sent",
    "delivered",
    "bounced",
    "deferred",
    "failed",
    "held",
    "cancelled",
  ]),
  reason: z.string(),
  at: moment,
  nextAttemptAt: moment.nullable(),
  /** The address it was sent to instead. */
  redirectedTo: z.string().nullable(),
});

export type DeliveryRef = z.infer<typeof DeliveryRef>;

export const Address = z.object({ name: z.string(), address: z.string() });

/** The words of anything that was written, whom they went to, and how far they are believed. */
export const Written = z.object({
  id: z.uuid(),
  /** What was newly written, without quotes and signature. */
  text: z.string(),
  /** Sanitised, quotes left out; null for plain text. Shown in a sandboxed frame only. Inline images of ours stand as `/api/files/ID`. */
  html: z.string().nullable(),
  /** Everything, for "show original"; null when nothing was folded. */
  originalText: z.string().nullable(),
  originalHtml: z.string().nullable(),
  /** Pictures of other servers, which are fetched only when somebody asks for them. */
  blockedImages: z.number().int(),
  to: z.array(Address),
  cc: z.array(Address),
  /** Until then it has not left and can be taken back. */
  undoUntil: moment.nullable(),
  /** False when nothing proves that the sender wrote it; `provenWhy` says why. */
  proven: z.boolean(),
  provenWhy: z.string(),
  at: moment,
});

export const Message = Written.extend({
  kind: z.enum(["reply", "note"]),
  direction: z.enum(["in", "out", "internal"]),
  channel: z.enum(["email", "api", "tracker", "phone", "visit"]),
  author: z.object({
    kind: z.enum(["agent", "customer", "system"]),
    id: z.uuid().nullable(),
    name: z.string(),
    address: z.string().nullable(),
  }),
  /** Who got it without anybody else seeing that. */
  bcc: z.array(Address),
  /** Set for a reply that leaves later: until then it is no message of the thread. */
  scheduledFor: moment.optional(),
  vouchedById: z.uuid().nullable(),
  attachments: z.array(Attachment),
  deliveries: z.array(DeliveryRef),
  /** Id of the raw mail it came in as, for download. */
  inboundId: z.uuid().nullable(),
  /** What the mail was beside its words; null where there is nothing to tell. */
  mail: MailTraits.nullable(),
});

export type Message = z.infer<typeof Message>;

export const listMessages = endpoint({
  method: "GET",
  path: "/api/conversations/:id/messages",
  summary: "A conversation's messages and notes, newest page first, each page in order of time.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  query: pageQuery,
  reply: page(Message),
});

export const getMessage = endpoint({
  method: "GET",
  path: "/api/messages/:id",
  summary: "One message as the conversation shows it.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: Message,
});

export const receiveMessage = endpoint({
  method: "POST",
  path: "/api/conversations/:id/messages",
  summary:
    "Adds a message of the customer that reached us by another way; `externalId` twice is one message.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ text: z.string().min(1).max(500_000), externalId: z.string().max(300).optional() }),
  reply: Message,
});

export const vouchForMessage = endpoint({
  method: "POST",
  path: "/api/messages/:id/vouching",
  summary: "Says that an unproven message is genuine; its Cc become readers only now.",
  audience: "agent",
  params: one,
  reply: Message,
});
