import { type RawBuilder, sql } from "kysely";
import { selectAmong, selectFew } from "../conversations/among.ts";
import type { Work } from "../platform/work.ts";
import { seesFew } from "./access.ts";

/** A message, file or customer that has the words; `at` keeps the database's microseconds. */
export interface Hit {
  id: string;
  conversationId: string;
  at: string;
}

/** What texts must say, and what their conversation must be. */
export interface Wanted {
  query: string;
  /** What conversations must be; null when nothing is asked of them. */
  where: RawBuilder<boolean> | null;
  since: Date | null;
  until: Date | null;
  after: readonly [at: string, id: string] | null;
  limit: number;
}

/** So many of the newest rows are looked through before the index is asked. */
const far = 3000;
export const most = 400;
const rounds = 6;
export const fewest = 2000;
const always = sql<boolean>`true`;
export const first = "0001-01-01";
export const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** The newest fitting message of each conversation, newest first; `next` when there are or may be more. */
export async function conversationHits(
  work: Work,
  wanted: Wanted,
): Promise<{ hits: Hit[]; next: readonly [string, string] | null }> {
  if (wanted.where || seesFew(work.actor)) {
    const few = await selectFew(work, wanted.where ?? always, fewest);
    if (few) return hitsAmong(work, few, wanted);
  }
  const found = new Map<string, Hit>();
  let place = placeOf(wanted);
  for (let round = 0; round < rounds; round++) {
    let hits = await newest(work, "message", wanted, place);
    let fitting = await firstOfEach(work, hits, wanted);
    if (hits.length < most && found.size + fitting.length <= wanted.limit) {
      hits = await anywhere(work, "message", wanted, place);
      fitting = await firstOfEach(work, hits, wanted);
    }
    for (const hit of fitting) if (!found.has(hit.conversationId)) found.set(hit.conversationId, hit);
    const last = hits.at(-1);
    if (found.size > wanted.limit) break;
    if (hits.length < most || !last) return { hits: [...found.values()], next: null };
    place = [last.at, last.id];
  }
  const hits = [...found.values()].slice(0, wanted.limit);
  const end = found.size > wanted.limit ? hits.at(-1) : undefined;
  return { hits, next: end ? [end.at, end.id] : place };
}

export type Place = readonly [at: string, id: string];

/** Where the search goes on: behind the last one given, or where the stretch of time ends. */
export function placeOf({ after, until }: Pick<Wanted, "after" | "until">): Place {
  return (
    after ?? (until ? [until.toISOString(), "00000000-0000-0000-0000-000000000000"] : ["infinity", lastId])
  );
}

/** Of hits those in conversations that may be seen and fit, the newest of each; none that an earlier page has given. */
async function firstOfEach(work: Work, hits: readonly Hit[], wanted: Wanted): Promise<Hit[]> {
  const each = new Map<string, Hit>();
  for (const hit of hits) if (!each.has(hit.conversationId)) each.set(hit.conversationId, hit);
  const seen = await selectAmong(work, wanted.where ?? always, [...each.keys()]);
  const given = wanted.after
    ? await givenBefore(work, threads.conversation, [...seen], wanted, wanted.after)
    : new Set();
  return [...each.values()].filter(({ conversationId: id }) => seen.has(id) && !given.has(id));
}

/** In what a message was written: the column that names it, and the kind of its text. */
export const threads = {
  conversation: { column: sql.raw("t.conversation_id"), kind: "message" },
  side: { column: sql.raw("t.side_id"), kind: "side" },
};

/** Those of these threads that an earlier page has given: they have a hit before the place at which the search goes on. */
export async function givenBefore(
  work: Work,
  { column, kind }: (typeof threads)[keyof typeof threads],
  ids: readonly string[],
  { query, until }: Pick<Wanted, "query" | "until">,
  [at, id]: Place,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct ${column} as id from search_texts t
    where t.workspace_id = ${work.workspaceId}::uuid and ${column} = any(${[...ids]}::uuid[]) and t.kind = ${sql.lit(kind)}
      and (t.at, t.id) >= (${at}::timestamptz, ${id}::uuid) and t.at < ${until?.toISOString() ?? "infinity"}::timestamptz
      and t.words @@ ${query}::tsquery`.execute(work.db);
  return new Set(rows.map((row) => row.id));
}

/** Among few conversations each is looked through by itself. */
async function hitsAmong(work: Work, ids: readonly string[], wanted: Wanted) {
  const { query, since, until, after, limit } = wanted;
  const [at, id] = after ?? ["infinity", lastId];
  const { rows } = await sql<Hit>`
    select n.id, v.id as conversation_id, n.at::text as at from unnest(${[...ids]}::uuid[]) v (id)
    cross join lateral (select t.id, t.at from search_texts t
      where t.workspace_id = ${work.workspaceId}::uuid and t.conversation_id = v.id and t.kind = 'message'
        and t.at >= ${since?.toISOString() ?? first}::timestamptz and t.at < ${until?.toISOString() ?? "infinity"}::timestamptz
        and t.words @@ ${query}::tsquery
      order by t.at desc, t.id desc limit 1) n
    where (n.at, n.id) < (${at}::timestamptz, ${id}::uuid)
    order by n.at desc, n.id desc limit ${limit + 1}`.execute(work.db);
  const hits = rows.slice(0, limit);
  const end = rows.length > limit ? hits.at(-1) : undefined;
  return { hits, next: end ? ([end.at, end.id] as const) : null };
}

type Kind = "message" | "attachment" | "customer" | "side";
type Asked = Pick<Wanted, "query" | "since">;

/** Those that have the words among the newest rows behind a place; `most` at most. */
export async function newest(
  work: Work,
  kind: Kind,
  { query, since }: Asked,
  [at, id]: Place,
): Promise<Hit[]> {
  const { rows } = await sql<Hit>`select id, conversation_id, at::text as at from search_newest(
    ${kind}, ${query}, ${since?.toISOString() ?? first}::timestamptz, ${at}::timestamptz, ${id}::uuid, ${far}, ${most})`.execute(
    work.db,
  );
  return rows;
}

/** Those that have the words among all rows behind a place, by the index over words; `most` at most. */
export async function anywhere(
  work: Work,
  kind: Kind,
  { query, since }: Asked,
  [at, id]: Place,
): Promise<Hit[]> {
  const { rows } = await sql<Hit>`select id, conversation_id, at::text as at from search_anywhere(
    ${kind}, ${query}, ${since?.toISOString() ?? first}::timestamptz, ${at}::timestamptz, ${id}::uuid, ${most})`.execute(
    work.db,
  );
  return rows;
}

/** Files or customers that have the words, the newest first. */
export async function otherHits(
  work: Work,
  kind: "attachment" | "customer",
  query: string,
  enough: number,
): Promise<Hit[]> {
  const asked = { query, since: null };
  const start: Place = ["infinity", lastId];
  const near = await newest(work, kind, asked, start);
  return near.length >= enough ? near : anywhere(work, kind, asked, start);
}

/** Customers whose name or address sounds like this, by id. */
export async function alikeCustomers(work: Work, typed: string, enough: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from search_alike(${typed}, 0.4, ${enough})`.execute(
    work.db,
  );
  return rows.map(({ id }) => id);
}
