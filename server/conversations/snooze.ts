import { sql } from "kysely";
import type { SnoozeWish, WakeReason } from "../../shared/snooze.ts";
import { Refusal } from "../platform/errors.ts";
import { takeTurns } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, find, lock } from "./access.ts";
import { write } from "./change.ts";
import { lockUnresolved } from "./resolution.ts";

/** Hides it from its holder's view until then; refuses the past, and a time after its promise falls due. */
export async function snooze(work: Work, id: string, until: Date): Promise<void> {
  const conversation = await lockUnresolved(work, id);
  if (until <= work.now) throw new Refusal("unprocessable", "Snooze until a time that is still to come.");
  if (conversation.promiseDueAt && until > conversation.promiseDueAt) {
    throw new Refusal("snooze_beyond_promise", "Move the promise first, or snooze for a shorter time.");
  }
  await sleep(work, id, { until, for: null, onId: null });
}

/** Hides it by any of the three kinds; the two without a time end at the latest when the promise is due soon. */
export async function snoozeFor(work: Work, id: string, wish: SnoozeWish): Promise<void> {
  if ("until" in wish) return snooze(work, id, wish.until);
  if (wish.for === "conversation") await awaitable(work, id, wish.conversationId);
  const conversation = await lockUnresolved(work, id);
  const until = latest(work, conversation);
  if (until <= work.now)
    throw new Refusal("snooze_beyond_promise", "The promise is overdue: move it first, then snooze.");
  const onId = wish.for === "conversation" ? wish.conversationId : null;
  await sleep(work, id, { until, for: wish.for, onId });
}

/** How a conversation is hidden: until when, and what brings it back before. */
export interface Sleep {
  until: Date;
  for: "message" | "conversation" | null;
  onId: string | null;
}

async function sleep(work: Work, id: string, { until, for: kind, onId }: Sleep): Promise<void> {
  await write(work, id, { snoozedUntil: until, snoozedFor: kind, snoozedOnId: onId });
  work.record("conversation.snoozed", {
    conversationId: id,
    until: until.toISOString(),
    for: kind ?? "time",
    ...(onId && { onId }),
  });
}

/** Hides it again as it was hidden before, where that can still be: not past its promise, nor for what has happened meanwhile. */
export async function sleepAgain(work: Work, id: string, was: Sleep): Promise<void> {
  const { promiseDueAt, state } = await lock(work, id);
  if (state === "resolved" || was.until <= work.now || (promiseDueAt && was.until > promiseDueAt)) return;
  if (was.for === "conversation" && (!was.onId || !(await awaits(work, was.onId)))) return;
  await sleep(work, id, was);
}

const awaits = async (work: Work, onId: string) => {
  const { state, mergedIntoId } = await find(work, onId);
  return state !== "resolved" && mergedIntoId === null;
};

/** While the promise can still be kept: when it is due soon, or when that is past, when it falls due. */
function latest(
  work: Work,
  { promiseDueAt, promiseDueSoonAt }: Pick<ConversationRecord, "promiseDueAt" | "promiseDueSoonAt">,
): Date {
  if (promiseDueSoonAt && promiseDueSoonAt > work.now) return promiseDueSoonAt;
  return promiseDueAt ?? work.now;
}

/** Both turns are taken, so that the other one is not resolved between the look and the sleep. */
async function awaitable(work: Work, id: string, onId: string): Promise<void> {
  const no = (detail: string) => new Refusal("unprocessable", detail);
  if (onId === id) throw no("A conversation cannot wait for itself.");
  await takeTurns(work, [id, onId]);
  const other = await find(work, onId);
  if (other.mergedIntoId) throw no(`#${other.number} was merged: choose the conversation it went into.`);
  if (other.state === "resolved") throw no(`#${other.number} is resolved already.`);
  const { rows } = await sql<{ circle: boolean }>`
    with recursive chain as (
      select id, snoozed_on_id, 1 as steps from conversations where workspace_id = ${work.workspaceId}::uuid and id = ${onId}::uuid
      union all
      select c.id, c.snoozed_on_id, k.steps + 1 from conversations c join chain k on c.id = k.snoozed_on_id
        where c.workspace_id = ${work.workspaceId}::uuid and k.steps < 50
    ) select exists (select from chain where snoozed_on_id = ${id}::uuid) as circle`.execute(work.db);
  if (rows[0]?.circle) throw no(`#${other.number} waits for this one: they would wait for each other.`);
}

/** Brings a snoozed conversation back; one that is awake stays so, and nobody is told. */
export async function wake(work: Work, id: string, why: WakeReason): Promise<void> {
  const conversation = await lock(work, id);
  if (!conversation.snoozedUntil) return;
  await write(work, id, { snoozedUntil: null });
  recordWaking(work, conversation, why);
}

/** Records that it came back; for verbs that write the columns themselves. */
export function recordWaking(
  work: Work,
  { id, snoozedOnId }: Pick<ConversationRecord, "id" | "snoozedOnId">,
  why: WakeReason,
): void {
  work.record("conversation.woken", {
    conversationId: id,
    why,
    ...(snoozedOnId && { onId: snoozedOnId }),
  });
}

/** Wakes it when its time is there: what slept for something else comes back because of its promise, or because that is gone. */
export async function wakeInTime(work: Work, id: string): Promise<void> {
  const { snoozedUntil, snoozedFor, snoozedOnId } = await lock(work, id);
  if (!snoozedUntil || snoozedUntil > work.now) return;
  const gone = snoozedFor === "conversation" && snoozedOnId === null;
  await wake(work, id, gone ? "gone" : snoozedFor ? "promise" : "time");
}

/** What becomes of a snooze when another promise is made: it never outlasts it. */
export function sleepWithin(
  work: Work,
  { snoozedUntil, snoozedFor }: Pick<ConversationRecord, "snoozedUntil" | "snoozedFor">,
  promised: { promiseDueAt: Date | null; promiseDueSoonAt: Date | null },
): { snoozedUntil?: Date } {
  if (!snoozedUntil || !promised.promiseDueAt) return {};
  if (snoozedFor) return { snoozedUntil: latest(work, promised) };
  return snoozedUntil > promised.promiseDueAt ? { snoozedUntil: promised.promiseDueAt } : {};
}
