import type { Brief } from "../../shared/conversation-shape.ts";
import { leadOf, requireActiveAgent } from "../people/agents.ts";
import { Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { shareTurn } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, lock } from "./access.ts";
import { recordHolding, write } from "./change.ts";

export interface Offer {
  agentId?: string | undefined;
  teamId?: string | undefined;
  brief: Brief;
}

/** Offers it with a brief to a person or a team; the giver holds until it is accepted. One offer at a time. */
export async function offer(work: Work, id: string, { agentId, teamId, brief }: Offer): Promise<void> {
  if (!agentId === !teamId)
    throw new Refusal("invalid_request", "Hand over to a person or to a team, one of both.");
  const conversation = await lock(work, id);
  if (conversation.state === "resolved")
    throw new Refusal("already_resolved", "A resolved conversation has nothing to hand over.");
  if (conversation.offeredAgentId || conversation.offeredTeamId) {
    throw new Refusal("handover_pending", "Withdraw the waiting handover first.");
  }
  if (agentId) await requireActiveAgent(work, agentId);
  if (teamId) await leadOf(work, teamId);
  if (agentId && agentId === conversation.holderId)
    throw new Refusal("unprocessable", "This person holds it already.");
  const handoverId = newId();
  await work.db
    .insertInto("handovers")
    .values({
      workspaceId: work.workspaceId,
      id: handoverId,
      conversationId: id,
      fromAgentId: work.actor.kind === "agent" ? work.actor.id : conversation.holderId,
      toAgentId: agentId ?? null,
      toTeamId: teamId ?? null,
      brief: JSON.stringify(brief),
      state: "offered",
      offeredAt: work.now,
    })
    .execute();
  await write(work, id, { offeredAgentId: agentId ?? null, offeredTeamId: teamId ?? null });
  work.record("handover.offered", {
    conversationId: id,
    handoverId,
    toAgentId: agentId ?? null,
    toTeamId: teamId ?? null,
  });
}

/** Accepts an offer made to oneself or one's team; from now on one holds it. */
export async function accept(work: Work, id: string): Promise<void> {
  const conversation = await lock(work, id);
  const agentId = receiver(work, conversation);
  await shareTurn(work, agentId);
  const teamId = conversation.offeredTeamId ?? conversation.teamId;
  const handoverId = await close(work, id, "accepted", agentId);
  await write(work, id, { holderId: agentId, teamId, offeredAgentId: null, offeredTeamId: null });
  work.record("handover.accepted", { conversationId: id, handoverId, agentId });
  recordHolding(work, conversation, { holderId: agentId, teamId }, "accepted");
}

/** Declines with a reason; the giver goes on holding. */
export async function decline(work: Work, id: string, reason: string): Promise<void> {
  const conversation = await lock(work, id);
  const agentId = receiver(work, conversation);
  const handoverId = await close(work, id, "declined", agentId, reason);
  await write(work, id, { offeredAgentId: null, offeredTeamId: null });
  work.record("handover.declined", { conversationId: id, handoverId, agentId, reason });
}

/** Takes an unanswered offer back; without one nothing happens. */
export async function withdraw(work: Work, id: string): Promise<void> {
  await withdrawPending(work, await lock(work, id));
}

/** The same for verbs that have the conversation locked already. */
export async function withdrawPending(
  work: Work,
  conversation: ConversationRecord,
  reason = "",
): Promise<void> {
  if (!conversation.offeredAgentId && !conversation.offeredTeamId) return;
  const handoverId = await close(
    work,
    conversation.id,
    "withdrawn",
    work.actor.kind === "agent" ? work.actor.id : null,
    reason,
  );
  await write(work, conversation.id, { offeredAgentId: null, offeredTeamId: null });
  work.record("handover.withdrawn", { conversationId: conversation.id, handoverId });
}

/** Offers again what a reply had withdrawn, when the reply is taken back. */
export async function offerAgain(work: Work, { id, ...offered }: Offered): Promise<void> {
  if (!offered.offeredAgentId && !offered.offeredTeamId) return;
  const newest = await work.db
    .selectFrom("handovers")
    .select(["id", "toAgentId", "toTeamId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", id)
    .orderBy("offeredAt", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  await work.db
    .updateTable("handovers")
    .set({ state: "offered", reason: "", answeredAt: null, answeredBy: null })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", newest.id)
    .execute();
  const { id: handoverId, toAgentId, toTeamId } = newest;
  work.record("handover.offered", { conversationId: id, handoverId, toAgentId, toTeamId });
}

type Offered = Pick<ConversationRecord, "id" | "offeredAgentId" | "offeredTeamId">;

function receiver(work: Work, { offeredAgentId, offeredTeamId }: ConversationRecord): string {
  const { actor } = work;
  const mine =
    actor.kind === "agent" &&
    (offeredAgentId === actor.id || (offeredTeamId && actor.teamIds.includes(offeredTeamId)));
  if (!mine) throw new Refusal("not_offered_to_you", "Nobody is waiting for your answer here.");
  return actor.id;
}

async function close(
  work: Work,
  conversationId: string,
  state: string,
  answeredBy: string | null,
  reason = "",
): Promise<string> {
  const row = await work.db
    .updateTable("handovers")
    .set({ state, reason, answeredAt: work.now, answeredBy })
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("state", "=", "offered")
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}
