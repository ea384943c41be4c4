import { sql } from "kysely";
import type { Work } from "../platform/work.ts";
import { visibleMessages } from "./access.ts";

/** Longer texts are searched up to here. */
const longest = 200_000;

export interface Findable {
  id: string;
  conversationId: string;
  subject: string;
  kind: "reply" | "note";
  author: string;
  authorAddress: string;
  /** Names and addresses it was sent to. */
  recipients: string[];
  text: string;
  files: { id: string; name: string }[];
  at: Date;
}

/** What search needs to know of these messages; those that this actor's kind may not read are left out. */
export async function findableMessages(
  work: Work,
  ids: readonly string[],
  most = longest,
): Promise<Findable[]> {
  const { rows } = await sql<Findable>`
    select m.id, m.conversation_id, c.subject, m.kind, m.at, left(m.text, ${most}::int) as text,
      coalesce(a.name, u.name, '') as author, coalesce(m.author_address, '') as author_address,
      array(select concat_ws(' ', r->>'name', r->>'address') from jsonb_array_elements(m.to_addresses || m.cc_addresses) r) as recipients,
      coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.id) from attachments t
        where t.workspace_id = m.workspace_id and t.message_id = m.id and not t.inline), '[]') as files
    from messages m
    join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    left join agents a on a.workspace_id = m.workspace_id and a.id = m.author_agent_id
    left join customers u on u.workspace_id = m.workspace_id and u.id = m.author_customer_id
    where m.workspace_id = ${work.workspaceId}::uuid and m.id = any(${[...ids]}::uuid[]) and ${visibleMessages(work)}`.execute(
    work.db,
  );
  return rows;
}

/** The messages of a conversation, by id. */
export async function messageIdsOf(work: Work, conversationId: string): Promise<string[]> {
  const rows = await work.db
    .selectFrom("messages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .execute();
  return rows.map(({ id }) => id);
}

/** Some messages in the order of their ids, beginning behind one. */
export async function messageIdsAfter(work: Work, after: string, most: number): Promise<string[]> {
  const rows = await work.db
    .selectFrom("messages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", ">", after)
    .orderBy("id")
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}

/** Which messages these attachments hang on. */
export async function messagesOfFiles(
  work: Work,
  attachmentIds: readonly string[],
): Promise<{ id: string; messageId: string; name: string }[]> {
  return work.db
    .selectFrom("attachments")
    .select(["id", "messageId", "name"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", sql<string>`any(${[...attachmentIds]}::uuid[])`)
    .execute();
}
