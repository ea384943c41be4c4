import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";
import { write } from "./change.ts";
import { lockUnresolved } from "./resolution.ts";

/** Hides it from its holder's view until then; refuses the past, and a time after its promise falls due. */
export async function snooze(work: Work, id: string, until: Date): Promise<void> {
  const conversation = await lockUnresolved(work, id);
  if (until <= work.now) throw new Refusal("unprocessable", "Snooze until a time that is still to come.");
  if (conversation.promiseDueAt && until > conversation.promiseDueAt) {
    throw new Refusal("snooze_beyond_promise", "Move the promise first, or snooze for a shorter time.");
  }
  await write(work, id, { snoozedUntil: until });
  work.record("conversation.snoozed", { conversationId: id, until: until.toISOString() });
}

/** Brings a snoozed conversation back; one that is awake stays so. */
export async function wake(work: Work, id: string, why: "time" | "agent"): Promise<void> {
  const conversation = await lock(work, id);
  if (!conversation.snoozedUntil) return;
  await write(work, id, { snoozedUntil: null });
  work.record("conversation.woken", { conversationId: id, why });
}
