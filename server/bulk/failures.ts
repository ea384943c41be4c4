import { sql } from "kysely";
import { type Bulk, BulkAction } from "../../shared/bulk.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { getBulk, requireBulk, startBulk } from "./bulk.ts";

/** Why conversations failed, with how many each, most first. */
export async function listBulkReasons(
  work: Work,
  id: string,
): Promise<{ code: string; reason: string; count: number }[]> {
  await requireBulk(work, id);
  return work.db
    .selectFrom("bulkItems")
    .select(sql<string>`coalesce(code, '')`.as("code"))
    .select(["reason", sql<number>`count(*)::int`.as("count")])
    .where("workspaceId", "=", work.workspaceId)
    .where("bulkId", "=", id)
    .where("state", "=", "failed")
    .groupBy(["code", "reason"])
    .orderBy("count", "desc")
    .orderBy("reason")
    .limit(100)
    .execute();
}

/** Begins the same once more for those that failed; what went well is left alone. Refuses when nothing failed, or while it runs. */
export async function retryBulk(work: Work, id: string): Promise<Bulk> {
  const { state } = await getBulk(work, id);
  if (state === "running" || state === "undoing")
    throw new Refusal("conflict", "It still runs; try the failed ones again when it has ended.");
  const failed = await work.db
    .selectFrom("bulkItems")
    .select("conversationId")
    .where("workspaceId", "=", work.workspaceId)
    .where("bulkId", "=", id)
    .where("state", "=", "failed")
    .orderBy("position")
    .execute();
  if (failed.length === 0) throw new Refusal("conflict", "Nothing of it failed.");
  const { action } = await work.db
    .selectFrom("bulkActions")
    .select("action")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const ids = failed.map(({ conversationId }) => conversationId);
  return startBulk(work, { ids }, BulkAction.decode(action as never));
}
