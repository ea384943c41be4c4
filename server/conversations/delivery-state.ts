import { sql } from "kysely";
import type { DeliveryRef } from "../../shared/messages.ts";
import type { Work } from "../platform/work.ts";

/** What became of each message on its way out, by message id. */
export async function deliveriesOf(
  work: Work,
  messageIds: readonly string[],
): Promise<Map<string, DeliveryRef[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await work.db
    .selectFrom("deliveries")
    .select(["id", "messageId", "toAddress as to", "state", "reason", "changedAt as at", "nextAttemptAt"])
    .select("redirectedTo")
    .where("workspaceId", "=", work.workspaceId)
    .where("messageId", "=", sql<string>`any(${[...messageIds]}::uuid[])`)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
  return Map.groupBy(
    rows.map(({ state, ...row }) => ({ ...row, state: state as DeliveryRef["state"] })),
    ({ messageId }) => messageId ?? "",
  );
}

/** True when a copy of the message was handed to a mail server, or may have been. Locks the others, so that none begins now. */
export async function underway(work: Work, messageId: string): Promise<boolean> {
  const rows = await work.db
    .selectFrom("deliveries")
    .select("attempts")
    .where("workspaceId", "=", work.workspaceId)
    .where("messageId", "=", messageId)
    .forUpdate()
    .execute();
  return rows.some(({ attempts }) => attempts > 0);
}
