import { sql } from "kysely";
import { z } from "zod";
import { DraftContent } from "../../shared/drafts.ts";
import type { Work } from "../platform/work.ts";
import { carryBack } from "./draft.ts";

/** What somebody was writing when it moved along with a merge. */
export interface MovedDraft {
  agentId: string;
  /** They were writing in the other conversation, too: it was put beside that. */
  beside: boolean;
  content: unknown;
}

/** What colleagues were writing goes on where the messages went; beside what they are writing there, if they are. */
export async function moveDrafts(work: Work, from: string, to: string): Promise<MovedDraft[]> {
  const ws = sql`${work.workspaceId}::uuid`;
  const { rows } =
    await sql<MovedDraft>`select d.agent_id, d.content, t.agent_id is not null as beside from drafts d
    left join drafts t on t.workspace_id = d.workspace_id and t.agent_id = d.agent_id and t.conversation_id = ${to}::uuid
    where d.workspace_id = ${ws} and d.conversation_id = ${from}::uuid`.execute(work.db);
  if (rows.length === 0) return [];
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
  return rows;
}

/** What moved along goes back to where it was written, as far as it was neither sent nor thrown away meanwhile. */
export async function returnDrafts(
  work: Work,
  from: string,
  to: string,
  moved: readonly MovedDraft[],
): Promise<void> {
  for (const { agentId, beside, content } of moved)
    await carryBack(work, agentId, { from, to, beside, content: z.decode(DraftContent, content as never) });
}
