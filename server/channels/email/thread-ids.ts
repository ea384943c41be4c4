import { sql } from "kysely";
import type { Work } from "../../platform/work.ts";

const kept = 30;

/**
 * Message-IDs (without brackets) that put a mail into the recipient's thread: what we got in this conversation and what we
 * sent to this address, oldest first. Of more than 30 the first and the last 29 are kept.
 */
export async function threadOf(
  work: Work,
  conversationId: string,
  address: string,
): Promise<{ inReplyTo: string | null; references: string[] }> {
  const { rows } = await sql<{ id: string; theirs: boolean }>`
    select id, theirs from (
      select internet_message_id as id, at, true as theirs from messages
        where workspace_id = ${work.workspaceId}::uuid and conversation_id = ${conversationId}::uuid
          and direction = 'in' and internet_message_id is not null
      union all
      select internet_message_id, created_at, false from deliveries
        where workspace_id = ${work.workspaceId}::uuid and conversation_id = ${conversationId}::uuid
          and lower(to_address) = lower(${address}) and state <> 'cancelled'
    ) thread order by at, id`.execute(work.db);
  const ids = [...new Set(rows.map(({ id }) => id))];
  // An answer to what they wrote last; a first word of ours answers our own last one.
  const inReplyTo = rows.findLast(({ theirs }) => theirs)?.id ?? ids.at(-1) ?? null;
  const bounded = ids.length <= kept ? ids : [...ids.slice(0, 1), ...ids.slice(1 - kept)];
  return { inReplyTo, references: bounded };
}
