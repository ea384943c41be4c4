import { z } from "zod";
import { NewPromise, Priority, ReplyAction } from "./actions.ts";
import { AttachmentLink } from "./attachment-links.ts";
import { CustomerRef } from "./customers.ts";
import { endpoint, nothing, one } from "./endpoint.ts";
import { MailTraits } from "./mail-traits.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";
import { Snooze, SnoozeWish } from "./snooze.ts";
import { isWorded, unworded, wording } from "./wording.ts";

export { NewPromise, Priority } from "./actions.ts";

/** Where a conversation stands: waiting is on the customer, on_hold on somebody else. */
export const states = ["open", "waiting", "on_hold", "resolved"] as const;
export const State = z.enum(states);
export type State = z.infer<typeof State>;

/** What a conversation is; null where nobody said. */
export const ConversationType = z.enum(["question", "problem", "complaint", "request", "praise"]);
export type ConversationType = z.infer<typeof ConversationType>;

/** How a conversation that is started by hand came about: noted from a call, a visit or another way, or we write first. */
export const Way = z.enum(["phone", "visit", "api", "email"]);
export type Way = z.infer<typeof Way>;

/** What was promised: first_reply and next_step by us to the customer, check_in while we wait for them. */
export const PromiseKind = z.enum(["first_reply", "next_step", "check_in"]);

/** The live promise of an unresolved conversation. */
export const Promised = z.object({
  id: z.uuid(),
  kind: PromiseKind,
  text: z.string(),
  dueAt: moment,
  /** Set when it fell due without being kept. */
  brokenAt: moment.nullable(),
});
export type Promised = z.infer<typeof Promised>;

export const AgentRef = z.object({ id: z.uuid(), name: z.string() });
export type AgentRef = z.infer<typeof AgentRef>;
export const TeamRef = z.object({ id: z.uuid(), name: z.string() });
export type TeamRef = z.infer<typeof TeamRef>;

/** What the giver tells the receiver, so that the customer need not say it again. */
export const Brief = z.object({
  wants: z.string().max(2000),
  tried: z.string().max(2000).default(""),
  mood: z.string().max(200).default(""),
  promised: z.string().max(500).default(""),
  next: z.string().max(2000).default(""),
});
export type Brief = z.infer<typeof Brief>;

export const Handover = z.object({
  id: z.uuid(),
  from: AgentRef.nullable(),
  toAgent: AgentRef.nullable(),
  toTeam: TeamRef.nullable(),
  brief: Brief,
  state: z.enum(["offered", "accepted", "declined", "withdrawn"]),
  reason: z.string(),
  offeredAt: moment,
  answeredAt: moment.nullable(),
});
export type Handover = z.infer<typeof Handover>;

/** A conversation as lists show it. */
export const ConversationRow = z.object({
  id: z.uuid(),
  number: z.number().int(),
  subject: z.string(),
  /** The first words of the newest message. */
  preview: z.string(),
  state: State,
  priority: Priority,
  tags: z.array(z.string()),
  /** A finer word for the state; of the conversation's state always. */
  statusId: z.uuid().nullable(),
  /** Why the customer wrote, and why it had to happen. */
  topicId: z.uuid().nullable(),
  rootCauseId: z.uuid().nullable(),
  inboxId: z.uuid(),
  customer: CustomerRef,
  holder: AgentRef.nullable(),
  team: TeamRef.nullable(),
  promise: Promised.nullable(),
  offeredTo: z.object({ agentId: z.uuid().nullable(), teamId: z.uuid().nullable() }).nullable(),
  snoozedUntil: moment.nullable(),
  /** True when the newest word is the customer's. */
  customerSpokeLast: z.boolean(),
  escalatedTo: z.uuid().nullable(),
  lastMessageAt: moment,
  createdAt: moment,
  resolvedAt: moment.nullable(),
});
export type ConversationRow = z.infer<typeof ConversationRow>;

export const RelatedConversation = z.object({
  id: z.uuid(),
  number: z.number().int(),
  subject: z.string(),
  state: State,
  /** maybe_related: somebody unproven wrote as if they belonged to it. */
  why: z.enum(["maybe_related", "same_customer"]),
});

