import type { Work } from "../platform/work.ts";
import type { ConversationRecord } from "./access.ts";
import { type Holding, type HoldingWhy, recordHolding } from "./change.ts";

type Standing = Pick<ConversationRecord, "state" | "resolution"> & Holding;

/** Tells the log what became of a conversation: who holds it now, and the state it went to; nothing of what stayed. */
export function recordStanding(
  work: Work,
  before: ConversationRecord,
  after: Standing,
  why: HoldingWhy,
): void {
  const { id: conversationId, state: from, customerId } = before;
  const { state, resolution, holderId, teamId } = after;
  const reopened = from === "resolved" && state !== "resolved";
  if (reopened) work.record("conversation.reopened", { conversationId, why: "agent" });
  if (reopened || holderId !== before.holderId || teamId !== before.teamId)
    recordHolding(work, before, { holderId, teamId }, reopened ? "reopened" : why);
  if (state === from) return;
  if (state === "waiting") work.record("conversation.waiting", { conversationId });
  if (state === "on_hold") work.record("conversation.put_on_hold", { conversationId });
  if (state === "open" && !reopened) work.record("conversation.opened", { conversationId, from });
  if (state === "resolved") {
    const reason = resolution ?? "";
    work.record("conversation.resolved", { conversationId, holderId, teamId, reason, customerId });
  }
}
