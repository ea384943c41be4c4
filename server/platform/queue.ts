import { type Kysely, sql } from "kysely";
import type { LoggedEvent } from "./events.ts";
import { attemptsForGood, deepestChain, type Reaction } from "./reactions.ts";
import type { DB } from "./tables.ts";

/** A job as the queue takes it. */
interface NewJob {
  identifier: string;
  payload: JobPayload | JobOfMany;
  max_attempts: number;
}

export interface JobPayload {
  workspaceId: string;
  eventId: string;
}

/** A job for events of one workspace that came together. */
export interface JobOfMany {
  workspaceId: string;
  eventIds: string[];
}

/** The name of the job that does a reaction for several events; a server that does not know it yet leaves it to others. */
export const nameOfMany = (reaction: string) => `${reaction}.together`;

/** A work that holds up more conversations than this would be felt. */
const mostTogether = 50;
/** It fails only while the database is away, and makes a job of each event then: it is never given up. */
const always = 1000;

/** The jobs of these events in their order; what reactions do together stands where the first of it stands. */
export function jobsOf(
  events: readonly LoggedEvent[],
  reactionsTo: (name: string) => readonly Reaction[],
): NewJob[] {
  const groups = new Map<string, string[]>();
  return events
    .flatMap((event) => wantedOf(event, reactionsTo).map((reaction) => jobOf(event, reaction, groups)))
    .filter((job) => job !== null)
    .map(alone);
}

function wantedOf({ name, data, depth }: LoggedEvent, reactionsTo: (name: string) => readonly Reaction[]) {
  // A failure told of a failure, that deep down, would only fail and tell again.
  if (depth >= deepestChain && name === "reaction.failed") return [];
  return reactionsTo(name).filter(({ wanted }) => wanted?.(data) ?? true);
}

/** Null when an open job of the same reaction takes it along. */
function jobOf(
  { id, workspaceId, depth }: LoggedEvent,
  { name, together }: Reaction,
  groups: Map<string, string[]>,
): NewJob | null {
  // Its reactions fail once and for good, so that an admin sees where a chain of events feeds itself.
  const tooDeep = depth >= deepestChain;
  if (!together || tooDeep)
    return {
      identifier: name,
      payload: { workspaceId, eventId: id },
      max_attempts: tooDeep ? 1 : attemptsForGood,
    };
  const key = `${workspaceId} ${name}`;
  const group = groups.get(key);
  if (group && group.length < mostTogether) {
    group.push(id);
    return null;
  }
  const eventIds = [id];
  groups.set(key, eventIds);
  return { identifier: nameOfMany(name), payload: { workspaceId, eventIds }, max_attempts: always };
}

/** Nobody came along: it is a job as any other. */
function alone(job: NewJob): NewJob {
  if (!("eventIds" in job.payload) || job.payload.eventIds.length > 1) return job;
  const { workspaceId, eventIds } = job.payload;
  return {
    identifier: job.identifier.slice(0, -nameOfMany("").length),
    payload: { workspaceId, eventId: eventIds[0] ?? "" },
    max_attempts: attemptsForGood,
  };
}

/** Puts jobs into the queue, a microsecond apart and past already: workers begin them in their order, which the join inside loses. */
export async function addJobs(db: Kysely<DB>, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await sql`select graphile_worker.add_jobs(array(
    select jsonb_populate_record(null::graphile_worker.job_spec,
      spec || jsonb_build_object('run_at', now() - (${jobs.length}::bigint - place) * interval '1 microsecond'))
    from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) with ordinality as list (spec, place)
  ))`.execute(db);
}
