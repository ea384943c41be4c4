import { z } from "zod";
import { moment } from "./moment.ts";

/** What a snoozed conversation waits for: its time, the customer's next word, or that another conversation is resolved. */
export const SnoozeKind = z.enum(["time", "message", "conversation"]);
export type SnoozeKind = z.infer<typeof SnoozeKind>;

/** Asked of an agent: until when, or until what. */
export const SnoozeWish = z.union([
  z.object({ until: moment }),
  z.object({ for: z.literal("message") }),
  z.object({ for: z.literal("conversation"), conversationId: z.uuid() }),
]);
export type SnoozeWish = z.infer<typeof SnoozeWish>;

/** How a conversation sleeps. `until` is the latest moment at which it comes back, for every kind. */
export const Snooze = z.object({
  for: SnoozeKind,
  until: moment,
  /** The conversation it waits for; null also when one may not see that. */
  on: z.object({ id: z.uuid(), number: z.number().int(), subject: z.string() }).nullable(),
});
export type Snooze = z.infer<typeof Snooze>;

/** Why a conversation came back: `promise` in time to keep its promise, `gone` when what it waited for is no more. */
export const wakeReasons = ["time", "message", "agent", "promise", "resolved", "gone"] as const;
export type WakeReason = (typeof wakeReasons)[number];
