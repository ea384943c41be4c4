import { sql } from "kysely";
import type { Work } from "./work.ts";

/**
 * Waits until no other work has the turn of this thing, and keeps it until the work ends. As the first act of a verb it makes
 * the log keep the order of the verbs: waiting for it takes no transaction id, while waiting for a row (by `update`, and by
 * `for update` too) may take one that is lower than that of whoever comes first.
 */
export async function takeTurn(work: Work, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${work.workspaceId + id}, 45))`.execute(work.db);
}
