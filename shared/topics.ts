import { z } from "zod";
import { NewPromise } from "./actions.ts";
import { Conversation, State } from "./conversation-shape.ts";
import { endpoint, nothing, one } from "./endpoint.ts";

const name = z.string().trim().min(1).max(100);
const position = z.number().int().min(0).max(10_000);
const keywords = z.array(z.string().trim().min(2).max(40).toLowerCase()).max(100);
const order = z.object({ ids: z.array(z.uuid()).max(1000) });

/** Why customers write; a tree. */
export const Topic = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  position: z.number().int(),
  /** Words that point to it because somebody says so. */
  keywords: z.array(z.string()),
  /** Whoever writes about it, or about what stands below it, complains. */
  complaint: z.boolean(),
});
export type Topic = z.infer<typeof Topic>;

/** Why it had to happen; with a topic it is offered for that one and those below it. */
export const RootCause = z.object({ id: z.uuid(), name: z.string(), topicId: z.uuid().nullable() });
export type RootCause = z.infer<typeof RootCause>;

/** A finer word for one of the four states. */
export const Status = z.object({ id: z.uuid(), state: State, name: z.string(), position: z.number().int() });
export type Status = z.infer<typeof Status>;

export const listTopics = endpoint({
  method: "GET",
  path: "/api/topics",
  summary: "All topics, parents before children, each level in its order.",
  audience: "member",
  scope: "settings:read",
  reply: z.object({ items: z.array(Topic) }),
});

export const createTopic = endpoint({
  method: "POST",
  path: "/api/topics",
  summary: "Makes a topic, on top or below another one; five levels at most.",
  audience: "lead",
  permission: "sorting.topics",
  scope: "settings:write",
  body: z.object({
    name,
    parentId: z.uuid().nullable().default(null),
    position: position.default(0),
    keywords: keywords.default([]),
    complaint: z.boolean().default(false),
  }),
  reply: Topic,
  errors: ["duplicate"],
});

export const changeTopic = endpoint({
  method: "PATCH",
  path: "/api/topics/:id",
  summary: "Renames a topic, or moves it with all below it; refuses to move it below itself.",
  audience: "lead",
  permission: "sorting.topics",
  scope: "settings:write",
  params: one,
  body: z
    .object({ name, parentId: z.uuid().nullable(), position, keywords, complaint: z.boolean() })
    .partial(),
  reply: Topic,
  errors: ["duplicate"],
});

export const removeTopic = endpoint({
  method: "DELETE",
  path: "/api/topics/:id",
  summary: "Takes a topic out of sight; conversations keep it. Refused while topics below it are in sight.",
  audience: "lead",
  permission: "sorting.topics",
  scope: "settings:write",
  params: one,
  reply: nothing,
  errors: ["in_use"],
});

export const orderTopics = endpoint({
  method: "PUT",
  path: "/api/topics/order",
  summary: "Puts topics of one level into this order.",
  audience: "lead",
  permission: "sorting.topics",
  scope: "settings:write",
  body: order,
  reply: nothing,
});

export const listArchivedTopics = endpoint({
  method: "GET",
  path: "/api/topics/archive",
  summary: "Topics out of sight, those taken last first.",
  audience: "member",
  scope: "settings:read",
  reply: z.object({ items: z.array(Topic) }),
});

export const restoreTopic = endpoint({
  method: "POST",
  path: "/api/topics/:id/restoration",
  summary: "Brings a topic back into sight, on top when what it stood below is out of sight.",
  audience: "lead",
  permission: "sorting.topics",
  scope: "settings:write",
  params: one,
  reply: Topic,
  errors: ["duplicate"],
});

export const listTopicWords = endpoint({
  method: "GET",
  path: "/api/topics/:id/words",
  summary: "The 50 words that point to a topic most, learned from how many of its conversations.",
  audience: "member",
  scope: "settings:read",
  params: one,
  reply: z.object({
    /** Conversations that taught it. */
    learned: z.number().int(),
    items: z.array(z.object({ word: z.string(), conversations: z.number().int() })),
  }),
});

export const forgetTopicWord = endpoint({
  method: "DELETE",
  path: "/api/topics/:id/words/:word",
  summary: "Forgets what past conversations taught about one word of a topic.",
  audience: "lead",
  permission: "sorting.topics",
  scope: "settings:write",
  params: one.extend({ word: z.string().max(100) }),
  reply: nothing,
});

