import { sql } from "kysely";
import type { Work } from "../platform/work.ts";

/** What colleagues were writing goes on where the messages went; beside what they are writing there, if they are. */
export async function moveDrafts(work: Work, from: string, to: string): Promise<void> {
  const ws = sql`${work.workspaceId}::uuid`;
  await sql`insert into drafts (workspace_id, agent_id, conversation_id, version, content, others, changed_at)
    select ${ws}, agent_id, ${to}::uuid, gen_random_uuid(), content, others, changed_at
      from drafts where workspace_id = ${ws} and conversation_id = ${from}::uuid
    on conflict (workspace_id, agent_id, conversation_id) do update
      set others = drafts.others || jsonb_build_array(excluded.content) || excluded.others, version = excluded.version`.execute(
    work.db,
  );
  await sql`insert into draft_files (workspace_id, agent_id, conversation_id, file_id)
    select ${ws}, agent_id, ${to}::uuid, file_id from draft_files
      where workspace_id = ${ws} and conversation_id = ${from}::uuid on conflict do nothing`.execute(work.db);
  await work.db
    .deleteFrom("drafts")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", from)
    .execute();
}
