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
  /** Asked before a job is made of it: false saves the job. */
  wanted?: ((data: Record<string, unknown>) => boolean) | undefined;
  run: (house: House, event: LoggedEvent) => Promise<void>;
  /** True for what waits for others or takes long: such jobs have workers of their own. */
  outside?: boolean;
  /** Does it for events of one workspace that came together, as one work; returns those that must be done alone. */
  together?: (house: House, events: readonly LoggedEvent[]) => Promise<readonly LoggedEvent[]>;
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
          if ((await markRuns(work, name, [logged])).length === 0) return;
          await task(logged.data as EventData<N>, work, logged, house);
        },
        { eventId: logged.id, depth: logged.depth },
      ),
  };
}

/**
 * The same reaction, and how it is done for events that came together: as one work, whose marks commit with it as those of
 * each alone. The task returns the events it leaves; `causedBy` is the work whose records name one event as their cause.
 */
export function gathered(
  alone: Reaction,
  task: (
    work: Work,
    events: readonly LoggedEvent[],
    causedBy: (event: LoggedEvent) => Work,
  ) => Promise<readonly LoggedEvent[]>,
): Reaction {
  return {
    ...alone,
    together: (house, events) =>
      house.work(system(events[0]?.workspaceId ?? "", alone.name), async (work) => {
        const first = await markRuns(work, alone.name, events);
        const left = await task(work, first, ({ id, depth }) => ({
          ...work,
          record: (name, data) => work.record(name, data, { eventId: id, depth }),
        }));
        await unmarkRuns(work, alone.name, left);
        return left;
      }),
  };
}

/** Marks that a reaction ran for these events; returns those for which it had not. */
async function markRuns(
  { db, workspaceId, now }: Work,
  reaction: string,
  events: readonly LoggedEvent[],
): Promise<LoggedEvent[]> {
  const { rows } = await sql<{ id: string }>`insert into reaction_runs (workspace_id, id, reaction, at)
    select ${workspaceId}::uuid, unnest(${events.map(({ id }) => id)}::uuid[]), ${reaction}, ${now}
    on conflict do nothing returning id`.execute(db);
  const first = new Set(rows.map(({ id }) => id));
  return events.filter(({ id }) => first.has(id));
}

async function unmarkRuns(work: Work, reaction: string, events: readonly LoggedEvent[]): Promise<void> {
  if (events.length === 0) return;
  await work.db
    .deleteFrom("reactionRuns")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", sql<string>`any(${events.map(({ id }) => id)}::uuid[])`)
    .where("reaction", "=", reaction)
    .execute();
}

/** A reaction that needs no mark: one transaction or several, but what it does twice is the same as done once. */
export function unmarkedReaction<N extends EventName>(
  event: N,
  name: string,
  run: (data: EventData<N>, house: House, event: LoggedEvent) => Promise<void>,
  wanted?: (data: EventData<N>) => boolean,
): Reaction {
  return { ...outsideReaction(event, name, run, wanted), outside: false };
}

/**
 * A reaction that waits for others (mail servers, name servers, whoever may never answer) or takes long, and so cannot be one
 * transaction; it must be safe to repeat by itself. However many of them hang, those that wait for nobody go on.
 */
export function outsideReaction<N extends EventName>(
  event: N,
  name: string,
  run: (data: EventData<N>, house: House, event: LoggedEvent) => Promise<void>,
  wanted?: (data: EventData<N>) => boolean,
): Reaction {
  return {
    event,
    name,
    outside: true,
    wanted: wanted && ((data) => wanted(data as EventData<N>)),
    run: (house, logged) => run(logged.data as EventData<N>, house, logged),
  };
}
