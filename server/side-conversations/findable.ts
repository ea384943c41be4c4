import { type RawBuilder, sql } from "kysely";
import type { Work } from "../platform/work.ts";
import { visibleSides } from "./access.ts";

/** What search needs to know of a message of a side conversation. */
export interface FindableSide {
  id: string;
  sideId: string;
  subject: string;
  author: string;
  authorAddress: string;
  /** Names and addresses it went to. */
  recipients: string[];
  /** Name and address of whoever is asked. */
  asked: string;
  text: string;
  files: string[];
  at: Date;
}

/** Longer texts are searched up to here. */
const longest = 200_000;

/** Those of these messages whose side conversation this actor may see; foreign and missing are left out. */
export async function findableSides(
  work: Work,
  ids: readonly string[],
  most = longest,
): Promise<FindableSide[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<FindableSide>`
    select m.id, m.side_id, s.subject, m.at, left(m.text, ${most}::int) as text,
      coalesce(a.name, m.author_name, '') as author, coalesce(m.author_address, '') as author_address,
      case when m.author_kind = 'outside'
        then array(select concat_ws(' ', r->>'name', r->>'address') from jsonb_array_elements(m.to_addresses || m.cc_addresses) r)
        when m.author_agent_id = s.asked_agent_id then '{}'::text[]
        else array[${asked}] end as recipients,
      ${asked} as asked,
      coalesce((select json_agg(t.name order by t.id) from side_files t
        where t.workspace_id = m.workspace_id and t.side_message_id = m.id and not t.inline), '[]') as files
    from side_messages m
    join side_conversations s on s.workspace_id = m.workspace_id and s.id = m.side_id
    join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
    left join agents a on a.workspace_id = m.workspace_id and a.id = m.author_agent_id
    left join agents k on k.workspace_id = s.workspace_id and k.id = s.asked_agent_id
    left join teams g on g.workspace_id = s.workspace_id and g.id = s.asked_team_id
    where m.workspace_id = ${work.workspaceId}::uuid and m.id = any(${[...ids]}::uuid[]) and ${visibleSides(work.actor)}`.execute(
    work.db,
  );
  return rows;
}

const asked: RawBuilder<string> = sql`coalesce(k.name, g.name, concat_ws(' ', nullif(s.asked_name, ''), s.asked_address))`;

/** The side conversations this actor may see, if they are no more than `most`; null if there are more. */
export async function fewSides(work: Work, most: number): Promise<string[] | null> {
  const { rows } = await sql<{ id: string }>`
    select s.id from side_conversations s
    join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
    where s.workspace_id = ${work.workspaceId}::uuid and ${visibleSides(work.actor)} limit ${most + 1}`.execute(
    work.db,
  );
  return rows.length > most ? null : rows.map(({ id }) => id);
}

/** Of these messages those whose side conversation this actor may see: the side conversation of each, and its conversation. */
export async function sidesOfMessages(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, { sideId: string; conversationId: string }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; sideId: string; conversationId: string }>`
    select m.id, s.id as side_id, s.conversation_id from side_messages m
    join side_conversations s on s.workspace_id = m.workspace_id and s.id = m.side_id
    join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
    where m.workspace_id = ${work.workspaceId}::uuid and m.id = any(${[...ids]}::uuid[]) and ${visibleSides(work.actor)}`.execute(
    work.db,
  );
  return new Map(rows.map(({ id, ...of }) => [id, of]));
}

/** The messages of a side conversation, by id; only for the house. */
export async function sideMessageIdsOf(work: Work, sideId: string): Promise<string[]> {
  const rows = await work.db
    .selectFrom("sideMessages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("sideId", "=", sideId)
    .execute();
  return rows.map(({ id }) => id);
}

/** Some messages of side conversations in the order of their ids, beginning behind one; only for the house. */
export async function sideMessageIdsAfter(work: Work, after: string, most: number): Promise<string[]> {
  const rows = await work.db
    .selectFrom("sideMessages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", ">", after)
    .orderBy("id")
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}
