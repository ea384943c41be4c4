import { leadOf, requireActiveAgent, teamLeadFor } from "../people/agents.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, lock } from "./access.ts";
import { type Holding, type HoldingWhy, recordHolding, write } from "./change.ts";
import { withdrawPending } from "./handover.ts";

/** Gives an unresolved conversation to a person or a team at once; a waiting handover is withdrawn. To whom it already is: nothing happens. */
export async function assign(
  work: Work,
  id: string,
  to: { agentId?: string | undefined; teamId?: string | undefined },
): Promise<void> {
  const conversation = await lock(work, id);
  if (conversation.state === "resolved")
    throw new Refusal("already_resolved", "Reopen it first; then somebody can hold it.");
  const holding = {
    holderId: to.agentId ?? null,
    teamId: to.teamId ?? (to.agentId ? conversation.teamId : null),
  };
  if (holding.holderId) await requireActiveAgent(work, holding.holderId);
  if (holding.teamId) await leadOf(work, holding.teamId);
  if (holding.holderId === conversation.holderId && holding.teamId === conversation.teamId) return;
  await withdrawPending(work, conversation);
  const taken = work.actor.kind === "agent" && holding.holderId === work.actor.id;
  await hold(work, conversation, holding, taken ? "taken" : "given");
}

/** Writes who holds and records it. */
export async function hold(
  work: Work,
  conversation: ConversationRecord,
  holding: Holding,
  why: HoldingWhy,
): Promise<void> {
  await write(work, conversation.id, { ...holding, offeredAgentId: null, offeredTeamId: null });
  recordHolding(work, conversation, holding, why);
}

/** Who can hold it now: the last holder if active, else their team, else the lead who answers for them. */
export async function whoCanHold(work: Work, { holderId, teamId }: Holding): Promise<Holding> {
  if (holderId && (await isActive(work, holderId))) return { holderId, teamId };
  if (teamId) return { holderId: null, teamId };
  return { holderId: await teamLeadFor(work, { holderId, teamId }), teamId: null };
}

async function isActive(work: Work, agentId: string): Promise<boolean> {
  return requireActiveAgent(work, agentId).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal) return false;
      throw error;
    },
  );
}
