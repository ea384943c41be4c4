import { sql } from "kysely";
import { system } from "./actor.ts";
import { type LoggedEvent, loggedEvent } from "./events.ts";
import type { House } from "./house.ts";
import { addJobs, type JobOfMany, type JobPayload } from "./queue.ts";
import { attemptsForGood, deepestChain, type Reaction } from "./reactions.ts";

/** Loads the event of a job and runs its reaction; an event that was removed with its workspace is done. */
export async function runReaction(
  house: House,
  reaction: Reaction,
  { workspaceId, eventId }: JobPayload,
  lastTry: boolean,
): Promise<void> {
  const [event] = await eventsOf(house, workspaceId, [eventId]);
  if (!event) return;
  try {
    if (event.depth >= deepestChain)
      throw new Error("This chain of events causes itself; it was ended here.");
    await reaction.run(house, event);
  } catch (error) {
    if (lastTry) await recordFailure(house, reaction, event);
    throw error;
  }
}

/**
 * Does a job for several events as one work; when that fails, and for what it leaves, each becomes a job of its own. A job
 * that comes a second time ended a server or lost the database: then each is done alone at once.
 */
export async function runTogether(
  house: House,
  { name, together }: Reaction,
  { workspaceId, eventIds }: JobOfMany,
  firstTry: boolean,
): Promise<void> {
  const events = await eventsOf(house, workspaceId, eventIds);
  if (events.length === 0) return;
  const done = firstTry
    ? together?.(house, events).catch((error: unknown) => {
        house.log.warn({ err: error, reaction: name }, "what came together is done one by one");
      })
    : undefined;
  const left = (await done) ?? events;
  const jobs = left.map(({ id }) => ({
    identifier: name,
    payload: { workspaceId, eventId: id },
    max_attempts: attemptsForGood,
  }));
  await addJobs(house.system, jobs);
}

/** Those of these events that are there, in the order of the log. */
async function eventsOf(house: House, workspaceId: string, ids: readonly string[]): Promise<LoggedEvent[]> {
  const rows = await house.system
    .selectFrom("events")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy("xid")
    .orderBy("position")
    .execute();
  return rows.map(loggedEvent);
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
