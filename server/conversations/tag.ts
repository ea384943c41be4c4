import { sql } from "kysely";
import type { z } from "zod";
import type { TagCount, listTags as tags } from "../../shared/tags.ts";
import type { Work } from "../platform/work.ts";
import { visible } from "./access.ts";

const most = 20_000;
const mostTags = 2_000;

/** The 2,000 most used tags of the conversations one may see, among the 20,000 due next and the 20,000 resolved last; then those made but not used; those with `q` in their name. */
export async function listTags(work: Work, q = ""): Promise<z.output<(typeof tags)["reply"]>> {
  const ws = sql`${work.workspaceId}::uuid`;
  const own = sql`from conversations c where c.workspace_id = ${ws} and ${visible(work.actor)}`;
  const { rows } = await sql<TagCount>`
    with used as (
      select tag as name, count(*)::int as conversations from (
        (select c.tags ${own} and c.state <> 'resolved' order by c.promise_due_at, c.id limit ${most})
        union all
        (select c.tags ${own} and c.state = 'resolved' order by c.resolved_at desc, c.id desc limit ${most})
      ) recent, unnest(recent.tags) tag
      group by tag
    ), made as (select name, color from tags where workspace_id = ${ws})
    select coalesce(u.name, m.name) as name, m.color, coalesce(u.conversations, 0) as conversations
    from used u full join made m on m.name = u.name
    where strpos(coalesce(u.name, m.name), ${q.trim().toLowerCase()}) > 0
    order by conversations desc, name limit ${mostTags + 1}`.execute(work.db);
  return { items: rows.slice(0, mostTags), more: rows.length > mostTags };
}

/** Makes a tag before it is used, or gives one a colour. */
export async function putTag(work: Work, name: string, color: string | null): Promise<void> {
  await work.db
    .insertInto("tags")
    .values({ workspaceId: work.workspaceId, name, color, createdAt: work.now })
    .onConflict((conflict) => conflict.columns(["workspaceId", "name"]).doUpdateSet({ color }))
    .execute();
  work.record("tag.settled", { name, becomes: name, conversations: 0 });
}

/** Gives a tag another name; its conversations follow as a reaction, for they may be many. */
export async function renameTag(work: Work, name: string, becomes: string): Promise<void> {
  if (becomes === name) return;
  const known = await drop(work, name);
  await work.db
    .insertInto("tags")
    .values({
      workspaceId: work.workspaceId,
      name: becomes,
      color: known?.color ?? null,
      createdAt: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  work.record("tag.changed", { name, becomes });
}

/** Takes a tag away; its conversations follow as a reaction. */
export async function removeTag(work: Work, name: string): Promise<void> {
  await drop(work, name);
  work.record("tag.changed", { name, becomes: null });
}

async function drop(work: Work, name: string) {
  return work.db
    .deleteFrom("tags")
    .where("workspaceId", "=", work.workspaceId)
    .where("name", "=", name)
    .returning("color")
    .executeTakeFirst();
}
