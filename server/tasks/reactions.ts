import { sql } from "kysely";
import { find, lock } from "../conversations/access.ts";
import { teamLeadFor } from "../people/agents.ts";
import { type Reaction, reaction } from "../platform/reactions.ts";
import type { Work } from "../platform/work.ts";
import { set } from "./task.ts";

/**
 * Tasks are where their conversation is: merged they go along, taken back they return. Told from how the conversation stands
 * now, so that it does not matter in which order two of these run.
 */
async function follow(work: Work, sourceId: string): Promise<void> {
  const source = await lock(work, sourceId);
  const ws = sql`${work.workspaceId}::uuid`;
  const id = sql`${sourceId}::uuid`;
  const { rows } = source.mergedIntoId
    ? await sql<{
        conversationId: string;
      }>`update tasks set came_from_id = coalesce(came_from_id, ${id}), conversation_id = where_it_went(${ws}, ${id})
        where workspace_id = ${ws} and conversation_id = ${id} returning conversation_id`.execute(work.db)
    : await sql<{ conversationId: string }>`update tasks set conversation_id = ${id}, came_from_id = null
        where workspace_id = ${ws} and came_from_id = ${id} returning conversation_id`.execute(work.db);
  const [moved] = rows;
  if (moved) work.record("task.ordered", { conversationId: moved.conversationId });
}

/**
 * Somebody left: what they had to do goes to their heir; without one to whoever holds the conversation, or, where that is
 * resolved, to the lead who answers.
 */
async function passOn(
  work: Work,
  leaverId: string,
  heir: { agentId?: string | null | undefined; teamId?: string | null | undefined },
): Promise<void> {
  const { rows } = await sql<{
    id: string;
    conversationId: string;
    dueAt: Date | null;
    teamId: string | null;
  }>`
    select t.id, t.conversation_id, t.due_at, t.team_id from tasks t
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    where t.workspace_id = ${work.workspaceId}::uuid and t.state = 'open' and (t.assignee_id = ${leaverId}::uuid
      or (t.assignee_id is null and t.team_id is null and c.holder_id = ${leaverId}::uuid))
    order by t.conversation_id`.execute(work.db);
  for (const { id, conversationId, dueAt, teamId: team } of rows) {
    const { holderId, state, ...held } = await lock(work, conversationId);
    const orphan = state === "resolved" || holderId === leaverId;
    const lead = orphan ? await teamLeadFor(work, { holderId: null, teamId: held.teamId }) : null;
    // A team's task stays the team's; a team without a time to promise does not inherit, its lead does.
    const teamId = team ?? (dueAt ? (heir.teamId ?? null) : null);
    const assigneeId = heir.agentId ?? (teamId ? null : lead);
    await set(work, id, { assigneeId, teamId });
    const told = { assigneeId, teamId, dueAt: dueAt?.toISOString() ?? null };
    work.record("task.changed", { conversationId, taskId: id, ...told });
  }
}

const goAlong = reaction("conversation.merged", "tasks.go_along", ({ conversationId }, work) =>
  follow(work, conversationId),
);
const goBack = reaction("conversation.unmerged", "tasks.go_back", async ({ conversationId }, work) => {
  await find(work, conversationId);
  await follow(work, conversationId);
});
const handOver = reaction("agent.deactivated", "tasks.pass_on", ({ agentId, heirId, heirTeamId }, work) =>
  passOn(work, agentId, { agentId: heirId, teamId: heirTeamId }),
);

export const reactions: Reaction[] = [goAlong, goBack, handOver];
