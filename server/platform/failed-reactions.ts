import { sql } from "kysely";
import type { Page } from "../../shared/page.ts";
import type { FailedReaction } from "../../shared/platform.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { notFound } from "./errors.ts";
import type { House } from "./house.ts";
import type { Work } from "./work.ts";

/** Jobs of one workspace that have failed for good, newest first. */
export async function listFailed(
  house: House,
  { workspaceId }: Work,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<FailedReaction>> {
  const before = readCursor(after, 1)?.[0] ?? null;
  if (before !== null && !isJobId(before)) throw notFound();
  const { rows } = await sql<FailedReaction>`
    select j.id::text, t.identifier as reaction, j.payload->>'eventId' as event_id, coalesce(e.name, '') as event,
           coalesce(j.last_error, 'The server ended while it was at it.') as error, j.attempts, j.updated_at as at
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join events e on e.workspace_id = ${workspaceId} and e.id = (j.payload->>'eventId')::uuid
    where j.attempts >= j.max_attempts and j.locked_at is null and j.payload->>'workspaceId' = ${workspaceId}
      and (${before}::bigint is null or j.id < ${before}::bigint)
    order by j.id desc limit ${limit + 1}`.execute(house.system);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && rows.length > limit ? writeCursor([last.id]) : null };
}

/** Lets a job that failed for good start over; refuses what is not a failed job of this workspace. */
export async function retryFailed(house: House, { workspaceId }: Work, id: string): Promise<void> {
  if (!isJobId(id)) throw notFound();
  const { rows } = await sql`
    select graphile_worker.reschedule_jobs(array[j.id], run_at := now(), attempts := 0)
    from graphile_worker._private_jobs j
    where j.id = ${id}::bigint and j.attempts >= j.max_attempts and j.locked_at is null
      and j.payload->>'workspaceId' = ${workspaceId}`.execute(house.system);
  if (rows.length === 0) throw notFound();
}

const isJobId = (text: string) => /^\d{1,18}$/.test(text);
