import type { SendingLimits } from "../../../shared/sending-limits.ts";
import { getInbox } from "../../conversations/inbox.ts";
import type { Work } from "../../platform/work.ts";

export type { SendingLimits };

const usual: SendingLimits = { largestBytes: 10_000_000, linkDays: 30, automaticPerHour: 10 };

/** The limits of an inbox's outgoing mail; the usual ones where nobody set any. */
export async function limitsOf(work: Work, inboxId: string): Promise<SendingLimits> {
  const row = await work.db
    .selectFrom("sendingLimits")
    .select(["largestBytes", "linkDays", "automaticPerHour"])
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .executeTakeFirst();
  return row ? { ...row, largestBytes: Number(row.largestBytes) } : usual;
}

/** The same for settings: an inbox that is not there is not found. */
export async function getLimits(work: Work, inboxId: string): Promise<SendingLimits> {
  await getInbox(work, inboxId);
  return limitsOf(work, inboxId);
}

/** Sets the limits of an inbox; they hold for the next mail. */
export async function setLimits(work: Work, inboxId: string, limits: SendingLimits): Promise<SendingLimits> {
  await getInbox(work, inboxId);
  await work.db
    .insertInto("sendingLimits")
    .values({ workspaceId: work.workspaceId, inboxId, ...limits })
    .onConflict((conflict) => conflict.columns(["workspaceId", "inboxId"]).doUpdateSet(limits))
    .execute();
  work.record("inbox.changed", { inboxId });
  return getLimits(work, inboxId);
}
