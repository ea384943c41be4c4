import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, lock } from "./access.ts";
import { recordHolding, write } from "./change.ts";
import { requireFilled } from "./field-sheet.ts";
import { withdrawPending } from "./handover.ts";
import { whoCanHold } from "./holder.ts";
import { cancelAll } from "./later-reply.ts";
import { make, nextReplyPromise, noPromise, settle } from "./promise.ts";

/** Resolves it with a reason, when required fields are filled in; a promise that is not overdue counts as kept. Resolving a resolved one changes nothing and tells nobody. */
export async function resolve(work: Work, id: string, reason: string): Promise<void> {
  const conversation = await lock(work, id);
  if (conversation.state === "resolved") return;
  await requireFilled(work, conversation);
  await withdrawPending(work, conversation);
  await settle(work, conversation, "kept");
  await write(work, id, {
    ...noPromise,
    state: "resolved",
    resolvedAt: work.now,
    resolution: reason,
    snoozedUntil: null,
  });
  await cancelAll(work, id, "resolved");
  const { holderId, teamId, customerId } = conversation;
  work.record("conversation.resolved", { conversationId: id, holderId, teamId, reason, customerId });
}

/** Reopens it with its last holder, or whoever answers for them, and a new promise. An open one stays as it is. */
export async function reopen(work: Work, id: string, why: "agent" | "rating" = "agent"): Promise<void> {
  const conversation = await lock(work, id);
  if (conversation.state !== "resolved") return;
  if (conversation.mergedIntoId) return reopenTarget(work, conversation.mergedIntoId, why);
  const holding = await whoCanHold(work, conversation);
  const promised = await make(work, id, "next_step", await nextReplyPromise(work));
  await write(work, id, { ...promised, ...holding, state: "open", resolvedAt: null, resolution: null });
  work.record("conversation.reopened", { conversationId: id, why });
  recordHolding(work, conversation, holding, "reopened");
}

/** An unhappy word about what was merged is about the whole; a person decides for themselves. */
async function reopenTarget(work: Work, targetId: string, why: "agent" | "rating"): Promise<void> {
  if (why === "agent") throw mergedElsewhere();
  await reopen(work, targetId, why);
}

/** For verbs that a merged conversation does not know any more. */
export const mergedElsewhere = () =>
  new Refusal("merged_already", "It was merged: go on there, or take the merge back first.");

/** The conversation if it is not resolved; refuses otherwise. */
export async function lockUnresolved(work: Work, id: string): Promise<ConversationRecord> {
  const conversation = await lock(work, id);
  if (conversation.state === "resolved") throw new Refusal("already_resolved", "Reopen it first.");
  return conversation;
}
