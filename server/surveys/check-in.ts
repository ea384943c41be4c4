import { firstName } from "../../help/face.ts";
import { followUpMail } from "../../help/follow-up-mail.ts";
import { wordsFor } from "../../help/language.ts";
import { queueMail } from "../channels/email/outbox.ts";
import { find } from "../conversations/access.ts";
import { rowsOf } from "../conversations/row.ts";
import { getWorkspace } from "../people/workspace.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { lockFollowUp } from "./follow-up.ts";
import { followUpPath } from "./follow-up-link.ts";

const hour = 3600_000;

/** Sends a follow-up that is due; one whose conversation is open again, or whom nobody can be written to, is cancelled, and one resolved later waits. */
export async function sendFollowUp(work: Work, house: House, id: string): Promise<void> {
  const followUp = await lockFollowUp(work, id);
  if (followUp?.state !== "scheduled" || followUp.dueAt > work.now) return;
  const { conversationId, customerId } = followUp;
  const conversation = await find(work, conversationId);
  const { followUpHours, name: company, locale } = await getWorkspace(work);
  const [row] = await rowsOf(work, [conversationId]);
  const email = row?.customer.email;
  if (followUpHours === null || !conversation.resolvedAt || !row || !email)
    return write(work, id, { state: "cancelled" });
  const dueAt = new Date(conversation.resolvedAt.getTime() + followUpHours * hour);
  if (dueAt > work.now) return write(work, id, { dueAt });

  const path = followUpPath(house, work.workspaceId, id, work.now);
  const mail = followUpMail(wordsFor(locale), {
    company,
    number: row.number,
    name: mailName(row.customer.name),
    holder: whoIs(row, company),
    urlFor: (rating) => `${house.config.url}${path}?rating=${rating}`,
  });
  await queueMail(work, {
    kind: "follow_up",
    naturalKey: `follow_up:${id}`,
    to: { name: row.customer.name, address: email },
    ...mail,
    conversationId,
    inboxId: row.inboxId,
    customerId,
    headers: { "Auto-Submitted": "auto-generated" },
  });
  await write(work, id, { state: "sent", sentAt: work.now });
  work.record("follow_up.sent", { conversationId, followUpId: id });
}

/** First name of the holder, else the team, else the company. */
export function whoIs(
  { holder, team }: { holder: { name: string } | null; team: { name: string } | null },
  company: string,
): string {
  return holder ? firstName(holder.name) : (team?.name ?? company);
}

/** The customer wrote their own name: only a plain one may stand in a mail of ours. */
export function mailName(name: string): string {
  const first = firstName(name);
  return /^[\p{L}\p{M}'’-]{1,40}$/u.test(first) ? first : "";
}

async function write(
  work: Work,
  id: string,
  columns: { state?: string; sentAt?: Date; dueAt?: Date },
): Promise<void> {
  await work.db
    .updateTable("followUps")
    .set(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
}
