import type { z } from "zod";
import type { Message } from "../../shared/messages.ts";
import type { sendReply } from "../../shared/replies.ts";
import { plainOf } from "../../shared/rich-text.ts";
import { agentRef } from "../people/agents.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";
import { endDraft } from "./draft.ts";
import { sendLater } from "./later-reply.ts";
import { type Note, note, send } from "./reply.ts";
import { plainMessage, writtenMessage } from "./thread.ts";

type Asked = z.output<(typeof sendReply)["body"]>;

/**
 * Sends a reply as it was asked for: only if nobody answered since the message it was written after, now or at a later
 * time. What its writer was writing goes with it, in the same work.
 */
export async function answerCustomer(
  work: Work,
  id: string,
  { sendAt, after, draft, ...reply }: Asked,
): Promise<Message> {
  if (after) await requireUnanswered(work, id, after);
  const message = sendAt
    ? await laterMessage(work, await sendLater(work, id, reply, sendAt), reply, sendAt)
    : await writtenMessage(work, await send(work, id, reply));
  await endDraft(work, id, "reply", reply.html ?? reply.text ?? "", draft);
  return message;
}

/** Keeps a note; what its writer was writing goes with it, in the same work. */
export async function noteDown(work: Work, id: string, { draft, ...written }: Note): Promise<Message> {
  const message = await writtenMessage(work, await note(work, id, written));
  await endDraft(work, id, "note", written.html ?? written.text ?? "", draft);
  return message;
}

/** Ids grow with time, so that a message which is gone still says what came after it. */
async function requireUnanswered(work: Work, id: string, after: string): Promise<void> {
  await lock(work, id);
  const newer = await work.db
    .selectFrom("messages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", id)
    .where("kind", "=", "reply")
    .where("id", ">", after)
    .where((eb) => eb.or([eb("authorAgentId", "is", null), eb("authorAgentId", "!=", work.actor.id)]))
    .limit(1)
    .executeTakeFirst();
  if (newer) throw new Refusal("answered_meanwhile", "Somebody wrote in it after what you had seen.");
}

/** What a reply will look like as a message when it leaves. */
async function laterMessage(
  work: Work,
  id: string,
  { text, html, bcc }: Omit<Asked, "sendAt" | "after" | "draft">,
  scheduledFor: Date,
): Promise<Message> {
  const writer = work.actor.kind === "agent" ? await agentRef(work, work.actor.id) : null;
  const author = { kind: writer ? ("agent" as const) : ("system" as const), id: writer?.id ?? null };
  return {
    ...plainMessage(id, { id, name: "", email: null }, text ?? plainOf(html ?? ""), work.now),
    direction: "out",
    channel: "email",
    author: { ...author, name: writer?.name ?? "", address: null },
    html: html ?? null,
    bcc: bcc.map((address) => ({ name: "", address })),
    scheduledFor,
  };
}
