import { sql } from "kysely";
import type { MailTraits } from "../../shared/mail-traits.ts";
import { newId } from "../platform/ids.ts";
import { together } from "../platform/together.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, lockWhereItWent } from "./access.ts";
import { recordHolding, writing } from "./change.ts";
import { whoCanHold } from "./holder.ts";
import { cancelAll } from "./later-reply.ts";
import { addParticipants } from "./participant.ts";
import { preview } from "./preview.ts";
import { make, nextReplyPromise, type PromiseColumns, settle } from "./promise.ts";
import { start } from "./start.ts";

export interface Incoming {
  /** The conversation it belongs to; without one a new one starts. */
  conversationId?: string | undefined;
  /** Of an unproven sender: the conversation they seem to mean. */
  maybeRelatedId?: string | undefined;
  inboxId: string;
  customerId: string;
  channel: "email" | "api" | "tracker" | "phone" | "visit";
  authorAddress: string | null;
  subject: string;
  text: string;
  html?: string | null;
  originalText?: string | null;
  originalHtml?: string | null;
  blockedImages?: number;
  to?: readonly { name: string; address: string }[];
  cc?: readonly { name: string; address: string }[];
  /** Customers of the Cc, who become readers; left out for unproven mail. */
  readerIds?: readonly string[];
  /** An id is given where the message's HTML names the attachment already. */
  attachments?: readonly {
    id?: string;
    fileId: string;
    name: string;
    contentId: string | null;
    inline: boolean;
  }[];
  internetMessageId?: string | null;
  /** The same key twice is one message. */
  providerKey?: string | null;
  /** `knownMessages` said in this work that nothing came under the key. */
  isNew?: boolean;
  proven?: boolean;
  provenWhy?: string;
  inboundId?: string | null;
  mailTraits?: MailTraits | null;
  priority?: string;
  tags?: string[];
  holderId?: string | undefined;
  type?: string | null | undefined;
}

export interface Received {
  conversationId: string;
  messageId: string;
  started: boolean;
  /** True when it was here already; then nothing changed. */
  duplicate: boolean;
}

/**
 * A word of the customer, from any channel: joins its conversation, or starts one with a holder and a promise. Whoever has it
 * locked may know, too, that no reply of ours waits there to be sent later.
 */
export async function receive(
  work: Work,
  incoming: Incoming,
  locked?: ConversationRecord,
  nothingWaits = false,
): Promise<Received> {
  const known = incoming.isNew ? undefined : await knownMessage(work, incoming.providerKey);
  if (known) return { ...known, started: false, duplicate: true };
  const conversation =
    locked ?? (incoming.conversationId ? await lockWhereItWent(work, incoming.conversationId) : null);
  const conversationId =
    conversation?.id ?? (await start(work, { ...incoming, preview: preview(incoming.text) }));
  if (!conversation && incoming.maybeRelatedId) await relate(work, conversationId, incoming.maybeRelatedId);
  // Neither needs the other's answer, so they travel together.
  const [messageId] = await together([
    insertMessage(work, conversationId, incoming),
    conversation && wakeUp(work, conversation, incoming),
    conversation && !nothingWaits && cancelAll(work, conversation.id, "customer_wrote"),
  ]);
  if (incoming.readerIds?.length) await addParticipants(work, conversationId, incoming.readerIds);
  work.record("message.received", {
    conversationId,
    messageId,
    customerId: incoming.customerId,
    channel: incoming.channel,
    proven: incoming.proven ?? true,
  });
  return { conversationId, messageId, started: !conversation, duplicate: false };
}

