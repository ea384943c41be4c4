import { system } from "../platform/actor.ts";
import { type Schedule, schedule } from "../platform/schedule.ts";

const batch = 100;

/** Tells of each reminder once: whoever marks it as told is the one who tells. */
export const schedules: Schedule[] = [
  schedule("reminders.fire", 1, async (house, now) => {
    const due = await house.system
      .selectFrom("reminders")
      .select(["workspaceId", "id"])
      .where("dueAt", "<=", now)
      .where("firedAt", "is", null)
      .orderBy("dueAt")
      .limit(batch)
      .execute();
    let done = 0;
    for (const { workspaceId, id } of due) {
      await house
        .work(system(workspaceId, "reminders.fire"), async (work) => {
          const told = await work.db
            .updateTable("reminders")
            .set({ firedAt: work.now })
            .where("workspaceId", "=", workspaceId)
            .where("id", "=", id)
            .where("firedAt", "is", null)
            .where("dueAt", "<=", work.now)
            .returning(["conversationId", "agentId"])
            .executeTakeFirst();
          if (told) work.record("reminder.due", { ...told, reminderId: id });
        })
        .then(
          () => done++,
          (error: unknown) => house.log.error({ err: error, reminder: id }, "a reminder could not be told"),
        );
    }
    return done;
  }),
];