/** A conversation as its own page shows it. */
export const Conversation = ConversationRow.extend({
  inboxName: z.string(),
  type: ConversationType.nullable(),
  handover: Handover.nullable(),
  participants: z.array(CustomerRef.extend({ role: z.enum(["requester", "cc"]), proven: z.boolean() })),
  collaborators: z.array(AgentRef),
  related: z.array(RelatedConversation),
  resolution: z.string().nullable(),
  /** Rating of the follow-up, 1 to 5. */
  rating: z.number().int().nullable(),
  /** The conversation it was merged into; then its messages are there. */
  mergedIntoId: z.uuid().nullable(),
  /** What it sleeps for, and until when at the latest. */
  snooze: Snooze.nullable(),
  trackerUrl: z.string().nullable(),
});
export type Conversation = z.infer<typeof Conversation>;

export const Attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  inline: z.boolean(),
  url: z.string(),
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

export const Message = z.object({
  id: z.uuid(),
  kind: z.enum(["reply", "note"]),
  direction: z.enum(["in", "out", "internal"]),
  channel: z.enum(["email", "api", "tracker", "phone", "visit"]),
  author: z.object({
    kind: z.enum(["agent", "customer", "system"]),
    id: z.uuid().nullable(),
    name: z.string(),
    address: z.string().nullable(),
  }),
  /** What was newly written, without quotes and signature. */
  text: z.string(),
  /** Sanitised, quotes left out; null for plain text. Shown in a sandboxed frame only. Inline images of ours stand as `/api/files/ID`. */
  html: z.string().nullable(),
  /** Everything, for "show original"; null when nothing was folded. */
  originalText: z.string().nullable(),
  originalHtml: z.string().nullable(),
  blockedImages: z.number().int(),
  to: z.array(Address),
  cc: z.array(Address),
  /** Who got it without anybody else seeing that. */
  bcc: z.array(Address),
  /** Until then a reply has not left and can be taken back. */
  undoUntil: moment.nullable(),
  /** Set for a reply that leaves later: until then it is no message of the thread. */
  scheduledFor: moment.optional(),
  /** False when nothing proves that the sender wrote it; `provenWhy` says why. */
  proven: z.boolean(),
  provenWhy: z.string(),
  vouchedById: z.uuid().nullable(),
  attachments: z.array(Attachment),
  deliveries: z.array(DeliveryRef),
  /** Id of the raw mail it came in as, for download. */
  inboundId: z.uuid().nullable(),
  /** What the mail was beside its words; null where there is nothing to tell. */
  mail: MailTraits.nullable(),
  at: moment,
});
export type Message = z.infer<typeof Message>;

/** What happened to a conversation between its messages, from the log. */
export const Happening = z.object({
  id: z.uuid(),
  name: z.string(),
  actor: z.object({ kind: z.string(), id: z.uuid().nullable(), name: z.string() }),
  data: z.record(z.string(), z.unknown()),
  at: moment,
});
export type Happening = z.infer<typeof Happening>;

export const views = [
  "mine",
  "team",
  "due_soon",
  "overdue",
  "unheld",
  "waiting",
  "resolved",
  "all",
  "offered",
] as const;
export const View = z.enum(views);
export type View = z.infer<typeof View>;

export const listConversations = endpoint({
  method: "GET",
  path: "/api/conversations",
  summary: "One view of the inbox, what is due next first (resolved: newest first).",
  audience: "member",
  scope: "conversations:read",
  query: pageQuery.extend({
    view: View.default("all"),
    /** Only this customer's, newest first. */
    customerId: z.uuid().optional(),
  }),
  reply: page(ConversationRow),
});

export const countViews = endpoint({
  method: "GET",
  path: "/api/conversations/counts",
  summary: "How many conversations each view holds; a count stops at 1,000.",
  audience: "member",
  scope: "conversations:read",
  reply: z.object({ counts: z.record(z.string(), z.number().int()) }),
});

export const getConversation = endpoint({
  method: "GET",
  path: "/api/conversations/:id",
  summary: "One conversation: holder, promise, handover, participants.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: Conversation,
});

export const getConversationRow = endpoint({
  method: "GET",
  path: "/api/conversations/:id/row",
  summary: "One conversation as lists show it, for a live list that replaces a single row.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: ConversationRow,
});

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

