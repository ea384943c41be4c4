import { sql } from "kysely";
import { leadOf, requireActiveAgent } from "../people/agents.ts";
import type { Work } from "../platform/work.ts";
import type { ConversationRecord } from "./access.ts";
import { withdrawPending } from "./handover.ts";
import { hold } from "./holder.ts";

export interface Heir {
  agentId?: string | undefined;
  teamId?: string | undefined;
}

/**
 * Passes up to `most` conversations that somebody who leaves still holds to the heir, and takes back what
 * was offered to the leaver. Returns how many it passed; call again until none is left.
 */
export async function passOn(work: Work, leaverId: string, heir: Heir, most = 500): Promise<number> {
  if (heir.agentId) await requireActiveAgent(work, heir.agentId);
  if (heir.teamId) await leadOf(work, heir.teamId);
  const offered = await held(work, sql`offered_agent_id = ${leaverId}::uuid`, most);
  for (const conversation of offered) await withdrawPending(work, conversation, "left");
  const mine = await held(work, sql`holder_id = ${leaverId}::uuid`, most);
  for (const conversation of mine) {
    await withdrawPending(work, conversation, "left");
    const teamId = heir.teamId ?? conversation.teamId;
    await hold(work, conversation, { holderId: heir.agentId ?? null, teamId }, "left");
  }
  return mine.length + offered.length;
}

async function held(work: Work, whose: ReturnType<typeof sql>, most: number): Promise<ConversationRecord[]> {
  return work.db
    .selectFrom("conversations")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("state", "!=", "resolved")
    .where(sql<boolean>`${whose}`)
    .orderBy("promiseDueAt")
    .limit(most)
    .forUpdate()
    .execute();
}
