import { sql } from "kysely";
import type { Demo } from "../../shared/demo.ts";
import { system } from "../platform/actor.ts";
import { Refusal } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { fillingSteps, fillStep, planAhead } from "./filling.ts";
import { size } from "./plan.ts";
import { removeSome } from "./removal.ts";

/** How far the demo of the work's workspace is. */
export async function getDemo(work: Work): Promise<Demo> {
  const row = await rowOf(work);
  if (!row) return { state: "none", done: 0, total: 0 };
  const state = row.state as Demo["state"];
  const done = state === "removing" ? row.steps - (await left(work)) : row.step;
  return { state, done: Math.max(0, Math.min(done, row.steps)), total: row.steps };
}

/** Begins to fill; the schedule does the rest. Asked again it changes nothing; refused while the old one is being removed. */
export async function fill(work: Work): Promise<Demo> {
  const { workspaceId, now } = work;
  const reserved = sql<number>`(select next_number from workspaces where id = ${workspaceId}::uuid for update)`;
  const made = await work.db
    .insertInto("demos")
    .values({ workspaceId, state: "filling", beganAt: now, steps: fillingSteps, firstNumber: reserved })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows) {
    await work.db
      .updateTable("workspaces")
      .set((eb) => ({ demo: true, nextNumber: eb("nextNumber", "+", size.conversations) }))
      .where("id", "=", workspaceId)
      .execute();
  }
  const demo = await getDemo(work);
  if (demo.state === "removing")
    throw new Refusal("conflict", "The old demo is still being removed; ask again in a moment.");
  return demo;
}

/** Begins to remove; the schedule does the rest. Without a demo it changes nothing. */
export async function remove(work: Work): Promise<Demo> {
  await work.db
    .updateTable("demos")
    .set({ state: "removing", steps: await left(work) })
    .where("workspaceId", "=", work.workspaceId)
    .where("state", "!=", "removing")
    .execute();
  return getDemo(work);
}

/** Does the next step of every demo that is being filled or removed; returns how many steps were done. */
export async function goOn(house: House): Promise<number> {
  const busy = await house.system
    .selectFrom("demos")
    .select(["workspaceId", "beganAt", "state"])
    .where("state", "!=", "filled")
    .execute();
  let done = 0;
  for (const { workspaceId, beganAt, state } of busy) {
    if (state === "filling") await planAhead(house, workspaceId, beganAt);
    done += await house.work(system(workspaceId, "demo"), async (work) => ((await step(work)) ? 1 : 0));
  }
  return done;
}

/** False when another process is at it already. */
async function step(work: Work): Promise<boolean> {
  const row = await work.db
    .selectFrom("demos")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("state", "!=", "filled")
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row) return false;
  const firstNumber = Number(row.firstNumber);
  if (row.state === "removing") {
    if (!(await removeSome(work))) await forget(work, firstNumber);
    return true;
  }
  await fillStep(work, { beganAt: row.beganAt, step: row.step, firstNumber });
  const next = row.step + 1;
  await work.db
    .updateTable("demos")
    .set({ step: next, state: next === row.steps ? "filled" : "filling" })
    .where("workspaceId", "=", work.workspaceId)
    .execute();
  return true;
}

/** Numbers go on where they were before the demo, unless real conversations have come since. */
async function forget(work: Work, firstNumber: number): Promise<void> {
  const { workspaceId } = work;
  await work.db.deleteFrom("demos").where("workspaceId", "=", workspaceId).execute();
  await sql`update workspaces set demo = false, next_number = greatest(${firstNumber}::bigint,
      (select coalesce(max(number), 0) + 1 from conversations where workspace_id = ${workspaceId}::uuid))
    where id = ${workspaceId}::uuid`.execute(work.db);
}

const rowOf = (work: Work) =>
  work.db.selectFrom("demos").selectAll().where("workspaceId", "=", work.workspaceId).executeTakeFirst();

/** Rows that the demo made and that are still there. */
async function left(work: Work): Promise<number> {
  const { count } = await work.db
    .selectFrom("demoRows")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("workspaceId", "=", work.workspaceId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
