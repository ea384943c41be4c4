import { sql } from "kysely";
import type { House } from "../platform/house.ts";
import { type Schedule, schedule } from "../platform/schedule.ts";
import { mailTo } from "./mail.ts";
import { pushTo } from "./push.ts";

const keptDays = 90;

/** Each person to whom something is due, one after the other; one who cannot be told does not hold up the rest. */
async function eachReader(
  house: House,
  now: Date,
  column: "pushDueAt" | "mailDueAt",
  act: (house: House, workspaceId: string, agentId: string) => Promise<void>,
): Promise<number> {
  const due = await house.system
    .selectFrom("notifications")
    .select(["workspaceId", "agentId"])
    .distinct()
    .where(column, "<=", now)
    .limit(50)
    .execute();
  let done = 0;
  for (const { workspaceId, agentId } of due) {
    await act(house, workspaceId, agentId).then(
      () => done++,
      (error: unknown) => house.log.error({ err: error, agent: agentId }, "somebody could not be notified"),
    );
  }
  return done;
}

/** Forgets what is older than 90 days. */
const forget = schedule("notifications.forget", 3600, async (house, now) => {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  const { rows } = await sql`
    delete from notifications where (workspace_id, id) in (
      select workspace_id, id from notifications where at < ${before} limit 1000) returning 1`.execute(
    house.system,
  );
  await sql`delete from notification_digests where period < ${before}`.execute(house.system);
  return rows.length;
});

export const schedules: Schedule[] = [
  schedule("notifications.push", 2, (house, now) => eachReader(house, now, "pushDueAt", pushTo)),
  schedule("notifications.mail", 15, (house, now) => eachReader(house, now, "mailDueAt", mailTo)),
  forget,
];
