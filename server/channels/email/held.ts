import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { releaseHeld } from "./delivery.ts";
import { sendingOf } from "./mail-server.ts";

/** Lets held mail of these inboxes go (null: mail of no inbox) where there is a server now. Returns how many. */
export async function releaseWhereServed(
  work: Work,
  house: House,
  inboxIds: readonly (string | null)[],
): Promise<number> {
  let released = 0;
  for (const inboxId of inboxIds)
    if (await sendingOf(work, house, inboxId)) released += await releaseHeld(work, inboxId);
  return released;
}

/** The same for the whole house: also a house-wide server that was set at the last start is noticed. */
export async function releaseAllHeld(house: House): Promise<number> {
  const held = await house.system
    .selectFrom("deliveries")
    .select(["workspaceId", "inboxId"])
    .distinct()
    .where("state", "=", "held")
    .where("heldFor", "=", "server")
    .execute();
  let released = 0;
  for (const { workspaceId, inboxId } of held)
    released += await house.work(system(workspaceId, "email.release"), (work) =>
      releaseWhereServed(work, house, [inboxId]),
    );
  return released;
}
