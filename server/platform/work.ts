import { type Kysely, sql } from "kysely";
import type { EventData, EventName } from "../../shared/events.ts";
import type { Actor } from "./actor.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import { sqlState } from "./errors.ts";
import { type Cause, insertEvents, type NewEvent } from "./events.ts";
import { newId } from "./ids.ts";
import { forgetPlans, isStalePlan } from "./prepared.ts";
import type { DB } from "./tables.ts";

/** One transaction by one actor in one workspace. */
export interface Work {
  db: Kysely<DB>;
  actor: Actor;
  workspaceId: string;
  /** The house's time when the work began: one moment for everything in it. */
  now: Date;
  /** Appends to the log when the work commits; never if it does not. */
  record<N extends EventName>(name: N, data: EventData<N>): void;
}

export interface WorkPlace {
  db: Database;
  clock: Clock;
  /** Told after each commit that recorded something. */
  recorded(): void;
}

const tries = 4;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Runs a task as one transaction; what it recorded commits with it. Deadlocks and lost races are
 * tried again, so a task must not do anything that a rollback cannot take back.
 */
export async function work<T>(
  place: WorkPlace,
  actor: Actor,
  task: (work: Work) => Promise<T>,
  cause?: Cause,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(place, actor, task, cause);
    } catch (error) {
      const state = sqlState(error);
      const stale = isStalePlan(error);
      if (stale) forgetPlans();
      if (attempt >= tries || (state !== "40001" && state !== "40P01" && !stale)) throw error;
    }
  }
}

async function once<T>(
  place: WorkPlace,
  actor: Actor,
  task: (work: Work) => Promise<T>,
  cause?: Cause,
): Promise<T> {
  if (!uuid.test(actor.workspaceId)) throw new Error("A work needs a workspace.");
  const recorded: NewEvent[] = [];
  const now = place.clock.now();
  const result = await place.db.connection().execute(async (db) => {
    // One round trip: without parameters both statements travel together.
    await sql.raw(`begin; set local baton.workspace = '${actor.workspaceId}'`).execute(db);
    try {
      const record: Work["record"] = (name, data) => {
        recorded.push({ id: newId(), name, data, actor, at: now, cause });
      };
      const value = await task({ db, actor, workspaceId: actor.workspaceId, now, record });
      if (recorded.length > 0) await insertEvents(db, recorded);
      // PostgreSQL answers COMMIT of a failed transaction by rolling back without an error; the select makes it an error.
      await sql.raw("select 1; commit").execute(db);
      return value;
    } catch (error) {
      await sql
        .raw("rollback")
        .execute(db)
        .catch(() => {});
      throw error;
    }
  });
  if (recorded.length > 0) place.recorded();
  return result;
}
