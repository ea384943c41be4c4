import { type RawBuilder, sql } from "kysely";
import type { ViewSort } from "../../shared/saved-views.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import { Refusal, sqlState } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { visible } from "./access.ts";

/** A stretch of an order that one index gives; together they give all, none twice. */
interface Stretch {
  among: RawBuilder<boolean>;
  key: RawBuilder<unknown>;
  direction: "asc" | "desc";
}

const stretch = (among: string, key: string, direction: Stretch["direction"]): Stretch => ({
  among: sql.raw(among) as RawBuilder<boolean>,
  key: sql.ref(key),
  direction,
});

const live = "c.state <> 'resolved'";
const resolved = stretch("c.state = 'resolved'", "c.resolved_at", "desc");
const ofPriority = (name: string) => stretch(`${live} and c.priority = '${name}'`, "c.promise_due_at", "asc");

const orders: Record<ViewSort, readonly Stretch[]> = {
  due: [stretch(live, "c.promise_due_at", "asc"), resolved],
  priority: [...["urgent", "high", "normal", "low"].map(ofPriority), resolved],
  newest: [stretch("true", "c.created_at", "desc")],
  oldest: [stretch("true", "c.created_at", "asc")],
  last_message: [stretch("true", "c.last_message_at", "desc")],
  resolved: [resolved, stretch(live, "c.promise_due_at", "asc")],
};

export interface Selection {
  where: RawBuilder<boolean>;
  sort: ViewSort;
  after?: string | undefined;
  limit: number;
}

/** One page of the conversations that this actor may see and the condition selects; refuses one that takes over five seconds. */
export async function selectPage(
  work: Work,
  { where, sort, after, limit }: Selection,
): Promise<{ ids: string[]; next: string | null }> {
  const cursor = readCursor(after, 3);
  const stretches = orders[sort];
  const found: { id: string; key: string; at: number }[] = [];
  for (let at = Number(cursor?.[0] ?? 0); at < stretches.length && found.length <= limit; at++) {
    const place = cursor && at === Number(cursor[0]) ? cursor : null;
    const query = stretchOf(work, stretches[at] as Stretch, where, place, limit + 1 - found.length);
    found.push(...(await queryWithin(work, 5000, query)).map((row) => ({ ...row, at })));
  }
  const ids = found.slice(0, limit).map(({ id }) => id);
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { ids, next: last ? writeCursor([String(last.at), last.key, last.id]) : null };
}

function stretchOf(
  work: Work,
  { among, key, direction }: Stretch,
  where: RawBuilder<boolean>,
  place: readonly string[] | null,
  limit: number,
): RawBuilder<{ id: string; key: string }> {
  const way = sql.raw(direction);
  const beyond = sql.raw(direction === "asc" ? ">" : "<");
  const from = place
    ? sql`and (${key}, c.id) ${beyond} (${place[1]}::timestamptz, ${place[2]}::uuid)`
    : sql``;
  return sql`select c.id, ${key}::text as key from conversations c
    where c.workspace_id = ${work.workspaceId}::uuid and c.merged_into_id is null and ${among} and ${where} and ${visible(work.actor)} ${from}
    order by ${key} ${way}, c.id ${way} limit ${limit}`;
}

/** How many the condition selects, of those this actor may see, up to 1,000; refuses one that takes over half a second, and ends the work with it. */
export async function countSelected(work: Work, where: RawBuilder<boolean>): Promise<number> {
  const query = sql<{ count: number }>`select count(*)::int as count from (
    select 1 from conversations c where c.workspace_id = ${work.workspaceId}::uuid and c.merged_into_id is null and ${where}
      and ${visible(work.actor)} limit 1000) counted`;
  const [row] = await queryWithin(work, 500, query);
  return row?.count ?? 0;
}

/** Every conversation it selects, oldest first; refuses more than `most`. */
export async function selectAll(work: Work, where: RawBuilder<boolean>, most: number): Promise<string[]> {
  const rows = await queryWithin(
    work,
    5000,
    sql<{
      id: string;
    }>`select c.id from conversations c where c.workspace_id = ${work.workspaceId}::uuid and c.merged_into_id is null
      and ${where} and ${visible(work.actor)} order by c.created_at, c.id limit ${most + 1}`,
  );
  if (rows.length > most)
    throw new Refusal("too_large", `That is more than ${most.toLocaleString("en")} conversations at once.`);
  return rows.map(({ id }) => id);
}

async function queryWithin<T>(work: Work, milliseconds: number, query: RawBuilder<T>): Promise<T[]> {
  return withinTime(work, milliseconds, async () => (await query.execute(work.db)).rows);
}

/** Refuses what asks a question that takes longer than this, and ends the work with it. */
export async function withinTime<T>(work: Work, milliseconds: number, task: () => Promise<T>): Promise<T> {
  await sql`select set_config('statement_timeout', ${String(milliseconds)}, true)`.execute(work.db);
  try {
    const answer = await task();
    await sql`set local statement_timeout to default`.execute(work.db);
    return answer;
  } catch (error) {
    if (sqlState(error) !== "57014") throw error;
    throw new Refusal("unprocessable", "This takes too long; narrow it down.");
  }
}
