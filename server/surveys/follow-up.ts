import { sql } from "kysely";
import { find } from "../conversations/access.ts";
import { setRating } from "../conversations/rate.ts";
import { receive } from "../conversations/receive.ts";
import { reopen } from "../conversations/resolution.ts";
import { customerRef } from "../customers/customer.ts";
import { getWorkspace } from "../people/workspace.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { tokenHash } from "../platform/secrets.ts";
import type { Work } from "../platform/work.ts";
import { changeDays } from "./follow-up-link.ts";

const hour = 3600_000;
const unhappy = 2;

/**
 * Plans the check-in after a resolution, `followUpHours` later; none when the workspace wants none. One a conversation, ever:
 * resolved again before it went out moves the planned one, resolved again afterwards plans nothing.
 */
export async function planFollowUp(
  work: Work,
  resolved: { conversationId: string; customerId: string; holderId: string | null; at: Date },
): Promise<void> {
  const { followUpHours } = await getWorkspace(work);
  if (followUpHours === null) return;
  const { conversationId, customerId, holderId, at } = resolved;
  const dueAt = new Date(at.getTime() + followUpHours * hour);
  const planned = await work.db
    .insertInto("followUps")
    .values({
      workspaceId: work.workspaceId,
      id: newId(),
      conversationId,
      customerId,
      holderId,
      dueAt,
      state: "scheduled",
    })
    .onConflict((conflict) =>
      conflict
        .columns(["workspaceId", "conversationId"])
        .doUpdateSet({
          customerId,
          holderId,
          state: "scheduled",
          dueAt: sql`greatest(excluded.due_at, follow_ups.due_at)`,
        })
        .where("followUps.sentAt", "is", null),
    )
    .returning(["id", "dueAt"])
    .executeTakeFirst();
  if (planned)
    work.record("follow_up.scheduled", {
      conversationId,
      followUpId: planned.id,
      dueAt: planned.dueAt.toISOString(),
    });
}

export interface Answer {
  rating: number;
  comment: string;
}

/**
 * Saves what the customer answers. It counts at the time of the first answer and may be changed for 30 days after it;
 * the same answer again changes nothing and tells nobody.
 */
export async function answerFollowUp(work: Work, id: string, { rating, comment }: Answer): Promise<void> {
  const known = await lockFollowUp(work, id);
  if (!known || known.state === "scheduled" || known.state === "cancelled") throw notFound();
  if (!mayAnswer(known, work.now)) throw new Refusal("link_expired", "This answer can no longer be changed.");
  if (known.rating === rating && known.comment === comment) return;
  await work.db
    .updateTable("followUps")
    .set({ state: "answered", rating, comment, answeredAt: known.answeredAt ?? work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  work.record("response.given", { conversationId: known.conversationId, followUpId: id, rating });
}

/** True while an answer may be given or changed. */
export function mayAnswer({ answeredAt }: { answeredAt: Date | null }, now: Date): boolean {
  return answeredAt === null || now < changeableUntil(answeredAt);
}

export function changeableUntil(answeredAt: Date): Date {
  return new Date(answeredAt.getTime() + changeDays * 24 * hour);
}

/**
 * Takes the answer to the conversation: its rating; and of an unhappy customer the comment as their word, with the conversation
 * open again, held as before and with a promise. Reads the answer as it is now, so that it may run late or twice.
 */
export async function takeToHeart(work: Work, followUpId: string): Promise<void> {
  const answer = await lockFollowUp(work, followUpId);
  if (!answer || answer.rating === null) return;
  const { conversationId, customerId, rating, comment } = answer;
  await setRating(work, conversationId, rating);
  if (rating > unhappy) return;
  await reopen(work, conversationId, "rating");
  if (comment === "") return;
  const { inboxId, subject } = await find(work, conversationId);
  const { email } = await customerRef(work, customerId);
  // The comment is part of the key: a changed one is a new word, the same one is not said twice.
  const providerKey = `follow-up:${followUpId}:${tokenHash(comment).toString("base64url").slice(0, 22)}`;
  const incoming = {
    conversationId,
    inboxId,
    customerId,
    subject,
    text: comment,
    authorAddress: email,
    providerKey,
  };
  await receive(work, { ...incoming, channel: "tracker" });
}

/** The follow-up, locked until the work ends; always before its conversation, so that two works never wait for each other. */
export async function lockFollowUp(work: Work, id: string) {
  return work.db
    .selectFrom("followUps")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}
