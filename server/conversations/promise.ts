import type { NewPromise } from "../../shared/actions.ts";
import { addBusinessDays, addBusinessMinutes } from "../people/business-hours.ts";
import { getWorkspace } from "../people/workspace.ts";
import { Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import type { ConversationRecord } from "./access.ts";

export type PromiseKind = "first_reply" | "next_step" | "check_in";
type Outcome = "kept" | "broken" | "moved" | "withdrawn";

/** Columns of a conversation that repeat its live promise. */
export interface PromiseColumns {
  promiseId: string | null;
  promiseKind: string | null;
  promiseText: string | null;
  promiseDueAt: Date | null;
  promiseBrokenAt: Date | null;
  promiseDueSoonAt: Date | null;
  escalatedToId: string | null;
}

export const noPromise: PromiseColumns = {
  promiseId: null,
  promiseKind: null,
  promiseText: null,
  promiseDueAt: null,
  promiseBrokenAt: null,
  promiseDueSoonAt: null,
  escalatedToId: null,
};

/**
 * Ends the live promise. Kept or moved after its time counts as broken; withdrawn is for what became
 * pointless (the customer came first). Whoever calls writes the conversation's columns afterwards.
 */
export async function settle(
  work: Work,
  conversation: ConversationRecord,
  wanted: Exclude<Outcome, "broken">,
): Promise<void> {
  const { promiseId, promiseDueAt: dueAt, promiseKind, promiseBrokenAt } = conversation;
  if (!promiseId || !dueAt) return;
  const late = promiseBrokenAt !== null || work.now > dueAt;
  const outcome: Outcome = late ? "broken" : wanted;
  await work.db
    .updateTable("promises")
    .set({ settledAt: work.now, outcome, ...(late && { brokenAt: promiseBrokenAt ?? dueAt }) })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", promiseId)
    .execute();
  if (promiseBrokenAt) return;
  work.record(`promise.${outcome}`, {
    conversationId: conversation.id,
    promiseId,
    kind: promiseKind ?? "",
    dueAt: dueAt.toISOString(),
  });
}

/** Lets a settled promise live again, because the reply that settled it was taken back. */
export async function revive(work: Work, id: string, brokenAt: Date | null): Promise<void> {
  await work.db
    .updateTable("promises")
    .set({ settledAt: null, outcome: null, brokenAt })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
}

/** A promise that counted as kept by a reply nobody got counts as withdrawn. */
export async function unkeep(work: Work, id: string): Promise<void> {
  await work.db
    .updateTable("promises")
    .set({ outcome: "withdrawn" })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .where("outcome", "=", "kept")
    .execute();
}

/** Makes the live promise of a conversation; refuses a time that has passed. Returns the columns to write there. */
export async function make(
  work: Work,
  conversationId: string,
  kind: PromiseKind,
  { text, dueAt, dueSoonMinutes: known }: NewPromise & { dueSoonMinutes?: number },
): Promise<PromiseColumns> {
  if (dueAt <= work.now) throw new Refusal("promise_in_the_past", "Promise something for later than now.");
  const id = newId();
  const dueSoonMinutes = known ?? (await getWorkspace(work)).dueSoonMinutes;
  await work.db
    .insertInto("promises")
    .values({
      workspaceId: work.workspaceId,
      id,
      conversationId,
      kind,
      text,
      dueAt,
      madeBy: work.actor.kind === "agent" ? work.actor.id : null,
      madeAt: work.now,
    })
    .execute();
  work.record("promise.made", { conversationId, promiseId: id, kind, dueAt: dueAt.toISOString(), text });
  return {
    promiseId: id,
    promiseKind: kind,
    promiseText: text,
    promiseDueAt: dueAt,
    promiseBrokenAt: null,
    promiseDueSoonAt: new Date(dueAt.getTime() - dueSoonMinutes * 60_000),
    escalatedToId: null,
  };
}

/** The first reply to a new conversation, within the workspace's business minutes. */
export async function firstReplyPromise(work: Work): Promise<NewPromise & { dueSoonMinutes: number }> {
  const { firstReplyMinutes, dueSoonMinutes, businessHours, timeZone } = await getWorkspace(work);
  return {
    text: "First reply",
    dueSoonMinutes,
    dueAt: addBusinessMinutes(work.now, firstReplyMinutes, businessHours, timeZone),
  };
}

/** The reply to what the customer just wrote, within the workspace's business minutes. */
export async function nextReplyPromise(work: Work): Promise<NewPromise & { dueSoonMinutes: number }> {
  const { nextReplyMinutes, dueSoonMinutes, businessHours, timeZone } = await getWorkspace(work);
  return {
    text: "Reply",
    dueSoonMinutes,
    dueAt: addBusinessMinutes(work.now, nextReplyMinutes, businessHours, timeZone),
  };
}

/** Asking the customer again when they stay silent for two business days. */
export async function checkInPromise(work: Work): Promise<NewPromise> {
  const { businessHours, timeZone } = await getWorkspace(work);
  return { text: "Check in", dueAt: addBusinessDays(work.now, 2, businessHours, timeZone) };
}
