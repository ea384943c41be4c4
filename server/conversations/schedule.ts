import { system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import { type Schedule, schedule } from "../platform/schedule.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, lock } from "./access.ts";
import { write } from "./change.ts";
import { leaving } from "./leaving.ts";
import { recordWaking, wakeInTime } from "./snooze.ts";

const batch = 100;
type DueColumn = "promiseDueSoonAt" | "promiseDueAt" | "snoozedUntil";

/** Each due conversation in a work of its own, so that one failing does not hold up the rest. */
async function eachDue(
  house: House,
  now: Date,
  column: DueColumn,
  act: (work: Work, id: string) => Promise<void>,
): Promise<number> {
  let query = house.system
    .selectFrom("conversations")
    .select(["workspaceId", "id"])
    .where(column, "<=", now)
    .where("state", "!=", "resolved");
  if (column === "promiseDueAt") query = query.where("promiseBrokenAt", "is", null);
  const due = await query.orderBy(column).limit(batch).execute();
  let done = 0;
  for (const { workspaceId, id } of due) {
    await house
      .work(system(workspaceId, `conversations.${column}`), (work) => act(work, id))
      .then(
        () => done++,
        (error: unknown) =>
          house.log.error({ err: error, conversation: id }, "a due conversation could not be handled"),
      );
  }
  return done;
}

async function warn(work: Work, id: string): Promise<void> {
  const { promiseId, promiseDueAt, promiseDueSoonAt } = await lock(work, id);
  if (!promiseDueSoonAt || promiseDueSoonAt > work.now || !promiseId || !promiseDueAt) return;
  await write(work, id, { promiseDueSoonAt: null });
  work.record("promise.due_soon", { conversationId: id, promiseId, dueAt: promiseDueAt.toISOString() });
}

async function breakPromise(work: Work, id: string): Promise<void> {
  const conversation: ConversationRecord = await lock(work, id);
  const { promiseId, promiseDueAt, promiseBrokenAt, promiseKind } = conversation;
  if (!promiseId || !promiseDueAt || promiseBrokenAt || promiseDueAt > work.now) return;
  await write(work, id, { promiseBrokenAt: promiseDueAt, promiseDueSoonAt: null, snoozedUntil: null });
  if (conversation.snoozedUntil) recordWaking(work, conversation, "promise");
  await work.db
    .updateTable("promises")
    .set({ brokenAt: promiseDueAt })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", promiseId)
    .execute();
  work.record("promise.broken", {
    conversationId: id,
    promiseId,
    kind: promiseKind ?? "",
    dueAt: promiseDueAt.toISOString(),
  });
}

export const schedules: Schedule[] = [
  leaving,
  schedule("conversations.due_soon", 1, (house, now) => eachDue(house, now, "promiseDueSoonAt", warn)),
  schedule("conversations.overdue", 1, (house, now) => eachDue(house, now, "promiseDueAt", breakPromise)),
  schedule("conversations.wake", 1, (house, now) => eachDue(house, now, "snoozedUntil", wakeInTime)),
];
