import { sql } from "kysely";
import { selectAmong } from "../conversations/among.ts";
import type { Work } from "../platform/work.ts";
import { fewSides, sidesOfMessages } from "../side-conversations/findable.ts";
import { seesFew } from "./access.ts";
import {
  anywhere,
  fewest,
  first,
  givenBefore,
  type Hit,
  lastId,
  most,
  newest,
  type Place,
  placeOf,
  threads,
  type Wanted,
} from "./hits.ts";

/** A message of a side conversation that has the words. */
export interface SideHit {
  id: string;
  sideId: string;
  conversationId: string;
}

const rounds = 3;

/**
 * The newest fitting message of each side conversation this actor may see, newest first; `next` when there are or may be more.
 * What is asked of conversations is asked only of those they see: whoever was only asked beside one learns nothing of it.
 */
export async function sideHits(work: Work, wanted: Wanted): Promise<{ hits: SideHit[]; next: Place | null }> {
  const few = seesFew(work.actor) ? await fewSides(work, fewest) : null;
  if (few) return pageAmong(work, few, wanted);
  const found = new Map<string, Found>();
  let place = placeOf(wanted);
  for (let round = 0; round < rounds; round++) {
    let hits = await newest(work, "side", wanted, place);
    let fitting = await firstOfEach(work, hits, wanted);
    if (hits.length < most && found.size + fitting.length <= wanted.limit) {
      hits = await anywhere(work, "side", wanted, place);
      fitting = await firstOfEach(work, hits, wanted);
    }
    for (const hit of fitting) if (!found.has(hit.sideId)) found.set(hit.sideId, hit);
    const last = hits.at(-1);
    if (found.size > wanted.limit) break;
    if (hits.length < most || !last) return { hits: [...found.values()], next: null };
    place = [last.at, last.id];
  }
  return firstPage([...found.values()], wanted.limit, place);
}

/** A message with the moment by which the pages go on. */
type Found = SideHit & Pick<Hit, "at">;

function firstPage(found: readonly Found[], limit: number, place: Place | null) {
  const hits = found.slice(0, limit);
  const end = found.length > limit ? hits.at(-1) : undefined;
  return { hits, next: end ? ([end.at, end.id] as const) : place };
}

/** The newest of each side conversation among hits that may be seen and fit; none that an earlier page has given. */
async function firstOfEach(
  work: Work,
  hits: readonly Pick<Hit, "id" | "at">[],
  wanted: Wanted,
): Promise<Found[]> {
  const { where, after } = wanted;
  const of = await sidesOfMessages(
    work,
    hits.map(({ id }) => id),
  );
  const conversationIds = [...new Set([...of.values()].map(({ conversationId }) => conversationId))];
  const fitting = where && (await selectAmong(work, where, conversationIds));
  const each = new Map<string, Found>();
  for (const { id, at } of hits) {
    const place = of.get(id);
    if (!place || each.has(place.sideId) || (fitting && !fitting.has(place.conversationId))) continue;
    each.set(place.sideId, { id, at, ...place });
  }
  const given = after ? await givenBefore(work, threads.side, [...each.keys()], wanted, after) : new Set();
  return [...each.values()].filter(({ sideId }) => !given.has(sideId));
}

/** Among few side conversations each is looked through by itself. */
async function pageAmong(work: Work, ids: readonly string[], wanted: Wanted) {
  const { query, since, until, after, limit } = wanted;
  const [at, id] = after ?? ["infinity", lastId];
  const { rows } = await sql<Hit>`
    select n.id, n.at::text as at from unnest(${[...ids]}::uuid[]) v (id)
    cross join lateral (select t.id, t.at from search_texts t
      where t.workspace_id = ${work.workspaceId}::uuid and t.side_id = v.id and t.kind = 'side'
        and t.at >= ${since?.toISOString() ?? first}::timestamptz and t.at < ${until?.toISOString() ?? "infinity"}::timestamptz
        and t.words @@ ${query}::tsquery
      order by t.at desc, t.id desc limit 1) n
    where (n.at, n.id) < (${at}::timestamptz, ${id}::uuid)
    order by n.at desc, n.id desc`.execute(work.db);
  return firstPage(await firstOfEach(work, rows, { ...wanted, after: null }), limit, null);
}
