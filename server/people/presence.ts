import { system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import { type Schedule, schedule } from "../platform/schedule.ts";
import type { Work } from "../platform/work.ts";
import { self } from "./access.ts";

const absentAfter = 90_000;

/** Says that one is here or away; away stays until one says otherwise or leaves. */
export async function setPresence(work: Work, presence: "online" | "away"): Promise<Record<string, never>> {
  const { id } = self(work);
  const mine = work.db.updateTable("agents").where("workspaceId", "=", work.workspaceId).where("id", "=", id);
  const changed = await mine.set({ presence }).where("presence", "!=", presence).executeTakeFirst();
  await mine.set({ seenAt: work.now }).execute();
  if (changed.numUpdatedRows > 0n) work.record("agent.presence_changed", { agentId: id, presence });
  return {};
}

/**
 * Notes who is connected to this process: they are seen, and online unless they chose away. Each process that serves
 * browsers runs it with its own `present`.
 */
export function presenceSchedule(present: () => { workspaceId: string; id: string }[]): Schedule {
  return schedule("people.presence", 20, async (house) => {
    for (const [workspaceId, here] of Map.groupBy(present(), ({ workspaceId }) => workspaceId)) {
      await house.work(system(workspaceId, "presence"), (work) =>
        see(
          work,
          here.map(({ id }) => id),
        ),
      );
    }
    // They are still there at the next look, which need not come sooner.
    return 0;
  });
}

async function see(work: Work, ids: readonly string[]): Promise<void> {
  const theirs = work.db
    .updateTable("agents")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "in", ids)
    .where("active", "=", true);
  const come = await theirs
    .set({ presence: "online" })
    .where("presence", "=", "offline")
    .returning("id")
    .execute();
  await theirs.set({ seenAt: work.now }).execute();
  for (const { id } of come) work.record("agent.presence_changed", { agentId: id, presence: "online" });
}

/** Whoever no process has seen for ninety seconds is offline. */
export const noticeAbsence = schedule("people.absence", 20, async (house: House, now) => {
  const unseen = new Date(now.getTime() - absentAfter);
  const absent = await house.system
    .selectFrom("agents")
    .select("workspaceId")
    .distinct()
    .where("presence", "!=", "offline")
    .where((where) => where.or([where("seenAt", "is", null), where("seenAt", "<", unseen)]))
    .execute();
  let gone = 0;
  for (const { workspaceId } of absent) {
    gone += await house.work(system(workspaceId, "presence"), (work) => miss(work, unseen));
  }
  return gone;
});

async function miss(work: Work, unseen: Date): Promise<number> {
  const gone = await work.db
    .updateTable("agents")
    .set({ presence: "offline" })
    .where("workspaceId", "=", work.workspaceId)
    .where("presence", "!=", "offline")
    .where((where) => where.or([where("seenAt", "is", null), where("seenAt", "<", unseen)]))
    .returning("id")
    .execute();
  for (const { id } of gone) work.record("agent.presence_changed", { agentId: id, presence: "offline" });
  return gone.length;
}
