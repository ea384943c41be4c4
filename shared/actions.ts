import { z } from "zod";
import { FieldValue } from "./fields.ts";
import { moment } from "./moment.ts";

export const Priority = z.enum(["low", "normal", "high", "urgent"]);

/** Asked of an agent: what happens next, by when. */
export const NewPromise = z.object({ text: z.string().trim().min(1).max(300), dueAt: moment });
export type NewPromise = z.infer<typeof NewPromise>;

const reason = z.string().trim().min(1).max(500);
const tag = z.string().trim().min(1).max(50);
const tags = z.array(tag).max(50).default([]);

/** Everything that can be done to a conversation, one shape for each; the same verbs wherever they are asked for. */
export const actionShapes = {
  assign: z.object({ do: z.literal("assign"), agentId: z.uuid().optional(), teamId: z.uuid().optional() }),
  prioritise: z.object({ do: z.literal("prioritise"), priority: Priority }),
  tag: z.object({ do: z.literal("tag"), add: tags, remove: tags }),
  classify: z.object({
    do: z.literal("classify"),
    /** Left out, it stays as it is; so does a root cause. */
    topicId: z.uuid().nullable().optional(),
    rootCauseId: z.uuid().nullable().optional(),
  }),
  fill: z.object({ do: z.literal("fill"), values: z.record(z.uuid(), FieldValue.nullable()) }),
  promise: z.object({ do: z.literal("promise"), promise: NewPromise }),
  wait: z.object({ do: z.literal("wait"), promise: NewPromise.optional() }),
  hold: z.object({ do: z.literal("hold"), promise: NewPromise }),
  snooze: z.object({ do: z.literal("snooze"), until: moment }),
  wake: z.object({ do: z.literal("wake") }),
  resolve: z.object({ do: z.literal("resolve"), reason }),
  reopen: z.object({ do: z.literal("reopen") }),
  status: z.object({
    do: z.literal("status"),
    statusId: z.uuid().nullable(),
    promise: NewPromise.optional(),
    reason: reason.optional(),
  }),
  follow: z.object({ do: z.literal("follow") }),
  unfollow: z.object({ do: z.literal("unfollow") }),
};
const all = actionShapes;

/** What is done to a conversation. */
export const Action = z.discriminatedUnion("do", [
  all.assign,
  all.prioritise,
  all.tag,
  all.classify,
  all.fill,
  all.promise,
  all.wait,
  all.hold,
  all.snooze,
  all.wake,
  all.resolve,
  all.reopen,
  all.status,
  all.follow,
  all.unfollow,
]);
export type Action = z.output<typeof Action>;

/** What is done along with a reply, when it is sent; state and promise are said by the reply itself. */
export const ReplyAction = z.discriminatedUnion("do", [
  all.assign,
  all.prioritise,
  all.tag,
  all.classify,
  all.fill,
  all.snooze,
  all.status,
  all.follow,
  all.unfollow,
]);
export type ReplyAction = z.output<typeof ReplyAction>;
