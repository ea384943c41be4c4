import type { WakeReason } from "../../shared/snooze.ts";
import { system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";
import { write } from "./change.ts";
import { wake } from "./snooze.ts";

interface Other {
  workspaceId: string;
  id: string;
}

/** Those who sleep until this one is resolved; each is woken in a work of its own, so that a hundred hold nobody up. */
export async function wakeSleepersOn(house: House, other: Other, why: WakeReason): Promise<void> {
  await eachSleeper(house, other, (work, id) => wake(work, id, why));
}

/** Who slept for a conversation that was merged sleeps for the one it went into; when that is itself or resolved, it is woken. */
export async function moveSleepers(house: House, other: Other, intoId: string): Promise<void> {
  await eachSleeper(house, other, async (work, id) => {
    const into = await lock(work, intoId);
    if (into.mergedIntoId || intoId === id) return wake(work, id, "gone");
    if (into.state === "resolved") return wake(work, id, "resolved");
    await write(work, id, { snoozedOnId: intoId });
    work.record("conversation.changed", { conversationId: id, fields: ["snooze"] });
  });
}

async function eachSleeper(
  house: House,
  { workspaceId, id: onId }: Other,
  act: (work: Work, id: string) => Promise<void>,
): Promise<void> {
  const sleepers = await house.system
    .selectFrom("conversations")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("snoozedOnId", "=", onId)
    .execute();
  for (const { id } of sleepers) {
    await house.work(system(workspaceId, "conversations.wake_sleepers"), async (work) => {
      // Woken or put to sleep for something else meanwhile: then it is no concern of this one.
      if ((await lock(work, id)).snoozedOnId === onId) await act(work, id);
    });
  }
}
