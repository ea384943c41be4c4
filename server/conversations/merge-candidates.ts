import { sql } from "kysely";
import type { MergeCandidate } from "../../shared/merging.ts";
import type { Work } from "../platform/work.ts";
import { find, visible } from "./access.ts";
import { rowsOf } from "./row.ts";

const most = 20;
const beyond = "\u{10ffff}";

/**
 * Conversations that could be merged or linked with this one, of what one may see: without words those that are linked, seem
 * related or are the same customer's; else by number, or by how the customer's name or address starts. Words are the search's.
 */
export async function mergeCandidates(work: Work, id: string, q: string): Promise<MergeCandidate[]> {
  const { customerId } = await find(work, id);
  const ws = sql`${work.workspaceId}::uuid`;
  const me = sql`${id}::uuid`;
  const text = q.trim().toLowerCase().replace(/^#/, "");
  const found = text === "" ? near(ws, me, customerId) : named(ws, text);
  const { rows } = await sql<{ id: string; why: MergeCandidate["why"] }>`
    select c.id, (array['related', 'same_customer', 'found'])[min(f.place)] as why from (${found}) f
    join conversations c on c.workspace_id = ${ws} and c.id = f.id
    where c.id <> ${me} and c.merged_into_id is null and ${visible(work.actor)}
    group by c.workspace_id, c.id order by min(f.place), (c.state = 'resolved'), c.last_message_at desc, c.id limit ${most}`.execute(
    work.db,
  );
  const whys = new Map(rows.map((row) => [row.id, row.why]));
  const items = await rowsOf(work, [...whys.keys()]);
  return items.map((row) => ({ ...row, why: whys.get(row.id) ?? "found" }));
}

type Part = ReturnType<typeof sql>;

const near = (ws: Part, me: Part, customerId: string) => sql`
  (select linked_id as id, 1 as place from links where workspace_id = ${ws} and conversation_id = ${me})
  union all (select conversation_id, 1 from links where workspace_id = ${ws} and linked_id = ${me})
  union all (select related_id, 1 from relations where workspace_id = ${ws} and conversation_id = ${me})
  union all (select conversation_id, 1 from relations where workspace_id = ${ws} and related_id = ${me})
  union all (select id, 2 from conversations where workspace_id = ${ws} and customer_id = ${customerId}::uuid
    order by created_at desc, id desc limit 50)`;

const named = (ws: Part, text: string) => {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : null;
  const end = text + beyond;
  return sql`
    (select id, 3 as place from conversations where workspace_id = ${ws} and number = ${number}::bigint)
    union all (select v.id, 3 from customers u join conversations v on v.workspace_id = u.workspace_id and v.customer_id = u.id
      where u.workspace_id = ${ws} and u.name_key >= ${text} and u.name_key < ${end} limit 200)
    union all (select v.id, 3 from identities i join conversations v on v.workspace_id = i.workspace_id and v.customer_id = i.customer_id
      where i.workspace_id = ${ws} and i.kind = 'email' and i.value_key >= ${text}
        and i.value_key < ${end} limit 200)`;
};
