import { sql } from "kysely";
import type { z } from "zod";
import { type startConversation } from "../../shared/conversations.ts";
import { type Message } from "../../shared/messages.ts";
import { sendReply } from "../../shared/replies.ts";
import { customerRef, findOrMake } from "../customers/customer.ts";
import { findOrMakeByNumber, noteNumber } from "../customers/phone.ts";
import { together } from "../platform/together.ts";
import type { Work } from "../platform/work.ts";
import { lockWhereItWent } from "./access.ts";
import { classify } from "./classification.ts";
import { fillConversation } from "./field-sheet.ts";
import { assign } from "./holder.ts";
import { defaultInbox } from "./inbox.ts";
import { preview } from "./preview.ts";
import { type Incoming, receive } from "./receive.ts";
import { send } from "./reply.ts";
import { start } from "./start.ts";
import { plainMessage, writtenMessage } from "./thread.ts";

type Wanted = z.output<(typeof startConversation)["body"]>;

/**
 * Records a problem that came in by another way, or writes to the customer first. Whoever does it by hand holds it, unless a
 * team is named; a program leaves that to the inbox.
 */
export async function record(work: Work, wanted: Wanted): Promise<string> {
  const begun = {
    inboxId: wanted.inboxId ?? (await defaultInbox(work)),
    customerId: await customerOf(work, wanted.customer),
    holderId: work.actor.kind === "agent" ? work.actor.id : undefined,
  };
  const id =
    wanted.way === "email" ? await writeFirst(work, wanted, begun) : await noteDown(work, wanted, begun);
  if (wanted.templateId)
    work.record("conversation_template.used", { conversationId: id, templateId: wanted.templateId });
  if (wanted.topicId) await classify(work, id, { topicId: wanted.topicId });
  if (Object.keys(wanted.fields).length > 0) await fillConversation(work, id, wanted.fields);
  if (wanted.teamId) await assign(work, id, { teamId: wanted.teamId });
  return id;
}

type Begun = Pick<Incoming, "inboxId" | "customerId" | "holderId">;
const tagsOf = ({ tags }: Wanted) => [...new Set(tags.map((tag) => tag.toLowerCase()))];

async function noteDown(work: Work, wanted: Wanted, begun: Begun): Promise<string> {
  const { subject, text, priority, type } = wanted;
  const { conversationId } = await receive(work, {
    ...begun,
    subject,
    text,
    priority,
    type,
    tags: tagsOf(wanted),
    authorAddress: wanted.customer.email ?? null,
    channel: wanted.way === "email" ? "api" : wanted.way,
  });
  return conversationId;
}

/** Our word comes first: it goes out as every reply does, and the customer's answer is waited for. */
async function writeFirst(work: Work, wanted: Wanted, begun: Begun): Promise<string> {
  const { subject, text, priority, type } = wanted;
  const id = await start(work, {
    ...begun,
    subject,
    priority,
    type,
    tags: tagsOf(wanted),
    preview: preview(text),
  });
  // Nobody waited for this first word: it is no promise that was kept.
  const next = JSON.parse('{"then":{"state":"waiting"}}') as object;
  await send(work, id, sendReply.body.parse({ text, ...next }), "withdrawn");
  return id;
}

async function customerOf(work: Work, { email, phone, name }: Wanted["customer"]): Promise<string> {
  if (!email) return findOrMakeByNumber(work, { name, phone: phone ?? "" });
  const id = await findOrMake(work, { name, email });
  if (phone && (await noteNumber(work, id, phone))) work.record("customer.changed", { customerId: id });
  return id;
}

/** Adds a customer's message that reached us by another way; the same external id twice is one message. */
export async function recordMessage(
  work: Work,
  id: string,
  { text, externalId }: { text: string; externalId?: string | undefined },
): Promise<Message> {
  // In this order: what waits there is looked up when nobody else can change it any more.
  const [conversation, about] = await together([lockWhereItWent(work, id), aboutWriting(work, id)]);
  const { customer, nothingWaits } =
    conversation.id === id ? about : await aboutWriting(work, conversation.id);
  const incoming: Incoming = {
    conversationId: conversation.id,
    inboxId: conversation.inboxId,
    customerId: conversation.customerId,
    authorAddress: null,
    subject: conversation.subject,
    channel: "api",
    text,
    providerKey: externalId ? `api:${externalId}` : null,
  };
  const { messageId, duplicate } = await receive(work, incoming, conversation, nothingWaits);
  return duplicate ? writtenMessage(work, messageId) : plainMessage(messageId, customer, text, work.now);
}

/** What adding a customer's message needs to know besides the conversation: who they are, and whether a reply waits there. */
async function aboutWriting(work: Work, id: string) {
  const customerId = sql<string>`(select customer_id from conversations where workspace_id = ${work.workspaceId} and id = ${id})`;
  const waiting = work.db
    .selectFrom("laterReplies")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", id)
    .limit(1)
    .executeTakeFirst();
  const [customer, later] = await together([customerRef(work, customerId), waiting]);
  return { customer, nothingWaits: later === undefined };
}
