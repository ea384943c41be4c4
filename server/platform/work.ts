import type { Compilable, Kysely } from "kysely";
import type pg from "pg";
import type { EventData, EventName } from "../../shared/events.ts";
import type { Passing } from "../../shared/passing.ts";
import type { Actor } from "./actor.ts";
import type { Clock } from "./clock.ts";
import { databaseOver } from "./database.ts";
import { sqlState } from "./errors.ts";
import { type Cause, insertEvents, type NewEvent } from "./events.ts";
import { newId } from "./ids.ts";
import { forgetPlans, isStalePlan } from "./prepared.ts";
import type { DB } from "./tables.ts";
import { together } from "./together.ts";

/** One transaction by one actor in one workspace. */
export interface Work {
  db: Kysely<DB>;
  actor: Actor;
  workspaceId: string;
  /** The house's time when the work began: one moment for everything in it. */
  now: Date;
  /** Appends to the log when the work commits; never if it does not. `because` is for a work with more causes than one. */
  record<N extends EventName>(name: N, data: EventData<N>, because?: Cause): void;
  /** Tells, when the work has committed, that something shown moved on which is no history. */
  pass(name: Passing): void;
  /** Sends a statement whose answer nobody needs: it travels with the next one, or the commit. The work fails when it does. */
  ahead(statement: Compilable): void;
}

export interface WorkPlace {
  pool: pg.Pool;
  clock: Clock;
  /** Told after each commit that recorded something. */
  recorded(): void;
  /** Told after the commit what the work passed. */
  passed(workspaceId: string, name: Passing): void;
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
  const sent: Promise<unknown>[] = [];
  const passed = new Set<Passing>();
  const now = place.clock.now();
  const client = await place.pool.connect();
  let broken = false;
  try {
    const db = databaseOver(client);
    // Sent ahead, not waited for: it travels with the first statement. Should it fail, so does that.
    const begun = client.query(`begin; set local baton.workspace = '${actor.workspaceId}'`);
    begun.catch(() => {});
    try {
      const record: Work["record"] = (name, data, because = cause) => {
        recorded.push({ id: newId(), name, data, actor, at: now, cause: because });
      };
      const ahead: Work["ahead"] = (statement) => void sent.push(sendAhead(client, statement));
      const pass: Work["pass"] = (name) => void passed.add(name);
      const { workspaceId } = actor;
      const value = await task({ db, actor, workspaceId, now, record, pass, ahead });
      await begun;
      await commit(client, recorded.length > 0 ? insertEvents(client, recorded) : null);
      if (recorded.length > 0) place.recorded();
      for (const name of passed) place.passed(workspaceId, name);
      return value;
    } catch (error) {
      await client.query("rollback").catch(() => {
        broken = true;
      });
      // What failed ahead is why those after it failed; all have ended by now.
      await together(sent);
      throw error;
    }
  } finally {
    client.release(broken);
  }
}

function sendAhead(client: pg.PoolClient, statement: Compilable): Promise<unknown> {
  const { sql, parameters } = statement.compile();
  const sent = client.query(sql, [...parameters]);
  sent.catch(() => {});
  return sent;
}

/** The last rows and the commit travel together. PostgreSQL answers COMMIT of a failed transaction by rolling back without an error. */
async function commit(client: pg.PoolClient, events: Promise<void> | null): Promise<void> {
  const ended = client.query("commit");
  ended.catch(() => {});
  await events;
  const { command } = await ended;
  if (command === "COMMIT") return;
  throw Object.assign(new Error("The database gave the transaction up; nothing was changed."), {
    code: "25P02",
  });
}
