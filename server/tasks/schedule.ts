import { lock } from "../conversations/access.ts";
import { system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import { type Schedule, schedule } from "../platform/schedule.ts";
import type { Work } from "../platform/work.ts";
import { lockTask, set, type TaskRecord } from "./task.ts";
import { isForeign } from "./task-list.ts";

const batch = 100;

/** Each due task in a work of its own, so that one failing does not hold up the rest. */
async function eachDue(
  house: House,
  now: Date,
  column: "dueSoonAt" | "dueAt",
  act: (work: Work, id: string) => Promise<void>,
): Promise<number> {
  let query = house.system
    .selectFrom("tasks")
    .select(["workspaceId", "id"])
    .where(column, "<=", now)
    .where("state", "=", "open");
  if (column === "dueAt") query = query.where("brokenAt", "is", null);
  const due = await query.orderBy(column).limit(batch).execute();
  let done = 0;
  for (const { workspaceId, id } of due) {
    await house
      .work(system(workspaceId, `tasks.${column}`), (work) => act(work, id))
      .then(
        () => done++,
        (error: unknown) => house.log.error({ err: error, task: id }, "a due task could not be handled"),
      );
  }
  return done;
}

async function warn(work: Work, id: string): Promise<void> {
  const task = await lockTask(work, id);
  const { dueAt, dueSoonAt, state } = task;
  if (state !== "open" || !dueAt || !dueSoonAt || dueSoonAt > work.now) return;
  await set(work, id, { dueSoonAt: null });
  if (dueAt > work.now)
    work.record("task.due_soon", { ...(await about(work, task)), dueAt: dueAt.toISOString() });
}

async function breakTask(work: Work, id: string): Promise<void> {
  const task = await lockTask(work, id);
  const { dueAt, state, brokenAt } = task;
  if (state !== "open" || !dueAt || brokenAt || dueAt > work.now) return;
  await set(work, id, { brokenAt: dueAt, dueSoonAt: null });
  work.record("task.broken", { ...(await about(work, task)), dueAt: dueAt.toISOString() });
}

/** Whom it concerns: who does it, who holds the conversation, and whether the customer's promise is at risk by it. */
async function about(work: Work, { id, conversationId, assigneeId, teamId }: TaskRecord) {
  const { holderId, teamId: holdingTeamId, promiseId, state } = await lock(work, conversationId);
  const promiseAtRisk =
    state !== "resolved" && promiseId !== null && isForeign({ assigneeId, teamId, holderId });
  return { conversationId, taskId: id, assigneeId, teamId, holderId, holdingTeamId, promiseAtRisk };
}

export const schedules: Schedule[] = [
  schedule("tasks.due_soon", 1, (house, now) => eachDue(house, now, "dueSoonAt", warn)),
  schedule("tasks.overdue", 1, (house, now) => eachDue(house, now, "dueAt", breakTask)),
];
