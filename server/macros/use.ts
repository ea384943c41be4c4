import { sql } from "kysely";
import { isSent } from "../conversations/thread.ts";
import type { Work } from "../platform/work.ts";

interface Use {
  macroId: string;
  messageId: string;
  agentId: string | null;
}

/** Counts that a reply was sent with a macro, once; a reply that was taken back meanwhile does not count. */
export async function countUse(work: Work, { macroId, messageId, agentId }: Use, at: Date): Promise<void> {
  if (!(await isSent(work, messageId))) return;
  const { workspaceId } = work;
  await sql`with used as (
      insert into macro_uses (workspace_id, macro_id, message_id, agent_id, at)
      select workspace_id, id, ${messageId}::uuid, ${agentId}::uuid, ${at} from macros
      where workspace_id = ${workspaceId}::uuid and id = ${macroId}::uuid
      on conflict do nothing returning macro_id)
    update macros set used = used + 1, last_used_at = greatest(last_used_at, ${at})
    where workspace_id = ${workspaceId}::uuid and id in (select macro_id from used)`.execute(work.db);
  work.pass("macro.counted");
}

/** A reply that was taken back was never sent with a macro. */
export async function uncountUse(work: Work, messageId: string): Promise<void> {
  const { workspaceId } = work;
  const gone = await work.db
    .deleteFrom("macroUses")
    .where("workspaceId", "=", workspaceId)
    .where("messageId", "=", messageId)
    .returning("macroId")
    .execute();
  for (const { macroId } of gone)
    await sql`update macros m set used = used - 1, last_used_at = (
        select max(u.at) from macro_uses u where u.workspace_id = m.workspace_id and u.macro_id = m.id)
      where workspace_id = ${workspaceId}::uuid and id = ${macroId}::uuid`.execute(work.db);
  if (gone.length > 0) work.pass("macro.counted");
}
