import { directionOf } from "../../shared/languages.ts";
import { self } from "../people/access.ts";
import { type Actor, system } from "../platform/actor.ts";
import { notFound } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { noticeWords } from "./notice-words.ts";
import { claimPushes, setDue } from "./push-due.ts";
import { pushKey } from "./push-key.ts";
import type { PushMessage } from "./push-message.ts";
import { type Addressed, type PushOutcome, sendPush } from "./push-send.ts";
import { readerActor, readerOf } from "./reader.ts";

/** Sends what is due to one person's devices; what a push service could not take is tried again after a while. */
export async function pushTo(house: House, workspaceId: string, agentId: string): Promise<void> {
  const actor = await readerActor(house, workspaceId, agentId);
  if (!actor) return house.work(system(workspaceId, "push"), (work) => forgetPushes(work, agentId));
  const claimed = await house.work(actor, (work) => claimPushes(work, actor));
  if (!claimed) return;
  const key = await pushKey(house, workspaceId);
  for (const message of claimed.messages) {
    const asHouse = system(workspaceId, "push");
    const told = await house.work(asHouse, (work) => toldDevices(work, message.ids));
    const outcomes = await Promise.all(
      claimed.devices
        .filter(({ id }) => !told.has(id))
        .map(
          async (device): Promise<[Addressed, PushOutcome]> => [
            device,
            await sendPush(house, key, device, message),
          ],
        ),
    );
    await house.work(asHouse, (work) => noteOutcomes(work, agentId, message, outcomes));
  }
}

async function forgetPushes(work: Work, agentId: string): Promise<void> {
  await work.db
    .updateTable("notifications")
    .set({ pushDueAt: null })
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .where("pushDueAt", "is not", null)
    .execute();
}

/** Devices that have been told of all of these. */
async function toldDevices(work: Work, ids: readonly string[]): Promise<Set<string>> {
  const rows = await work.db
    .selectFrom("pushSends")
    .select(({ fn }) => ["deviceId", fn.countAll<string>().as("told")])
    .where("workspaceId", "=", work.workspaceId)
    .where("notificationId", "in", [...ids])
    .groupBy("deviceId")
    .execute();
  return new Set(rows.filter(({ told }) => Number(told) === ids.length).map(({ deviceId }) => deviceId));
}

async function noteOutcomes(
  work: Work,
  agentId: string,
  { ids }: PushMessage,
  outcomes: readonly [Addressed, PushOutcome][],
): Promise<void> {
  for (const [{ id }, outcome] of outcomes) {
    const there = await noteDevice(work, agentId, id, outcome);
    if (there && outcome.state !== "later")
      await work.db
        .insertInto("pushSends")
        .values(
          ids.map((notificationId) => ({
            workspaceId: work.workspaceId,
            notificationId,
            deviceId: id,
            at: work.now,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }
  // What stays due is so since it was claimed: it comes again when the lease ends.
  if (outcomes.every(([, { state }]) => state !== "later")) await setDue(work, ids, null);
}

/** False when the device is no more: its browser ended the subscription, or somebody removed it meanwhile. */
async function noteDevice(work: Work, agentId: string, id: string, outcome: PushOutcome): Promise<boolean> {
  if (outcome.state === "gone") {
    const gone = await work.db
      .deleteFrom("pushDevices")
      .where("workspaceId", "=", work.workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (gone.numDeletedRows > 0n) work.record("push_device.removed", { agentId, deviceId: id });
    return false;
  }
  const noted = await work.db
    .updateTable("pushDevices")
    .set(outcome.state === "sent" ? { toldAt: work.now, trouble: "" } : { trouble: outcome.reason })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return noted.numUpdatedRows > 0n;
}

/** Sends a push to one of one's own devices at once; anybody else's looks like missing. */
export async function testDevice(
  house: House,
  actor: Actor,
  id: string,
): Promise<{ arrived: boolean; reason: string }> {
  const { device, reader } = await house.work(actor, async (work) => {
    const mine = self(work);
    const found = await work.db
      .selectFrom("pushDevices")
      .select(["id", "endpoint", "p256dh", "auth"])
      .where("workspaceId", "=", work.workspaceId)
      .where("agentId", "=", mine.id)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!found) throw notFound();
    return { device: found, reader: await readerOf(work, mine) };
  });
  const { language, company } = reader;
  const title = noticeWords(language).test;
  const shown = { lang: language, dir: directionOf(language), url: "/settings/notifications", tag: "test" };
  const outcome = await sendPush(house, await pushKey(house, actor.workspaceId), device, {
    topic: "test",
    payload: { ...shown, title, body: company, evenInSight: true },
  });
  await house.work(actor, (work) => noteDevice(work, reader.id, id, outcome));
  return outcome.state === "sent"
    ? { arrived: true, reason: "" }
    : { arrived: false, reason: outcome.reason };
}
