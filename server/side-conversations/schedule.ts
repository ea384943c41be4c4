import { system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import { type Schedule, schedule } from "../platform/schedule.ts";
import type { Work } from "../platform/work.ts";
import { lockSide } from "./access.ts";
import { set, told } from "./change.ts";

const batch = 100;

/** Each in a work of its own, so that one failing does not hold up the rest. */
async function eachDue(
  house: House,
  now: Date,
  column: "dueSoonAt" | "expectedBy",
  act: (work: Work, id: string) => Promise<void>,
): Promise<number> {
  let query = house.system
    .selectFrom("sideConversations")
    .select(["workspaceId", "id"])
    .where(column, "<=", now)
    .where("state", "=", "waiting");
  if (column === "expectedBy") query = query.where("overdueAt", "is", null);
  const due = await query.orderBy(column).limit(batch).execute();
  let done = 0;
  for (const { workspaceId, id } of due) {
    await house
      .work(system(workspaceId, `side_conversations.${column}`), (work) => act(work, id))
      .then(
        () => done++,
        (error: unknown) =>
          house.log.error({ err: error, side: id }, "a due side conversation could not be handled"),
      );
  }
  return done;
}

async function warn(work: Work, id: string): Promise<void> {
  const side = await lockSide(work, id);
  const { dueSoonAt, expectedBy, state } = side;
  if (state !== "waiting" || !dueSoonAt || dueSoonAt > work.now) return;
  await set(work, id, { dueSoonAt: null });
  if (expectedBy > work.now)
    work.record("side_conversation.due_soon", { ...told(side), expectedBy: expectedBy.toISOString() });
}

async function fallDue(work: Work, id: string): Promise<void> {
  const side = await lockSide(work, id);
  const { expectedBy, state, overdueAt } = side;
  if (state !== "waiting" || overdueAt || expectedBy > work.now) return;
  await set(work, id, { overdueAt: expectedBy, dueSoonAt: null });
  work.record("side_conversation.overdue", { ...told(side), expectedBy: expectedBy.toISOString() });
}

export const schedules: Schedule[] = [
  schedule("side_conversations.due_soon", 1, (house, now) => eachDue(house, now, "dueSoonAt", warn)),
  schedule("side_conversations.overdue", 1, (house, now) => eachDue(house, now, "expectedBy", fallDue)),
];
