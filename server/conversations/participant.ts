import type { Work } from "../platform/work.ts";

/** Lets customers read along (Cc); whoever is in already stays as they are. Returns those who are new. */
export async function addParticipants(
  work: Work,
  conversationId: string,
  customerIds: readonly string[],
): Promise<string[]> {
  const added = await work.db
    .insertInto("participants")
    .values(
      customerIds.map((customerId) => ({
        workspaceId: work.workspaceId,
        conversationId,
        customerId,
        role: "cc",
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning("customerId")
    .execute();
  for (const { customerId } of added) work.record("participant.added", { conversationId, customerId });
  return added.map(({ customerId }) => customerId);
}

/** True when the customer takes part in the conversation. */
export async function isParticipant(
  work: Work,
  conversationId: string,
  customerId: string,
): Promise<boolean> {
  const row = await work.db
    .selectFrom("participants")
    .select("role")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("customerId", "=", customerId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Lets mentioned colleagues see the conversation from now on. */
export async function addCollaborators(
  work: Work,
  conversationId: string,
  agentIds: readonly string[],
): Promise<void> {
  if (agentIds.length === 0) return;
  const added = await work.db
    .insertInto("collaborators")
    .values(agentIds.map((agentId) => ({ workspaceId: work.workspaceId, conversationId, agentId })))
    .onConflict((conflict) => conflict.doNothing())
    .returning("agentId")
    .execute();
  for (const { agentId } of added) work.record("collaborator.added", { conversationId, agentId });
}
