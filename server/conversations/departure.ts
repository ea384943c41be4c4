import { sql } from "kysely";
import { leadOf, requireActiveAgent } from "../people/agents.ts";
import { takeTurn } from "../platform/turn.ts";
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
  const theirs = await lockTheirs(work, leaverId, most);
  for (const conversation of theirs) {
    await withdrawPending(work, conversation, "left");
    if (conversation.holderId !== leaverId) continue;
    const teamId = heir.teamId ?? conversation.teamId;
    await hold(work, conversation, { holderId: heir.agentId ?? null, teamId }, "left");
  }
  return theirs.length;
}

/** What somebody holds or is offered. All turns come before the first row is locked: the log keeps the order of verbs. */
async function lockTheirs(work: Work, agentId: string, most: number): Promise<ConversationRecord[]> {
  const theirs = () =>
    work.db
      .selectFrom("conversations")
      .where("workspaceId", "=", work.workspaceId)
      .where("state", "!=", "resolved")
      .where((eb) => eb.or([eb("holderId", "=", agentId), eb("offeredAgentId", "=", agentId)]));
  const found = await theirs().select("id").limit(most).execute();
  const ids = found.map(({ id }) => id).sort();
  for (const id of ids) await takeTurn(work, id);
  if (ids.length === 0) return [];
  return theirs()
    .selectAll()
    .where("id", "=", sql<string>`any(${ids}::uuid[])`)
    .orderBy("id")
    .forUpdate()
    .execute();
}