export const listRootCauses = endpoint({
  method: "GET",
  path: "/api/root-causes",
  summary: "All root causes by name.",
  audience: "member",
  scope: "settings:read",
  reply: z.object({ items: z.array(RootCause) }),
});

export const createRootCause = endpoint({
  method: "POST",
  path: "/api/root-causes",
  summary: "Makes a root cause, for one topic or for all.",
  audience: "lead",
  permission: "sorting.topics",
  scope: "settings:write",
  body: z.object({ name, topicId: z.uuid().nullable().default(null) }),
  reply: RootCause,
  errors: ["duplicate"],
});

export const changeRootCause = endpoint({
  method: "PATCH",
  path: "/api/root-causes/:id",
  summary: "Renames a root cause or changes its topic.",
  audience: "lead",
  permission: "sorting.topics",
  scope: "settings:write",
  params: one,
  body: z.object({ name, topicId: z.uuid().nullable() }).partial(),
  reply: RootCause,
  errors: ["duplicate"],
});

export const removeRootCause = endpoint({
  method: "DELETE",
  path: "/api/root-causes/:id",
  summary: "Takes a root cause out of sight; conversations keep it.",
  audience: "lead",
  permission: "sorting.topics",
  scope: "settings:write",
  params: one,
  reply: nothing,
});

export const classify = endpoint({
  method: "PUT",
  path: "/api/conversations/:id/topic",
  summary:
    "Says why the customer wrote, and why it had to happen; null takes it away. A root cause of one topic is refused for another, and goes when the topic does.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ topicId: z.uuid().nullable(), rootCauseId: z.uuid().nullable().optional() }),
  reply: Conversation,
  errors: ["unprocessable"],
});

const suggestion = z.object({ name: z.string(), score: z.number(), words: z.array(z.string()) });

export const suggestTopics = endpoint({
  method: "GET",
  path: "/api/conversations/:id/topic-suggestions",
  summary:
    "Up to three topics whose past conversations share most of this one's telling words; the score is that share, 0 to 1, and `words` says which.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: z.object({
    items: z.array(suggestion.extend({ topicId: z.uuid() })),
  }),
});

export const suggestRootCauses = endpoint({
  method: "GET",
  path: "/api/conversations/:id/root-cause-suggestions",
  summary:
    "Up to three root causes, of those offered for its topic, whose past conversations share most of this one's telling words; the score is that share, 0 to 1, and `words` says which.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: z.object({ items: z.array(suggestion.extend({ rootCauseId: z.uuid() })) }),
});

export const listStatuses = endpoint({
  method: "GET",
  path: "/api/statuses",
  summary: "Finer words for the four states, in their order.",
  audience: "member",
  scope: "settings:read",
  reply: z.object({ items: z.array(Status) }),
});

export const createStatus = endpoint({
  method: "POST",
  path: "/api/statuses",
  summary: "Makes a status inside one of the four states; it stays there.",
  audience: "admin",
  permission: "sorting.statuses",
  scope: "settings:write",
  body: z.object({ state: State, name, position: position.default(0) }),
  reply: Status,
  errors: ["duplicate"],
});

export const changeStatus = endpoint({
  method: "PATCH",
  path: "/api/statuses/:id",
  summary: "Renames a status or changes its place.",
  audience: "admin",
  permission: "sorting.statuses",
  scope: "settings:write",
  params: one,
  body: z.object({ name, position }).partial(),
  reply: Status,
  errors: ["duplicate"],
});

export const removeStatus = endpoint({
  method: "DELETE",
  path: "/api/statuses/:id",
  summary: "Takes a status out of sight; conversations keep it until their state changes.",
  audience: "admin",
  permission: "sorting.statuses",
  scope: "settings:write",
  params: one,
  reply: nothing,
});

export const setStatus = endpoint({
  method: "PUT",
  path: "/api/conversations/:id/status",
  summary:
    "Gives a conversation a status, and the state it belongs to; a state that promises needs `promise`, resolved takes `reason`. Null takes the status away.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({
    statusId: z.uuid().nullable(),
    promise: NewPromise.optional(),
    reason: z.string().trim().min(1).max(500).optional(),
  }),
  reply: Conversation,
  errors: ["promise_required", "promise_in_the_past", "fields_required"],
});

export const orderStatuses = endpoint({
  method: "PUT",
  path: "/api/statuses/order",
  summary: "Puts statuses of one state into this order.",
  audience: "admin",
  permission: "sorting.statuses",
  scope: "settings:write",
  body: order,
  reply: nothing,
});
