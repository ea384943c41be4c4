import { z } from "zod";
import { Priority } from "./actions.ts";
import { CustomerRef } from "./customers.ts";
import { moment } from "./moment.ts";
import { Snooze } from "./snooze.ts";

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
