import type { EventData, EventName } from "../../shared/events.ts";
import { system } from "./actor.ts";
import { type LoggedEvent, loggedEvent } from "./events.ts";
import type { House } from "./house.ts";
import type { Work } from "./work.ts";

/** What happens because of an event: its job name, and what it does. */
export interface Reaction {
  event: EventName;
  name: string;
  /** Asked before a job is made of it: false saves the job. */
  wanted?: ((data: Record<string, unknown>) => boolean) | undefined;
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
  wanted?: (data: EventData<N>) => boolean,
): Reaction {
  return {
    event,
    name,
    wanted: wanted && ((data) => wanted(data as EventData<N>)),
    run: (house, logged) => run(logged.data as EventData<N>, house, logged),
  };
}

export interface JobPayload {
  workspaceId: string;
  eventId: string;
}

/** Loads the event of a job and runs its reaction; an event that was removed with its workspace is done. */
export async function runReaction(
  house: House,
  reaction: Reaction,
  { workspaceId, eventId }: JobPayload,
  lastTry: boolean,
): Promise<void> {
  const row = await house.system
    .selectFrom("events")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", eventId)
    .executeTakeFirst();
  if (!row) return;
  const event = loggedEvent(row);
  try {
    if (event.depth >= deepestChain)
      throw new Error("This chain of events causes itself; it was ended here.");
    await reaction.run(house, event);
  } catch (error) {
    if (lastTry) await recordFailure(house, reaction, event);
    throw error;
  }
}

/** Caused by the event, so that a reaction to failures that fails itself is a chain that ends, too. */
async function recordFailure(house: House, reaction: Reaction, { id, workspaceId, depth }: LoggedEvent) {
  await house
    .work(
      system(workspaceId, "jobs"),
      async (work) => work.record("reaction.failed", { reaction: reaction.name, eventId: id }),
      { eventId: id, depth },
    )
    .catch((error: unknown) =>
      house.log.error({ err: error, reaction: reaction.name }, "could not record a failure"),
    );
}
