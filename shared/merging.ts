import { z } from "zod";
import { NewPromise } from "./actions.ts";
import { AgentRef, Conversation, ConversationRow, State, TeamRef } from "./conversation-shape.ts";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";

/** Days in which a merge can be taken back. */
export const unmergeDays = 30;

export const mergeConversations = endpoint({
  method: "POST",
  path: "/api/conversations/:id/merge",
  summary:
    "Merges others into this conversation: their messages, readers, followers and tags come here, and the earliest promise stands. Another customer's needs `acrossCustomers`: they will read each other.",
  audience: "agent",
  permission: "conversations.merge",
  scope: "conversations:write",
  params: one,
  body: z.object({
    sourceIds: z.array(z.uuid()).min(1).max(20),
    acrossCustomers: z.boolean().default(false),
  }),
  reply: Conversation,
  errors: ["merged_already", "other_customer"],
});

/** A conversation that could be merged or linked with another, and why it is offered. */
export const MergeCandidate = ConversationRow.extend({ why: z.enum(["related", "same_customer", "found"]) });
export type MergeCandidate = z.infer<typeof MergeCandidate>;

export const listMergeCandidates = endpoint({
  method: "GET",
  path: "/api/conversations/:id/merge-candidates",
  summary:
    "Conversations that could be merged or linked with this one: related and the same customer's; with `q` by number, or how the customer's name or address starts; by words: `/api/search`.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  query: z.object({ q: z.string().trim().max(200).default("") }),
  reply: z.object({ items: z.array(MergeCandidate) }),
});

/** What conversations would be as one. */
export const MergePreview = z.object({
  messages: z.number().int(),
  participants: Conversation.shape.participants,
  tags: z.array(z.string()),
  state: State,
  holder: AgentRef.nullable(),
  team: TeamRef.nullable(),
  promise: Conversation.shape.promise,
  /** True when another promise than the target's stands afterwards. */
  promiseChanges: z.boolean(),
  /** They are of several customers, who would read each other. */
  acrossCustomers: z.boolean(),
});
export type MergePreview = z.infer<typeof MergePreview>;

export const previewMerge = endpoint({
  method: "POST",
  path: "/api/conversations/:id/merge-preview",
  summary: "What this conversation would be with others merged into it. Changes nothing.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ sourceIds: z.array(z.uuid()).min(1).max(20) }),
  reply: MergePreview,
  errors: ["merged_already"],
});

export const unmergeConversation = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/merge",
  summary:
    "Takes back, within 30 days, that this conversation was merged: its messages return, it stands as it stood, and what came afterwards stays where it is.",
  audience: "agent",
  permission: "conversations.merge",
  scope: "conversations:write",
  params: one,
  reply: Conversation,
  errors: ["merged_already", "undo_too_late"],
});

export const listMerges = endpoint({
  method: "GET",
  path: "/api/conversations/:id/merges",
  summary: "What was merged into this conversation and is still, with until when it can be taken back.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: z.object({
    items: z.array(
      z.object({
        sourceId: z.uuid(),
        number: z.number().int(),
        subject: z.string(),
        by: AgentRef.nullable(),
        at: moment,
        undoUntil: moment,
      }),
    ),
  }),
});

export const splitMessage = endpoint({
  method: "POST",
  path: "/api/messages/:id/split",
  summary:
    "Moves a customer's message, and what goes along, into a new conversation, linked as related and held by whoever splits it unless another one is named.",
  audience: "agent",
  permission: "conversations.merge",
  scope: "conversations:write",
  params: one,
  body: z.object({
    subject: z.string().trim().min(1).max(500),
    /** Other messages and notes of the same conversation that go along. */
    along: z.array(z.uuid()).max(200).default([]),
    holderId: z.uuid().optional(),
    promise: NewPromise.optional(),
  }),
  reply: Conversation,
  errors: ["holder_inactive", "promise_in_the_past"],
});

/** What the other conversation is to this one. */
export const LinkKind = z.enum(["parent", "child", "related", "duplicate", "original"]);
export type LinkKind = z.infer<typeof LinkKind>;

export const ConversationLink = z.object({
  id: z.uuid(),
  number: z.number().int(),
  subject: z.string(),
  state: State,
  /** parent, child: above, below this one; duplicate: the same as this one, which stays; original: this one is its duplicate. */
  kind: LinkKind,
});
export type ConversationLink = z.infer<typeof ConversationLink>;
const links = z.object({ items: z.array(ConversationLink) });

export const listLinks = endpoint({
  method: "GET",
  path: "/api/conversations/:id/links",
  summary: "What this conversation is linked to, of what one may see.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: links,
});

export const linkConversation = endpoint({
  method: "PUT",
  path: "/api/conversations/:id/links",
  summary:
    "Links two conversations, changes how, or with `kind` null takes the link away; one parent each, and nothing stands above itself.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ linkedId: z.uuid(), kind: LinkKind.nullable() }),
  reply: links,
});

const followers = z.object({ items: z.array(AgentRef) });

export const listFollowers = endpoint({
  method: "GET",
  path: "/api/conversations/:id/followers",
  summary: "Colleagues who follow this conversation without holding it.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: followers,
});

export const follow = endpoint({
  method: "PUT",
  path: "/api/conversations/:id/following",
  summary: "Follows a conversation oneself.",
  audience: "member",
  params: one,
  reply: followers,
});

export const unfollow = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/following",
  summary: "Follows a conversation no longer.",
  audience: "member",
  params: one,
  reply: nothing,
});
