import { sql } from "kysely";
import { selectAmong } from "../conversations/among.ts";
import type { Work } from "../platform/work.ts";
import { fewSides, sidesOfMessages } from "../side-conversations/findable.ts";
import { seesFew } from "./access.ts";
import { anywhere, fewest, first, type Hit, most, newest, placeOf, type Wanted } from "./hits.ts";

/** A message of a side conversation that has the words. */
export interface SideHit {
  id: string;
  sideId: string;
  conversationId: string;
}

type WantedSides = Omit<Wanted, "after">;
const rounds = 3;

/**
 * The newest fitting message of each side conversation this actor may see, newest first. What is asked of conversations is asked
 * only of those they see: whoever was only asked beside one learns nothing of it.
 */
export async function sideHits(work: Work, wanted: WantedSides): Promise<SideHit[]> {
  const few = seesFew(work.actor) ? await fewSides(work, fewest) : null;
  if (few) return firstOfEach(work, await hitsAmong(work, few, wanted), wanted);
  const found = new Map<string, SideHit>();
  let place = placeOf({ ...wanted, after: null });
  for (let round = 0; round < rounds && found.size < wanted.limit; round++) {
    let hits = await newest(work, "side", wanted, place);
    let fitting = await firstOfEach(work, hits, wanted);
    if (hits.length < most && found.size + fitting.length < wanted.limit) {
      hits = await anywhere(work, "side", wanted, place);
      fitting = await firstOfEach(work, hits, wanted);
    }
    for (const hit of fitting) if (!found.has(hit.sideId)) found.set(hit.sideId, hit);
    const last = hits.at(-1);
    if (hits.length < most || !last) break;
    place = [last.at, last.id];
  }
  return [...found.values()].slice(0, wanted.limit);
}

async function firstOfEach(
  work: Work,
  hits: readonly Pick<Hit, "id">[],
  { where, limit }: WantedSides,
): Promise<SideHit[]> {
  const of = await sidesOfMessages(
    work,
    hits.map(({ id }) => id),
  );
  const conversationIds = [...new Set([...of.values()].map(({ conversationId }) => conversationId))];
  const fitting = where && (await selectAmong(work, where, conversationIds));
  const each = new Map<string, SideHit>();
  for (const { id } of hits) {
    const place = of.get(id);
    if (!place || each.has(place.sideId) || (fitting && !fitting.has(place.conversationId))) continue;
    each.set(place.sideId, { id, ...place });
  }
  return [...each.values()].slice(0, limit);
}

/** Among few side conversations each is looked through by itself. */
async function hitsAmong(
  work: Work,
  ids: readonly string[],
  { query, since, until }: WantedSides,
): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select n.id, n.at::text as at from unnest(${[...ids]}::uuid[]) v (id)
    cross join lateral (select t.id, t.at from search_texts t
      where t.workspace_id = ${work.workspaceId}::uuid and t.side_id = v.id and t.kind = 'side'
        and t.at >= ${since?.toISOString() ?? first}::timestamptz and t.at < ${until?.toISOString() ?? "infinity"}::timestamptz
        and t.words @@ ${query}::tsquery
      order by t.at desc, t.id desc limit 1) n
    order by n.at desc, n.id desc`.execute(work.db);
  return rows;
}
