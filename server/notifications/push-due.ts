import { toldOf } from "../conversations/concerned.ts";
import type { AgentActor } from "../platform/actor.ts";
import type { Work } from "../platform/work.ts";
import { type PushMessage, pushMessages } from "./push-message.ts";
import type { Addressed } from "./push-send.ts";
import { afterQuiet } from "./quiet.ts";
import { readerOf } from "./reader.ts";

/** For which another process leaves it alone, and after which it is tried again; longer than a push service may take. */
const lease = 120_000;
const mostTries = 5;

export interface Claimed {
  messages: PushMessage[];
  devices: Addressed[];
}

/**
 * Takes what is due for this process. What may not be seen any more, was tried too often or has no device to go to is dropped;
 * in quiet hours all of it waits until they end.
 */
export async function claimPushes(work: Work, actor: AgentActor): Promise<Claimed | null> {
  const reader = await readerOf(work, actor);
  const rows = await work.db
    .selectFrom("notifications")
    .select(["id", "kind", "conversationId", "pushTries"])
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", reader.id)
    .where("pushDueAt", "<=", work.now)
    .orderBy("at")
    .limit(200)
    .forUpdate()
    .skipLocked()
    .execute();
  const ids = rows.map(({ id }) => id);
  const quietEnd = afterQuiet(work.now, reader.settings.quiet, reader.settings.timeZone);
  if (quietEnd > work.now) return setDue(work, ids, quietEnd);
  const devices = await devicesOf(work, reader.id);
  const seen = await toldOf(work, [...new Set(rows.flatMap((row) => row.conversationId ?? []))]);
  const open =
    devices.length === 0
      ? []
      : rows.filter(
          ({ kind, conversationId, pushTries }) =>
            pushTries < mostTries &&
            // Whoever was asked beside a conversation may not see the conversation itself.
            (!conversationId || seen.has(conversationId) || kind.startsWith("side_")),
        );
  const kept = open.map(({ id }) => id);
  await setDue(
    work,
    ids.filter((id) => !kept.includes(id)),
    null,
  );
  if (open.length === 0) return null;
  await work.db
    .updateTable("notifications")
    .set((eb) => ({ pushDueAt: new Date(work.now.getTime() + lease), pushTries: eb("pushTries", "+", 1) }))
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "in", kept)
    .execute();
  return { devices, messages: pushMessages(reader, open, seen) };
}

function devicesOf(work: Work, agentId: string): Promise<Addressed[]> {
  return work.db
    .selectFrom("pushDevices")
    .select(["id", "endpoint", "p256dh", "auth"])
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .execute();
}

/** Says when these are due next; null for never. */
export async function setDue(work: Work, ids: readonly string[], due: Date | null): Promise<null> {
  if (ids.length === 0) return null;
  await work.db
    .updateTable("notifications")
    .set({ pushDueAt: due })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "in", [...ids])
    .execute();
  return null;
}
