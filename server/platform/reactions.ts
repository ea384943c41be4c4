import { sql } from "kysely";
import type { EventData, EventName } from "../../shared/events.ts";
import { system } from "./actor.ts";
import type { LoggedEvent } from "./events.ts";
import type { House } from "./house.ts";
import type { Work } from "./work.ts";

/** What happens because of an event: its job name, and what it does. */
export interface Reaction {
  event: EventName;
  name: string;
  run: (house: House, event: LoggedEvent) => Promise<void>;
}

/** A chain of events that caused each other ends here; a rule that feeds itself is stopped, not endless. */
export const deepestChain = 12;
export const attemptsForGood = 8;

/**
 * Something that is done because an event happened, as one work by the house. Its changes and the mark that it ran commit
 * together, so a job that is delivered twice works once. `name` never changes: jobs in flight carry it.
 */
export function reaction<N extends EventName>(
  event: N,
  name: string,
  task: (data: EventData<N>, work: Work, event: LoggedEvent, house: House) => Promise<void>,
): Reaction {
  return {
    event,
    name,
    run: (house, logged) =>
      house.work(
        system(logged.workspaceId, name),
        async (work) => {
          const first = await work.db
            .insertInto("reactionRuns")
            .values({ workspaceId: logged.workspaceId, id: logged.id, reaction: name, at: work.now })
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirst();
          if (first.numInsertedOrUpdatedRows === 0n) return;
          await task(logged.data as EventData<N>, work, logged, house);
        },
        { eventId: logged.id, depth: logged.depth },
      ),
  };
}

/** A reaction that talks to the outside and so cannot be one transaction; it must be safe to repeat by itself. */
export function outsideReaction<N extends EventName>(
  event: N,
  name: string,
  run: (data: EventData<N>, house: House, event: LoggedEvent) => Promise<void>,
): Reaction {
  return { event, name, run: (house, logged) => run(logged.data as EventData<N>, house, logged) };
}

export interface JobPayload {
  workspaceId: string;
  eventId: string;
}

/** Loads the event of a job and runs its reaction; an event that was removed with its workspace is done. */
export async function runReaction(house: House, reaction: Reaction, payload: JobPayload): Promise<void> {
  const row = await house.system
    .selectFrom("events")
    .selectAll()
    .where("workspaceId", "=", payload.workspaceId)
    .where("id", "=", payload.eventId)
    .executeTakeFirst();
  if (!row) return;
  const { xid, position, ...event } = row;
  await reaction.run(house, {
    ...event,
    name: event.name as EventName,
    data: event.data as Record<string, unknown>,
    place: { xid, position: Number(position) },
  });
}

/** Jobs that have failed for good, newest first; workspace-bound like everything an admin sees. */
export async function failedJobs(house: House, workspaceId: string, limit: number, before: string | null) {
  const { rows } = await sql<{
    id: string;
    task: string;
    eventId: string;
    event: string;
    error: string;
    attempts: number;
    at: Date;
  }>`
    select j.id::text, t.identifier as task, j.payload->>'eventId' as "event_id", coalesce(e.name, '') as event,
           coalesce(j.last_error, '') as error, j.attempts, j.updated_at as at
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join events e on e.workspace_id = ${workspaceId} and e.id = (j.payload->>'eventId')::uuid
    where j.attempts >= j.max_attempts and j.locked_at is null and j.payload->>'workspaceId' = ${workspaceId}
      and (${before}::bigint is null or j.id < ${before}::bigint)
    order by j.id desc limit ${limit}`.execute(house.system);
  return rows;
}

/** Lets a job that failed for good start over; false when it is not one of this workspace's. */
export async function retryJob(house: House, workspaceId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    select j.id from graphile_worker._private_jobs j
    where j.id = ${id}::bigint and j.attempts >= j.max_attempts and j.payload->>'workspaceId' = ${workspaceId}`.execute(
    house.system,
  );
  if (rows.length === 0) return false;
  await sql`select graphile_worker.reschedule_jobs(array[${id}::bigint], run_at := now(), attempts := 0)`.execute(
    house.system,
  );
  return true;
}
