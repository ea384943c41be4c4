import { type Kysely, type RawBuilder, type Selectable, sql } from "kysely";
import type pg from "pg";
import { subjectOf } from "../../shared/audit.ts";
import type { EventName } from "../../shared/events.ts";
import type { Actor } from "./actor.ts";
import type { Database } from "./database.ts";
import type { DB } from "./tables.ts";

/** Why a work is done: the event that caused it, and how long the chain is already. */
export interface Cause {
  eventId: string;
  depth: number;
}

export interface NewEvent {
  id: string;
  name: EventName;
  data: Record<string, unknown>;
  actor: Actor;
  at: Date;
  cause: Cause | undefined;
}

/** A row of the log. */
export interface LoggedEvent {
  id: string;
  workspaceId: string;
  name: EventName;
  actorKind: string;
  actorId: string | null;
  conversationId: string | null;
  customerId: string | null;
  data: Record<string, unknown>;
  causeId: string | null;
  depth: number;
  at: Date;
  place: Place;
}

/** A place in the log: transaction, then position within the order of writing. */
export interface Place {
  xid: string;
  position: number;
}

export const beginning: Place = { xid: "0", position: 0 };

/** A statement takes at most 65,535 parameters. */
const append = `insert into events
    (workspace_id, id, name, actor_kind, actor_id, conversation_id, customer_id, subject_id, data, cause_id, depth, at)
  select $1, e.id, e.name, $2, $3, (e.data->>'conversationId')::uuid, (e.data->>'customerId')::uuid, e.subject_id, e.data, e.cause_id,
    coalesce(e.depth, 0), $4
  from jsonb_to_recordset($5::jsonb) as e (id uuid, name text, subject_id uuid, data jsonb, cause_id uuid, depth int)`;

/** Appends the events of one work, in their order. The same statement for any number, and sent before this returns. */
export async function insertEvents(client: pg.ClientBase, list: readonly NewEvent[]): Promise<void> {
  const [first] = list;
  if (!first) return;
  const { actor, at } = first;
  const rows = JSON.stringify(
    list.map(({ id, name, data, cause }) => ({
      id,
      name,
      subject_id: subjectOf(name, data, actor.workspaceId),
      data,
      ...(cause && { cause_id: cause.eventId, depth: cause.depth + 1 }),
    })),
  );
  await client.query({
    name: "append_events",
    text: append,
    values: [actor.workspaceId, actor.kind, actor.id, at, rows],
  });
}

/** What a reader of the log gets. */
export interface LogPage {
  events: LoggedEvent[];
  /** True when committed events wait for an older transaction that still runs: look again soon, nobody will ring. */
  heldBack: boolean;
}

/**
 * The next events after a place, in commit order without gaps: only those whose transaction is
 * older than every one still running, so that none can appear before them later. With a workspace, only its own.
 */
export async function readLog(
  db: Database,
  after: Place,
  limit: number,
  workspaceId?: string,
): Promise<LogPage> {
  const page = (before: RawBuilder<string>) =>
    db
      .selectFrom("events")
      .selectAll()
      .select(sql<boolean>`xid < ${before}`.as("settled"))
      .where(sql<boolean>`(xid, position) > (${after.xid}::xid8, ${after.position}::bigint)`)
      .$if(workspaceId !== undefined, (query) => query.where("workspaceId", "=", workspaceId ?? ""))
      .orderBy("xid")
      .orderBy("position")
      .limit(limit)
      .execute();
  let rows = await page(oldestRunning);
  // A snapshot counts the transactions of every database of the server: others' may run for hours and write nothing here.
  if (rows.length > 0 && !rows.some(({ settled }) => settled))
    rows = await page(sql`${await oldestRunningHere(db)}::xid8`);
  const events = rows.filter(({ settled }) => settled).map(loggedEvent);
  return { events, heldBack: events.length < rows.length };
}

const oldestRunning = sql<string>`pg_snapshot_xmin(pg_current_snapshot())`;

/**
 * The id of the oldest transaction of this database that still runs, or the next one to be given out. Whoever reads by it must
 * ask afterwards, by a snapshot of their own: what was running here is either in this answer or to be seen by then.
 */
async function oldestRunningHere(db: Database): Promise<string> {
  // Within a transaction the list of sessions stays as it was seen first.
  await sql`select pg_stat_clear_snapshot()`.execute(db);
  // Ids of sessions are 32 bits of the 64 that a snapshot counts: what counts is how far behind they are.
  const { rows } = await sql<{ oldest: string }>`
    select (next - greatest(0, coalesce(max(behind), 0)))::text as oldest
    from (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next) as snapshot
    left join lateral (
      select mod(next - backend_xid::text::bigint + 6442450944, 4294967296) - 2147483648 as behind
      from pg_stat_activity where datname = current_database()
    ) as running on true
    group by next`.execute(db);
  return rows[0]?.oldest ?? "0";
}

/** A row of the table as the rest of the program knows it. */
export function loggedEvent(row: Selectable<DB["events"]>): LoggedEvent {
  const { id, workspaceId, actorKind, actorId, conversationId, customerId, causeId, depth, at } = row;
  return {
    id,
    workspaceId,
    name: row.name as EventName,
    actorKind,
    actorId,
    conversationId,
    customerId,
    data: row.data as Record<string, unknown>,
    causeId,
    depth,
    at,
    place: { xid: row.xid, position: Number(row.position) },
  };
}

/** The last place that can no longer be overtaken; where somebody who starts listening now begins. */
export async function endOfLog(db: Database): Promise<Place> {
  const row = await db
    .selectFrom("events")
    .select(["xid", "position"])
    .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
    .orderBy("xid", "desc")
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { xid: row.xid, position: Number(row.position) } : beginning;
}

/** How many events the relay has not handed on yet, counted up to 10,000. */
export async function relayLag(db: Database): Promise<{ events: number }> {
  const { rows } = await sql<{ events: number }>`
    select count(*)::int as events from (
      select 1 from events, log_state s where (events.xid, events.position) > (s.relayed_xid, s.relayed_position) limit 10000
    ) behind`.execute(db);
  return { events: rows[0]?.events ?? 0 };
}

/** What an event told, or null when it is not there. */
export async function eventData(
  db: Kysely<DB>,
  workspaceId: string,
  id: string,
): Promise<Record<string, unknown> | null> {
  const row = await db
    .selectFrom("events")
    .select("data")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return (row?.data as Record<string, unknown> | undefined) ?? null;
}
