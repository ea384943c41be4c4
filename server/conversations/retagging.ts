import { sql } from "kysely";
import { system } from "../platform/actor.ts";
import type { LoggedEvent } from "../platform/events.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";

const chunk = 500;
const nobody = "00000000-0000-0000-0000-000000000000";

/** Gives every conversation the new tag for the old one, or none; in short works, so that nobody waits. Safe to repeat. */
export async function retag(
  { name, becomes }: { name: string; becomes: string | null },
  house: House,
  { id: eventId, workspaceId, depth }: LoggedEvent,
): Promise<void> {
  const actor = system(workspaceId, "conversations.retag");
  const cause = { eventId, depth };
  let changed = 0;
  for (let after: string | null = nobody; after !== null; ) {
    const from: string = after;
    const step = await house.work(actor, (work) => retagSome(work, from, name, becomes), cause);
    changed += step.changed;
    after = step.last;
  }
  await house.work(
    actor,
    async (work) => work.record("tag.settled", { name, becomes, conversations: changed }),
    cause,
  );
}

async function retagSome(work: Work, after: string, name: string, becomes: string | null) {
  const ws = sql`${work.workspaceId}::uuid`;
  const { rows } = await sql<{ id: string; hit: boolean }>`
    select id, tags @> array[${name}]::text[] as hit from conversations
    where workspace_id = ${ws} and id > ${after}::uuid order by id limit ${chunk}`.execute(work.db);
  const hits = rows.filter(({ hit }) => hit).map(({ id }) => id);
  const { rows: changed } = await sql<{ id: string }>`
    update conversations set tags = coalesce((select array_agg(t order by n) from (
        select t, min(n) as n from unnest(${becomes === null ? sql`array_remove(tags, ${name})` : sql`array_replace(tags, ${name}, ${becomes})`})
          with ordinality as u (t, n) group by t) kept), '{}')
    where workspace_id = ${ws} and id = any(${hits}::uuid[]) and tags @> array[${name}]::text[]
    returning id`.execute(work.db);
  for (const { id } of changed) work.record("conversation.changed", { conversationId: id, fields: ["tags"] });
  return { changed: changed.length, last: rows.length === chunk ? (rows.at(-1)?.id ?? null) : null };
}
