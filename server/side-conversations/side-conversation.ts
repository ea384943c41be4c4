import type { z } from "zod";
import type { changeSide as changing, SideTo } from "../../shared/side-conversations.ts";
import { type ConversationRecord, lock } from "../conversations/access.ts";
import { mergedElsewhere } from "../conversations/resolution.ts";
import { requireActiveAgent } from "../people/agents.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { lockSide, requireAsking, requireMayWriteSide, type SideRecord } from "./access.ts";
import { requireAskable } from "./asked.ts";
import { set, told } from "./change.ts";
import { expecting } from "./expectation.ts";
import type { Shown } from "./shown.ts";
import { openOf } from "./side-list.ts";
import { answered, insertOwn } from "./side-message.ts";

export interface NewSide extends Shown {
  to: SideTo;
  subject: string;
  expectedBy: Date;
}

/** Asks somebody beside a conversation; whoever starts it answers for it, or whoever holds the conversation when a program does. */
export async function startSide(
  work: Work,
  conversationId: string,
  { to, subject, expectedBy, ...shown }: NewSide,
): Promise<string> {
  const conversation = await lock(work, conversationId);
  if (conversation.mergedIntoId) throw mergedElsewhere();
  const asked = await requireAskable(work, conversation, to);
  const id = newId();
  const side = {
    workspaceId: work.workspaceId,
    id,
    conversationId,
    subject,
    ...asked,
    ...holderOf(work, conversation),
    ...(await expecting(work, expectedBy)),
    lastMessageAt: work.now,
    madeBy: work.actor.kind === "agent" ? work.actor.id : null,
    madeAt: work.now,
  };
  await work.db.insertInto("sideConversations").values(side).execute();
  work.record("side_conversation.started", { ...told(side), expectedBy: expectedBy.toISOString() });
  const sideMessageId = await insertOwn(work, side, shown, null);
  work.record("side_conversation.written", { ...told(side), sideMessageId, answers: false });
  return id;
}

function holderOf({ actor }: Work, { holderId, teamId }: ConversationRecord) {
  if (actor.kind === "agent") return { holderId: actor.id, holderTeamId: null };
  return { holderId, holderTeamId: holderId ? null : teamId };
}

/** Changes the subject, by when an answer is expected, or who answers for it; what stands so already tells nobody. */
export async function changeSide(
  work: Work,
  id: string,
  { subject, expectedBy, holderId }: z.output<(typeof changing)["body"]>,
): Promise<void> {
  const side = await lockSide(work, id);
  requireMayWriteSide(work, side);
  requireAsking(work, side);
  const columns: Partial<SideRecord> = {};
  if (subject !== undefined && subject !== side.subject) columns.subject = subject;
  if (expectedBy && expectedBy.getTime() !== side.expectedBy.getTime()) {
    const { dueSoonAt: soon, overdueAt } = await expecting(work, expectedBy);
    Object.assign(columns, { expectedBy, dueSoonAt: soon, overdueAt });
  }
  if (holderId && holderId !== side.holderId) {
    await requireActiveAgent(work, holderId);
    Object.assign(columns, { holderId, holderTeamId: null });
  }
  const fields = Object.keys(columns).filter((name) => ["subject", "expectedBy", "holderId"].includes(name));
  if (fields.length === 0) return;
  await set(work, id, columns);
  work.record("side_conversation.changed", { ...told({ ...side, ...columns }), fields });
}

/** Closes it; a closed one stays so, and nobody is told. */
export async function closeSide(work: Work, id: string): Promise<void> {
  const side = await lockSide(work, id);
  requireMayWriteSide(work, side);
  requireAsking(work, side);
  if (side.state === "closed") return;
  const closedBy = work.actor.kind === "agent" ? work.actor.id : null;
  await set(work, id, { state: "closed", closedAt: work.now, closedBy, dueSoonAt: null });
  work.record("side_conversation.closed", told(side));
}

/** Closes all open ones of a conversation. */
export async function closeSides(work: Work, conversationId: string): Promise<void> {
  await lock(work, conversationId);
  for (const id of await openOf(work, conversationId)) await closeSide(work, id);
}

/** Opens a closed one again: it is for us to go on, and somebody who is here answers for it. */
export async function reopenSide(work: Work, id: string): Promise<void> {
  const side = await lockSide(work, id);
  requireMayWriteSide(work, side);
  requireAsking(work, side);
  if (side.state !== "closed") return;
  const after = await answered(work, side);
  await set(work, id, after);
  work.record("side_conversation.reopened", { ...told({ ...side, ...after }), why: "agent" });
}
