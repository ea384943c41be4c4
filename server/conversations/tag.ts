import { sql } from "kysely";
import type { Work } from "../platform/work.ts";
import { visible } from "./access.ts";

const most = 20_000;

/** The 200 most used tags of the conversations one may see, among the 20,000 due next and the 20,000 resolved last. */
export async function listTags(work: Work, q = ""): Promise<{ name: string; conversations: number }[]> {
  const own = sql`from conversations c where c.workspace_id = ${work.workspaceId}::uuid and ${visible(work.actor)}`;
  const { rows } = await sql<{ name: string; conversations: number }>`
    select tag as name, count(*)::int as conversations from (
      (select c.tags ${own} and c.state <> 'resolved' order by c.promise_due_at, c.id limit ${most})
      union all
      (select c.tags ${own} and c.state = 'resolved' order by c.resolved_at desc, c.id desc limit ${most})
    ) recent, unnest(recent.tags) tag
    where starts_with(tag, ${q.trim().toLowerCase()})
    group by tag order by conversations desc, tag limit 200`.execute(work.db);
  return rows;
}
