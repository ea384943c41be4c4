import { sql } from "kysely";
import type { ConversationLink, LinkKind } from "../../shared/merging.ts";
import { Refusal } from "../platform/errors.ts";
import { takeTurns } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { find, visible } from "./access.ts";

/** What a conversation is linked to, of what this actor may see, seen from it. */
export async function listLinks(work: Work, id: string): Promise<ConversationLink[]> {
  await find(work, id);
  const ws = sql`${work.workspaceId}::uuid`;
  const { rows } = await sql<ConversationLink>`
    select c.id, c.number::int as number, c.subject, c.state, l.kind from (
      select linked_id as id, case kind when 'duplicate' then 'original' else kind end as kind, made_at
        from links where workspace_id = ${ws} and conversation_id = ${id}::uuid
      union all
      select conversation_id, case kind when 'parent' then 'child' else kind end, made_at
        from links where workspace_id = ${ws} and linked_id = ${id}::uuid
    ) l join conversations c on c.workspace_id = ${ws} and c.id = l.id
    where ${visible(work.actor)} order by l.made_at, c.id limit 200`.execute(work.db);
  return rows;
}

/** Links two conversations, both of which this actor may see; the same pair again changes how. `kind` says what the other is to this one. */
export async function link(work: Work, id: string, linkedId: string, kind: LinkKind): Promise<void> {
  if (id === linkedId) throw new Refusal("unprocessable", "A conversation cannot be linked to itself.");
  await takeTurns(work, [id, linkedId]);
  await find(work, id);
  await find(work, linkedId);
  const [from, to] = kind === "child" || kind === "duplicate" ? [linkedId, id] : [id, linkedId];
  const stored = kind === "child" ? "parent" : kind === "original" ? "duplicate" : kind;
  await remove(work, id, linkedId);
  if (stored === "parent") await requireParent(work, from, to);
  await work.db
    .insertInto("links")
    .values({
      workspaceId: work.workspaceId,
      conversationId: from,
      linkedId: to,
      kind: stored,
      madeBy: work.actor.kind === "agent" ? work.actor.id : null,
      madeAt: work.now,
    })
    .execute();
  work.record("conversation.linked", { conversationId: id, linkedId, kind });
  work.record("conversation.linked", { conversationId: linkedId, linkedId: id, kind: opposite[kind] });
}

const opposite = {
  parent: "child",
  child: "parent",
  related: "related",
  duplicate: "original",
  original: "duplicate",
} as const satisfies Record<LinkKind, LinkKind>;

async function requireParent(work: Work, child: string, parent: string): Promise<void> {
  // Two chains could close into a circle from both ends at once.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`links ${work.workspaceId}`}, 48))`.execute(
    work.db,
  );
  const ws = sql`${work.workspaceId}::uuid`;
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select ${parent}::uuid as id
      union
      select l.linked_id from links l join above a on l.conversation_id = a.id
        where l.workspace_id = ${ws} and l.kind = 'parent'
    ) select id from above where id = ${child}::uuid`.execute(work.db);
  if (rows.length > 0) throw new Refusal("unprocessable", "A conversation cannot stand above itself.");
  const known = await work.db
    .selectFrom("links")
    .select("linkedId")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", child)
    .where("kind", "=", "parent")
    .executeTakeFirst();
  if (known) throw new Refusal("duplicate", "It has a parent already.");
}

/** Takes a link away; where none is, nothing happens. */
export async function unlink(work: Work, id: string, linkedId: string): Promise<void> {
  await takeTurns(work, [id, linkedId]);
  await find(work, id);
  if ((await remove(work, id, linkedId)) === 0) return;
  work.record("conversation.unlinked", { conversationId: id, linkedId });
  work.record("conversation.unlinked", { conversationId: linkedId, linkedId: id });
}

async function remove(work: Work, one: string, other: string): Promise<number> {
  const gone = await work.db
    .deleteFrom("links")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "in", [one, other])
    .where("linkedId", "in", [one, other])
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
