import { actorAgain } from "../people/actor-again.ts";
import { type Actor, may, system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import { type Schedule, schedule } from "../platform/schedule.ts";
import type { Work } from "../platform/work.ts";
import { nextChunk, type Running } from "./chunk.ts";

/** One chunk of each that is under way, the oldest first, so that a large one does not hold up the small. */
async function workOn(house: House): Promise<number> {
  const rows = await house.system
    .selectFrom("bulkActions")
    .select(["workspaceId", "id", "state", "action", "actorKind", "actorId"])
    .where("state", "in", ["running", "undoing"])
    .orderBy("createdAt")
    .limit(20)
    .execute();
  let done = 0;
  for (const { actorKind, actorId, state, ...row } of rows) {
    const asker = await actorAgain(house, { workspaceId: row.workspaceId, kind: actorKind, id: actorId });
    const running: Running = { ...row, undoing: state === "undoing" };
    // What was done may still be undone, by whoever oversees it.
    const actor = running.undoing ? asker : stillMay(asker);
    const agentId = actorKind === "agent" ? actorId : null;
    done += await step(house, actor, running, agentId).catch((error: unknown) => {
      house.log.error({ err: error, bulk: row.id }, "a bulk action is stuck; it is tried again");
      return 0;
    });
  }
  return done;
}

/** Whoever lost the permission meanwhile goes no further than whoever is gone. */
function stillMay(actor: Actor | null): Actor | null {
  return actor?.kind === "agent" && !may(actor, "conversations.bulk") ? null : actor;
}

async function step(
  house: House,
  actor: Actor | null,
  running: Running,
  agentId: string | null,
): Promise<number> {
  const told = { bulkId: running.id, agentId };
  const count = actor
    ? await house.work(actor, async (work) => {
        const items = await nextChunk(house, work, running);
        if (items) work.record("bulk.progressed", told);
        return items;
      })
    : 0;
  if (count !== 0) return count ?? 0;
  await house.work(system(running.workspaceId, "bulk.finish"), (work) =>
    finish(work, running, actor !== null, told),
  );
  return 0;
}

/** Ends it when nothing is left to do; of somebody who is gone, the rest is cancelled. */
async function finish(
  work: Work,
  { id, undoing }: Running,
  present: boolean,
  told: { bulkId: string; agentId: string | null },
): Promise<void> {
  const left = work.db
    .selectFrom("bulkItems")
    .select("position")
    .where("workspaceId", "=", work.workspaceId)
    .where("bulkId", "=", id)
    .where("state", "=", undoing ? "done" : "pending");
  if (present && (await left.limit(1).executeTakeFirst())) return;
  const state = undoing ? "undone" : present ? "done" : "cancelled";
  const ended = await work.db
    .updateTable("bulkActions")
    .set({ state, ...(!undoing && { finishedAt: work.now }) })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .where("state", "=", undoing ? "undoing" : "running")
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) return;
  if (state === "cancelled") await cancelRest(work, id);
  work.record("bulk.finished", { ...told, state });
}

async function cancelRest(work: Work, id: string): Promise<void> {
  await work.db
    .updateTable("bulkItems")
    .set({ state: "cancelled", reason: "Whoever asked for it may not act any more." })
    .where("workspaceId", "=", work.workspaceId)
    .where("bulkId", "=", id)
    .where("state", "=", "pending")
    .execute();
}

const days = 86_400_000;

async function forget(house: House, now: Date): Promise<number> {
  const old = house.system
    .selectFrom("bulkActions")
    .select(["workspaceId", "id"])
    .where("createdAt", "<", new Date(now.getTime() - 30 * days))
    .where("state", "not in", ["running", "undoing"])
    .limit(20);
  let gone = 0;
  for (const { workspaceId, id } of await old.execute()) {
    await house.system
      .deleteFrom("bulkActions")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    gone++;
  }
  return gone;
}

export const schedules: Schedule[] = [
  schedule("bulk.work", 1, (house) => workOn(house)),
  schedule("bulk.forget", 3600, forget),
];
