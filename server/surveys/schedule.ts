import { system } from "../platform/actor.ts";
import { type Schedule, schedule } from "../platform/schedule.ts";
import { sendFollowUp } from "./check-in.ts";

const batch = 100;

/** Sends what is due, each in a work of its own, so that one failing does not hold up the rest. */
const sendDue = schedule("surveys.send_follow_ups", 5, async (house, now) => {
  const due = await house.system
    .selectFrom("followUps")
    .select(["workspaceId", "id"])
    .where("state", "=", "scheduled")
    .where("dueAt", "<=", now)
    .orderBy("dueAt")
    .limit(batch)
    .execute();
  let done = 0;
  for (const { workspaceId, id } of due) {
    await house
      .work(system(workspaceId, "surveys.send_follow_ups"), (work) => sendFollowUp(work, house, id))
      .then(
        () => done++,
        (error: unknown) => house.log.error({ err: error, followUp: id }, "a follow-up could not be sent"),
      );
  }
  return done;
});

export const schedules: Schedule[] = [sendDue];
