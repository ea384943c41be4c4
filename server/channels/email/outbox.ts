import { randomBytes } from "node:crypto";
import { find } from "../../conversations/access.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { newId } from "../../platform/ids.ts";
import type { Secrets } from "../../platform/secrets.ts";
import type { Work } from "../../platform/work.ts";
import { domainOf } from "./address.ts";
import { asideReplyId, asideThread } from "./aside-address.ts";
import { newMessageId } from "./message-id.ts";
import { tooMany } from "./pace.ts";
import { threadOf } from "./thread-ids.ts";

export interface Person {
  name: string;
  address: string;
}

/** A file that goes along: its id in `files`. With a content id it is shown inside the HTML. */
export interface Enclosed {
  fileId: string;
  name: string;
  contentId?: string | null;
}

export interface NewMail {
  kind: "follow_up" | "acknowledgement" | "account" | "reply" | "side";
  /** What it is because of, with the recipient where several get it: the same key twice is one mail. */
  naturalKey: string;
  to: Person;
  /** Who stands in To and Cc beside the one it is delivered to. */
  shownTo?: readonly Person[];
  shownCc?: readonly Person[];
  subject: string;
  text: string;
  html: string;
  conversationId?: string | undefined;
  messageId?: string | undefined;
  /** The inbox it comes from; left out, the conversation's, or for account mails whichever can send. */
  inboxId?: string | undefined;
  /** Who gets it; with a conversation it decides the signed reply address. */
  customerId?: string | undefined;
  /** The thread beside the conversation that it belongs to, and the Message-IDs that came in it. */
  aside?: { id: string; received: readonly { id: string; at: Date }[] };
  /** The signed address at which a colleague answers by mail: `agentReplyId`. */
  replyId?: Buffer | undefined;
  headers?: Record<string, string>;
  attachments?: readonly Enclosed[];
  /** With it text and HTML are kept sealed: for links that open more than one conversation. */
  sealWith?: Secrets;
  /** It waits until then; left out, it goes at once. */
  notBefore?: Date | null;
  /** After this it is pointless and is not sent any more. */
  goodUntil?: Date;
}

/** Everything a mail is made of, as `deliveries.content` keeps it until it is sent. */
export interface MailContent {
  toName: string;
  shownTo: readonly Person[];
  shownCc: readonly Person[];
  text: string;
  html: string;
  headers: Record<string, string>;
  attachments: readonly Enclosed[];
  /** Hexadecimal id of the signed reply address; null when answers go to the inbox. */
  replyId: string | null;
  inReplyTo: string | null;
  references: readonly string[];
  /** Base64 of the sealed JSON of text and html, which are empty then. */
  sealed?: string;
  goodUntil?: string;
}

const day = 86_400_000;
/** How long a mail is tried before it counts as failed. */
export const triedFor = 2 * day;

/** Puts a mail into the ledger; it is sent after commit. Returns the delivery's id, the same one for the same natural key. */
export async function queueMail(work: Work, mail: NewMail): Promise<string> {
  const id = newId();
  const inbox = await senderOf(work, mail);
  const content = await contentOf(work, mail);
  const from = mail.notBefore ?? work.now;
  const surplus = await tooMany(work, {
    kind: mail.kind,
    inboxId: inbox?.id ?? null,
    address: mail.to.address,
  });
  const row = await work.db
    .insertInto("deliveries")
    .values({
      workspaceId: work.workspaceId,
      id,
      kind: mail.kind,
      inboxId: inbox?.id ?? null,
      conversationId: mail.conversationId ?? null,
      messageId: mail.messageId ?? null,
      asideId: mail.aside?.id ?? null,
      naturalKey: mail.naturalKey,
      toAddress: mail.to.address,
      subject: oneLine(mail.subject),
      content: JSON.stringify(content),
      internetMessageId: newMessageId(inbox ? domainOf(inbox.address) : "baton.local").slice(1, -1),
      ...(surplus
        ? { state: "held", reason: surplus, heldFor: "pace" }
        : { state: "queued", nextAttemptAt: from }),
      giveUpAt: new Date(from.getTime() + triedFor),
      changedAt: work.now,
      createdAt: work.now,
    })
    .onConflict((conflict) => conflict.columns(["workspaceId", "naturalKey"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) return queuedBefore(work, mail.naturalKey);
  const { conversationId = null, messageId = null } = mail;
  work.record("delivery.queued", { deliveryId: id, conversationId, messageId });
  if (surplus)
    work.record("delivery.changed", {
      deliveryId: id,
      conversationId,
      messageId,
      state: "held",
      reason: surplus,
    });
  return id;
}

async function queuedBefore(work: Work, naturalKey: string): Promise<string> {
  const { id } = await work.db
    .selectFrom("deliveries")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("naturalKey", "=", naturalKey)
    .executeTakeFirstOrThrow();
  return id;
}

async function senderOf(work: Work, { inboxId, conversationId }: NewMail) {
  if (inboxId) return getInbox(work, inboxId);
  return conversationId ? getInbox(work, (await find(work, conversationId)).inboxId) : undefined;
}

async function contentOf(work: Work, mail: NewMail): Promise<MailContent> {
  const thread = await threadFor(work, mail);
  const replyId = await replyIdFor(work, mail);
  return {
    toName: oneLine(mail.to.name),
    shownTo: mail.shownTo ?? [mail.to],
    shownCc: mail.shownCc ?? [],
    ...words(mail),
    headers: mail.headers ?? {},
    attachments: mail.attachments ?? [],
    replyId: replyId && replyId.toString("hex"),
    inReplyTo: thread?.inReplyTo ?? null,
    references: thread?.references ?? [],
    ...(mail.goodUntil && { goodUntil: mail.goodUntil.toISOString() }),
  };
}

async function threadFor(work: Work, { conversationId, aside, to }: NewMail) {
  if (aside) return asideThread(work, aside.id, aside.received);
  return conversationId ? threadOf(work, conversationId, to.address) : null;
}

async function replyIdFor(work: Work, { replyId, conversationId, customerId, aside, to }: NewMail) {
  if (replyId) return replyId;
  if (!conversationId) return null;
  if (aside) return asideReplyId(work, { conversationId, asideId: aside.id, address: to.address });
  return customerId ? replyIdOf(work, conversationId, customerId) : null;
}

function words({ text, html, sealWith }: NewMail): Pick<MailContent, "text" | "html" | "sealed"> {
  if (!sealWith) return { text, html };
  return { text: "", html: "", sealed: sealWith.seal(JSON.stringify({ text, html })).toString("base64") };
}

/** The id of the signed address at which this customer answers in this conversation; made when there is none. */
async function replyIdOf(work: Work, conversationId: string, customerId: string): Promise<Buffer> {
  const known = await work.db
    .selectFrom("replyAddresses")
    .select("token")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("customerId", "=", customerId)
    .where("revokedAt", "is", null)
    .orderBy("createdAt")
    .limit(1)
    .executeTakeFirst();
  if (known) return known.token;
  const token = randomBytes(8);
  await work.db
    .insertInto("replyAddresses")
    .values({ workspaceId: work.workspaceId, token, conversationId, customerId, createdAt: work.now })
    .execute();
  return token;
}

function oneLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 500);
}
