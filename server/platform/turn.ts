import { type RawBuilder, sql } from "kysely";
import type { Work } from "./work.ts";

/**
 * Waits until no other work has the turn of this thing, and keeps it until the work ends. As the first act of a verb it makes
 * the log keep the order of the verbs: waiting for it takes no transaction id, while waiting for a row (by `update`, and by
 * `for update` too) may take one that is lower than that of whoever comes first.
 */
export async function takeTurn(work: Work, id: string): Promise<void> {
  await sql`select ${turnOf(work, id)}`.execute(work.db);
}

/** The turns of several things at once, in their order: whoever else takes several never waits for this in a circle. */
export async function takeTurns(work: Work, ids: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(one, 45))
    from unnest(${ids.map((id) => work.workspaceId + id).sort()}::text[]) one`.execute(work.db);
}

/** The same as a condition of a `select … for update`, whose rows are locked after it was met: one round trip for both. */
export function turnOf(work: Work, id: string): RawBuilder<boolean> {
  return sql<boolean>`(select pg_advisory_xact_lock(hashtextextended(${work.workspaceId + id}, 45))) is not null`;
}

/** Shares the turn of a thing with others who only rely on it; whoever wants it alone waits for all of them. */
export async function shareTurn(work: Work, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${work.workspaceId + id}, 45))`.execute(
    work.db,
  );
}
