import { sql } from "kysely";
import { find } from "../conversations/access.ts";
import { agentRef, teamLeadFor } from "../people/agents.ts";
import type { Work } from "../platform/work.ts";
import { lockSide, type SideRecord } from "./access.ts";
import { set, told } from "./change.ts";

export interface Heir {
  agentId?: string | undefined;
  teamId?: string | undefined;
}

/**
 * Somebody left: what they answered for goes to their heir, or else to whoever holds the conversation, or to the lead. What they
 * were asked goes to their heir too; without one whoever asked is told that no answer comes.
 */
export async function passOn(work: Work, leaverId: string, heir: Heir): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from side_conversations where workspace_id = ${work.workspaceId}::uuid and state <> 'closed'
      and (holder_id = ${leaverId}::uuid or asked_agent_id = ${leaverId}::uuid)
    order by id`.execute(work.db);
  for (const { id } of rows) {
    const side = await lockSide(work, id);
    const held = side.holderId === leaverId ? await holderAfter(work, side, leaverId, heir) : {};
    const asked = side.askedAgentId === leaverId ? await askedAfter(work, { ...side, ...held }, heir) : {};
    const after = { ...held, ...asked };
    await set(work, id, after);
    const now = told({ ...side, ...after });
    const fields = [
      ...("holderId" in after ? ["holderId"] : []),
      ...("askedTeamId" in after ? ["asked"] : []),
    ];
    if (fields.length > 0) work.record("side_conversation.changed", { ...now, fields });
    if (after.trouble) work.record("side_conversation.troubled", { ...now, reason: after.trouble });
  }
}

async function holderAfter(
  work: Work,
  { conversationId }: SideRecord,
  leaverId: string,
  heir: Heir,
): Promise<Partial<SideRecord>> {
  if (heir.agentId) return { holderId: heir.agentId, holderTeamId: null };
  if (heir.teamId) return { holderId: null, holderTeamId: heir.teamId };
  const { holderId, teamId, state } = await find(work, conversationId);
  const here = state !== "resolved" && holderId !== leaverId;
  if (here && holderId) return { holderId, holderTeamId: null };
  if (here && teamId) return { holderId: null, holderTeamId: teamId };
  return { holderId: await teamLeadFor(work, { holderId: null, teamId }), holderTeamId: null };
}

async function askedAfter(work: Work, side: SideRecord, heir: Heir): Promise<Partial<SideRecord>> {
  const nobody = { askedAgentId: null, askedTeamId: null };
  if (heir.agentId && heir.agentId !== side.holderId) return { ...nobody, askedAgentId: heir.agentId };
  if (heir.teamId) return { ...nobody, askedTeamId: heir.teamId };
  const name = (await agentRef(work, side.askedAgentId))?.name ?? "";
  return { state: "answered", dueSoonAt: null, trouble: `${name} left before answering.` };
}
