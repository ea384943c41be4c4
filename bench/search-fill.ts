import type pg from "pg";

/** Makes the messages of the conversations number `from` to `to`, and their customers, found by their words, as the house does. */
export async function fillSearch(
  client: pg.Client,
  workspaceId: string,
  from: number,
  to: number,
): Promise<void> {
  const range = [workspaceId, from, to];
  await client.query("begin; set local session_replication_role = replica");
  await client.query(
    `insert into search_texts (workspace_id, id, kind, conversation_id, words, at)
     select m.workspace_id, m.id, 'message', c.id,
       setweight(to_tsvector('simple', lower(c.subject)), 'A') || setweight(to_tsvector('simple', lower(coalesce(a.name, u.name, ''))), 'B')
         || to_tsvector('simple', lower(m.text)), m.at
     from conversations c
     join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
     left join agents a on a.workspace_id = m.workspace_id and a.id = m.author_agent_id
     left join customers u on u.workspace_id = m.workspace_id and u.id = m.author_customer_id
     where c.workspace_id = $1 and c.number between $2 and $3
     on conflict do nothing`,
    range,
  );
  await client.query(
    `insert into search_texts (workspace_id, id, kind, customer_id, name, words, at)
     select distinct on (u.id) u.workspace_id, u.id, 'customer', u.id, n.name,
       setweight(to_tsvector('simple', translate(n.name, '@.', '  ')), 'B'), u.created_at
     from conversations c
     join customers u on u.workspace_id = c.workspace_id and u.id = c.customer_id
     cross join lateral (select lower(concat_ws(' ', u.name, (select string_agg(i.value, ' ') from identities i
       where i.workspace_id = u.workspace_id and i.customer_id = u.id))) as name) n
     where c.workspace_id = $1 and c.number between $2 and $3
     on conflict do nothing`,
    range,
  );
  await client.query("commit");
}
