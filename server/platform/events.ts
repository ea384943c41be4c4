import { type Kysely, sql } from "kysely";
import type { EventName } from "../../shared/events.ts";
import type { Actor } from "./actor.ts";
import type { Database } from "./database.ts";
import type { DB } from "./tables.ts";
import type { Cause } from "./work.ts";

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

/** Appends events of one work, in their order, with one statement. */
export async function insertEvents(db: Kysely<DB>, list: readonly NewEvent[]): Promise<void> {
  await db
    .insertInto("events")
    .values(
      list.map(({ id, name, data, actor, at, cause }) => ({
        workspaceId: actor.workspaceId,
        id,
        name,
        actorKind: actor.kind,
        actorId: actor.id,
        conversationId: text(data["conversationId"]),
        customerId: text(data["customerId"]),
        data: JSON.stringify(data),
        causeId: cause?.eventId ?? null,
        depth: cause ? cause.depth + 1 : 0,
        at,
      })),
    )
    .execute();
}

const text = (value: unknown) => (typeof value === "string" ? value : null);

/**
 * The next events after a place, in commit order without gaps: only those whose transaction is
 * older than every one still running, so that none can appear before them later.
 */
export async function readLog(db: Database, after: Place, limit: number): Promise<LoggedEvent[]> {
  const rows = await db
    .selectFrom("events")
    .selectAll()
    .where(sql<boolean>`(xid, position) > (${after.xid}::xid8, ${after.position}::bigint)`)
    .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
    .orderBy("xid")
    .orderBy("position")
    .limit(limit)
    .execute();
  return rows.map(({ xid, position, ...row }) => ({
    ...row,
    name: row.name as EventName,
    data: row.data as Record<string, unknown>,
    place: { xid, position: Number(position) },
  }));
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
