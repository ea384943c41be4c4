import type { PushDevice } from "../../shared/notifications.ts";
import { self } from "../people/access.ts";
import type { Config } from "../platform/config.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";

const mostDevices = 20;

/** What a browser's push manager says of its subscription. */
export interface Subscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

function select(work: Work) {
  return work.db
    .selectFrom("pushDevices")
    .select(["id", "userAgent", "sessionId", "createdAt", "toldAt", "trouble"])
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", self(work).id);
}

/** The browsers in which one gets push, newest first. */
export async function listDevices(work: Work): Promise<{ items: PushDevice[] }> {
  const rows = await select(work).orderBy("createdAt", "desc").orderBy("id", "desc").execute();
  const { sessionId } = self(work);
  return { items: rows.map((row) => ({ ...row, current: row.sessionId === sessionId })) };
}

/**
 * Registers a browser until its session ends. A subscription belongs to the last who registered it: a browser in which somebody
 * else has signed in tells them, and nobody before them. Refuses an endpoint without encryption, and a twenty-first device.
 */
export async function addDevice(
  work: Work,
  { privateHosts }: Pick<Config, "privateHosts">,
  { endpoint, keys }: Subscription,
  userAgent: string,
): Promise<PushDevice> {
  if (!endpoint.startsWith("https:") && !privateHosts)
    throw new Refusal("unprocessable", "A push service is asked with encryption only.");
  const { id: agentId, sessionId } = self(work);
  const { items } = await listDevices(work);
  if (items.length >= mostDevices)
    throw new Refusal("unprocessable", `You have ${mostDevices} devices. Remove one first.`);
  const owner = { agentId, sessionId, ...keys, userAgent: userAgent.slice(0, 300), trouble: "" };
  const { id } = await work.db
    .insertInto("pushDevices")
    .values({ workspaceId: work.workspaceId, id: newId(), endpoint, ...owner, createdAt: work.now })
    .onConflict((conflict) => conflict.columns(["workspaceId", "endpoint"]).doUpdateSet(owner))
    .returning("id")
    .executeTakeFirstOrThrow();
  work.record("push_device.added", { agentId, deviceId: id });
  const device = await select(work).where("id", "=", id).executeTakeFirstOrThrow();
  return { ...device, current: true };
}

/** Ends push to one of one's own browsers; anybody else's looks like missing. */
export async function removeDevice(work: Work, id: string): Promise<Record<string, never>> {
  const agentId = self(work).id;
  const gone = await work.db
    .deleteFrom("pushDevices")
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw notFound();
  work.record("push_device.removed", { agentId, deviceId: id });
  return {};
}