export const listHappenings = endpoint({
  method: "GET",
  path: "/api/conversations/:id/happenings",
  summary: "What happened to a conversation, newest first: who held it, what was promised, kept and broken.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  query: pageQuery,
  reply: page(Happening),
});

export const startConversation = endpoint({
  method: "POST",
  path: "/api/conversations",
  summary:
    "Records a customer's problem that came in by another way, or (`way` email) writes to them first; the customer is found or made by address, else by telephone number.",
  audience: "agent",
  scope: "conversations:write",
  body: z
    .object({
      inboxId: z.uuid().optional(),
      customer: z.object({
        email: z.email().max(254).optional(),
        phone: z.string().trim().min(3).max(40).optional(),
        name: z.string().trim().max(200).default(""),
      }),
      way: Way.default("api"),
      type: ConversationType.nullable().default(null),
      subject: z.string().trim().min(1).max(500),
      text: z.string().min(1).max(500_000),
      priority: Priority.default("normal"),
      tags: z.array(z.string().trim().min(1).max(50)).max(50).default([]),
      topicId: z.uuid().nullable().default(null),
      fields: z.record(z.uuid(), z.union([z.string().max(500), z.number(), z.boolean()])).default({}),
      /** The team it goes to instead of whoever starts it. */
      teamId: z.uuid().nullable().default(null),
      templateId: z.uuid().optional(),
    })
    .refine(({ customer, way }) => customer.email || (customer.phone && way !== "email"), {
      path: ["customer", "email"],
      message: "An e-mail address is needed, or for what is only noted a telephone number.",
    }),
  reply: Conversation,
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

export const changeConversation = endpoint({
  method: "PATCH",
  path: "/api/conversations/:id",
  summary: "Changes subject, priority, tags or type.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({
    subject: z.string().trim().min(1).max(500).optional(),
    priority: Priority.optional(),
    tags: z.array(z.string().trim().min(1).max(50)).max(50).optional(),
    type: ConversationType.nullable().optional(),
  }),
  reply: Conversation,
});

export const assign = endpoint({
  method: "PUT",
  path: "/api/conversations/:id/holder",
  summary: "Gives the conversation to a person or a team at once; with `agentId` oneself it is taken.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.union([
    z.object({ agentId: z.uuid(), teamId: z.uuid().optional() }),
    z.object({ teamId: z.uuid() }),
  ]),
  reply: Conversation,
  errors: ["holder_inactive"],
});

export const offerHandover = endpoint({
  method: "POST",
  path: "/api/conversations/:id/handover",
  summary:
    "Offers the conversation with a brief to a person or a team; the giver holds it until it is accepted.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ agentId: z.uuid().optional(), teamId: z.uuid().optional(), brief: Brief }),
  reply: Conversation,
  errors: ["handover_pending", "holder_inactive"],
});

export const acceptHandover = endpoint({
  method: "POST",
  path: "/api/conversations/:id/handover/acceptance",
  summary: "Accepts a handover offered to oneself or one's team; from now on one holds it.",
  audience: "member",
  scope: "conversations:write",
  params: one,
  reply: Conversation,
  errors: ["not_offered_to_you"],
});

export const declineHandover = endpoint({
  method: "POST",
  path: "/api/conversations/:id/handover/refusal",
  summary: "Declines a handover with a reason; the giver goes on holding.",
  audience: "member",
  scope: "conversations:write",
  params: one,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  reply: Conversation,
  errors: ["not_offered_to_you"],
});

export const withdrawHandover = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/handover",
  summary: "Takes an unanswered handover back.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: Conversation,
});

export const makePromise = endpoint({
  method: "PUT",
  path: "/api/conversations/:id/promise",
  summary:
    "Replaces the live promise by a new one; the old one counts as moved, or as broken when it was overdue.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: NewPromise,
  reply: Conversation,
  errors: ["promise_in_the_past", "already_resolved"],
});

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

export const vouchForMessage = endpoint({
  method: "POST",
  path: "/api/messages/:id/vouching",
  summary: "Says that an unproven message is genuine; its Cc become readers only now.",
  audience: "agent",
  params: one,
  reply: Message,
});

export const revokeTracker = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/tracker",
  summary: "Ends every tracker link of the conversation sent so far.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: nothing,
});
