import type { Work } from "../platform/work.ts";
import type { SideRecord } from "./access.ts";

/** What events tell of a side conversation. */
export function told({
  id: sideId,
  conversationId,
  askedAgentId,
  askedTeamId,
  holderId,
  holderTeamId: teamId,
}: Pick<SideRecord, "id" | "conversationId" | "askedAgentId" | "askedTeamId" | "holderId" | "holderTeamId">) {
  return { conversationId, sideId, askedAgentId, askedTeamId, holderId, teamId };
}

/** Writes columns of one that is locked. */
export async function set(work: Work, id: string, columns: Partial<SideRecord>): Promise<void> {
  await work.db
    .updateTable("sideConversations")
    .set(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
}
