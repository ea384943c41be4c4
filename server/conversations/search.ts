import { sql } from "kysely";
import type { ConversationRow } from "../../shared/conversations.ts";
import type { Work } from "../platform/work.ts";
import { visible } from "./access.ts";
import { rowsOf } from "./row.ts";

const most = 20;
const beyond = "\u{10ffff}";

/** Conversations by number, by how their subject starts, or by the customer's name or address; newest first, at most 20. */
export async function findConversations(work: Work, q: string): Promise<{ items: ConversationRow[] }> {
  const text = q.trim().toLowerCase().replace(/^#/, "");
  const number = /^\d{1,15}$/.test(text) ? Number(text) : null;
  const end = text + beyond;
  const ws = sql`${work.workspaceId}::uuid`;
  const { rows } = await sql<{ id: string }>`
    with found as (
      (select id from conversations where workspace_id = ${ws} and number = ${number}::bigint)
      union
      (select id from conversations where workspace_id = ${ws} and lower(subject) collate "C" >= ${text} and lower(subject) collate "C" < ${end} limit 200)
      union
      (select v.id from customers u join conversations v on v.workspace_id = u.workspace_id and v.customer_id = u.id
        where u.workspace_id = ${ws} and lower(u.name) collate "C" >= ${text} and lower(u.name) collate "C" < ${end} limit 200)
      union
      (select v.id from identities i join conversations v on v.workspace_id = i.workspace_id and v.customer_id = i.customer_id
        where i.workspace_id = ${ws} and i.kind = 'email' and lower(i.value) collate "C" >= ${text} and lower(i.value) collate "C" < ${end} limit 200)
    )
    select c.id from conversations c join found on found.id = c.id
    where c.workspace_id = ${ws} and ${visible(work.actor)}
    order by (c.number = ${number ?? -1}::bigint) desc, c.last_message_at desc, c.id limit ${most}`.execute(
    work.db,
  );
  return {
    items: await rowsOf(
      work,
      rows.map(({ id }) => id),
    ),
  };
}