/** The message that came under this key, if it did; two deliveries of the same thing at once wait for each other here. */
export async function knownMessage(work: Work, key: string | null | undefined) {
  if (!key) return undefined;
  // Two deliveries of the same thing at once: the second waits here until the first has committed.
  const turn = sql`select pg_advisory_xact_lock(hashtextextended(${work.workspaceId + key}, 43))`.execute(
    work.db,
  );
  const asked = work.db
    .selectFrom("messages")
    .select(["conversationId", "id as messageId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("providerKey", "=", key)
    .executeTakeFirst();
  return (await together([turn, asked]))[1];
}

/** Those of these keys under which a message came; the same waiting for all of them at once. */
export async function knownMessages(work: Work, keys: readonly string[]): Promise<Set<string>> {
  const sorted = keys.map((key) => work.workspaceId + key).toSorted();
  // In one order, so that two who ask for the same keys never wait for each other.
  const turn = sql`select pg_advisory_xact_lock(hashtextextended(one, 43))
    from unnest(${sorted}::text[]) with ordinality as list (one, place) order by place`.execute(work.db);
  const asked = work.db
    .selectFrom("messages")
    .select("providerKey")
    .where("workspaceId", "=", work.workspaceId)
    .where("providerKey", "=", sql<string>`any(${[...keys]}::text[])`)
    .execute();
  const [, rows] = await together([turn, asked]);
  return new Set(rows.flatMap(({ providerKey }) => providerKey ?? []));
}

/** What a customer's word does to a conversation: it is open again, awake, and an answer is promised. */
async function wakeUp(work: Work, conversation: ConversationRecord, incoming: Incoming): Promise<void> {
  const { id, state } = conversation;
  const promised = await promiseAfter(work, conversation);
  const back = state === "resolved" ? await whoCanHold(work, conversation) : {};
  work.ahead(
    writing(work, id, {
      ...promised,
      ...back,
      state: "open",
      preview: preview(incoming.text),
      customerSpokeLast: true,
      lastMessageAt: work.now,
      snoozedUntil: null,
      resolvedAt: null,
      resolution: null,
    }),
  );
  if (conversation.snoozedUntil) work.record("conversation.woken", { conversationId: id, why: "message" });
  if (state === "resolved") {
    work.record("conversation.reopened", { conversationId: id, why: "message" });
    recordHolding(work, conversation, { ...conversation, ...back }, "reopened");
  } else if (state !== "open") work.record("conversation.opened", { conversationId: id, from: state });
}

async function promiseAfter(
  work: Work,
  conversation: ConversationRecord,
): Promise<PromiseColumns | Record<string, never>> {
  const checkIn = conversation.promiseKind === "check_in";
  // A promise of ours stands: the customer was told when the next word comes.
  if (conversation.promiseId && !checkIn) return {};
  await settle(work, conversation, "withdrawn");
  return make(work, conversation.id, "next_step", await nextReplyPromise(work));
}

async function insertMessage(work: Work, conversationId: string, incoming: Incoming): Promise<string> {
  const id = newId();
  const { workspaceId } = work;
  const message = work.db.insertInto("messages").values({
    workspaceId,
    id,
    conversationId,
    kind: "reply",
    direction: "in",
    channel: incoming.channel,
    authorKind: "customer",
    authorCustomerId: incoming.customerId,
    authorAddress: incoming.authorAddress,
    text: incoming.text,
    html: incoming.html ?? null,
    originalText: incoming.originalText ?? null,
    originalHtml: incoming.originalHtml ?? null,
    blockedImages: incoming.blockedImages ?? 0,
    toAddresses: JSON.stringify(incoming.to ?? []),
    ccAddresses: JSON.stringify(incoming.cc ?? []),
    internetMessageId: incoming.internetMessageId ?? null,
    providerKey: incoming.providerKey ?? null,
    proven: incoming.proven ?? true,
    provenWhy: incoming.provenWhy ?? "",
    inboundId: incoming.inboundId ?? null,
    mailTraits: incoming.mailTraits ? JSON.stringify(incoming.mailTraits) : null,
    at: work.now,
  });
  work.ahead(message);
  await attach(work, id, incoming.attachments ?? []);
  return id;
}

/** Hangs stored files on a message. */
export async function attach(
  work: Work,
  messageId: string,
  files: NonNullable<Incoming["attachments"]>,
): Promise<void> {
  if (files.length === 0) return;
  await work.db
    .insertInto("attachments")
    .values(files.map((file) => ({ workspaceId: work.workspaceId, id: newId(), messageId, ...file })))
    .execute();
}

async function relate(work: Work, conversationId: string, relatedId: string): Promise<void> {
  await work.db
    .insertInto("relations")
    .values({ workspaceId: work.workspaceId, conversationId, relatedId, why: "maybe_related" })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  work.record("conversation.related", { conversationId, relatedId });
}
