import { getWorkspace } from "../people/workspace.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";

/** Columns of a side conversation in which an answer is expected from now on; refuses a time that has passed. */
export async function expecting(work: Work, expectedBy: Date) {
  if (expectedBy <= work.now)
    throw new Refusal("promise_in_the_past", "Expect the answer by a time that is still to come.");
  return {
    state: "waiting",
    waitingSince: work.now,
    expectedBy,
    dueSoonAt: await dueSoonAt(work, expectedBy),
    overdueAt: null,
    closedAt: null,
    closedBy: null,
  };
}

/** When it is said that a time comes near. */
export async function dueSoonAt(work: Work, at: Date): Promise<Date> {
  const { dueSoonMinutes } = await getWorkspace(work);
  return new Date(at.getTime() - dueSoonMinutes * 60_000);
}
