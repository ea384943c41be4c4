import type { z } from "zod";
import type { sendReply, writeNote } from "../../shared/replies.ts";
import { findOrMake } from "../customers/customer.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { shareTurn } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, lock, whereItWent } from "./access.ts";
import { write } from "./change.ts";
import { requireFilled } from "./field-sheet.ts";
import { withdrawPending } from "./handover.ts";
import { whoCanHold } from "./holder.ts";
import { cancelAll } from "./later-reply.ts";
import { addCollaborators, addParticipants } from "./participant.ts";
import { preview } from "./preview.ts";
import { checkInPromise, make, noPromise, type PromiseColumns, settle } from "./promise.ts";
import { attach } from "./receive.ts";
import { actAlong, after, before } from "./reply-actions.ts";
import { mergedElsewhere } from "./resolution.ts";
import { leavesAt, remember } from "./sending.ts";
import { recordStanding } from "./state.ts";
import { uploaded } from "./upload.ts";
import { type Written, written } from "./written.ts";

type Along = "actions" | "macroIds";
type Asked = z.output<(typeof sendReply)["body"]>;
export type Reply = Omit<Asked, Along> & Partial<Pick<Asked, Along>>;
export type Note = z.output<(typeof writeNote)["body"]>;

/**
 * Answers the customer: the live promise is kept, the next one is made in the same breath, or the reply resolves it.
 * Whoever answers a conversation that no person holds takes it. With `leavesAs`, the id it waited under, it leaves at once.
 * Returns the message's id.
 */
export async function send(
  work: Work,
  id: string,
  reply: Reply,
  liveBecomes: "kept" | "withdrawn" = "kept",
  leavesAs?: string,
): Promise<string> {
  const found = await lock(work, id);
  if (found.mergedIntoId) throw mergedElsewhere();
  const described = await actAlong(work, id, before(reply.actions ?? []));
  const conversation = described.length > 0 ? await lock(work, id) : found;
  const resolved = reply.then.state === "resolved";
  if (resolved) await requireFilled(work, conversation);
  await settle(work, conversation, liveBecomes);
  const promised = await nextPromise(work, id, reply.then);
  if (resolved) await withdrawPending(work, conversation);
  const holding = await holdingAfter(work, conversation);
  const leaves = leavesAs ? null : await leavesAt(work);
  const words = await written(work, reply, 500_000);
  const { fileIds, bcc } = reply;
  const messageId = await insertOwn(work, id, {
    id: leavesAs ?? newId(),
    kind: "reply",
    ...words,
    fileIds,
    bcc,
    leavesAt: leaves,
  });
  const resolution = reply.then.state === "resolved" ? reply.then.reason : null;
  const readerIds = await addReaders(work, id, reply.cc ?? []);
  await write(work, id, {
    ...promised,
    ...holding,
    state: reply.then.state,
    preview: preview(words.text),
    customerSpokeLast: false,
    lastMessageAt: work.now,
    firstRepliedAt: conversation.firstRepliedAt ?? work.now,
    snoozedUntil: null,
    resolvedAt: resolved ? work.now : null,
    resolution,
  });
  work.record("message.sent", { conversationId: id, messageId, channel: "email" });
  if (conversation.snoozedUntil) work.record("conversation.woken", { conversationId: id, why: "agent" });
  recordStanding(work, conversation, { state: reply.then.state, ...holding, resolution }, "taken");
  const acted = [...described, ...(await actAlong(work, id, after(reply.actions ?? [])))];
  const { cc = null, macroIds = [] } = reply;
  if (leaves) await remember(work, messageId, conversation, { cc, readerIds, acted, macroIds });
  recordMacros(work, id, messageId, macroIds);
  if (resolved) await cancelAll(work, id, "resolved");
  return messageId;
}

function recordMacros(work: Work, conversationId: string, messageId: string, ids: readonly string[]): void {
  const agentId = work.actor.kind === "agent" ? work.actor.id : null;
  for (const macroId of new Set(ids))
    work.record("macro.used", { conversationId, messageId, macroId, agentId });
}

async function nextPromise(work: Work, id: string, then: Reply["then"]): Promise<PromiseColumns> {
  if (then.state === "resolved") return noPromise;
  if (then.state === "waiting")
    return make(work, id, "check_in", then.promise ?? (await checkInPromise(work)));
  return make(work, id, "next_step", then.promise);
}

async function holdingAfter(work: Work, conversation: ConversationRecord) {
  const holding = await whoCanHold(work, conversation);
  const answering = work.actor.kind === "agent" ? work.actor.id : null;
  if (holding.holderId || !answering) return holding;
  await shareTurn(work, answering);
  return { ...holding, holderId: answering };
}

/**
 * Writes a note that only colleagues see, where the conversation went if it was merged; those mentioned may see it from then
 * on.
 */
export async function note(
  work: Work,
  noted: string,
  { mentions, fileIds, ...words }: Note,
): Promise<string> {
  const id = await whereItWent(work, noted);
  const messageId = await insertOwn(work, id, {
    id: newId(),
    kind: "note",
    ...(await written(work, words, 100_000)),
    fileIds,
  });
  await addCollaborators(work, id, mentions);
  work.record("note.written", { conversationId: id, messageId, mentions });
  return messageId;
}

interface Own extends Written {
  id: string;
  kind: "reply" | "note";
  fileIds: readonly string[];
  bcc?: readonly string[];
  leavesAt?: Date | null;
}

async function insertOwn(
  work: Work,
  conversationId: string,
  { id, kind, text, html, images, fileIds, bcc = [], leavesAt = null }: Own,
): Promise<string> {
  const { workspaceId, actor, now } = work;
  const author =
    actor.kind === "agent"
      ? { authorKind: "agent", authorAgentId: actor.id }
      : { authorKind: "system", authorAgentId: null };
  await work.db
    .insertInto("messages")
    .values({
      workspaceId,
      id,
      conversationId,
      kind,
      direction: kind === "note" ? "internal" : "out",
      channel: "email",
      ...author,
      text,
      html,
      bccAddresses: JSON.stringify(bcc.map((address) => ({ name: "", address }))),
      leavesAt,
      at: now,
    })
    .execute();
  const shown = new Map(
    images.map(({ fileId, name }) => [fileId, { fileId, name, contentId: null, inline: true }]),
  );
  const beside = await uploaded(
    work,
    fileIds.filter((fileId) => !shown.has(fileId)),
  );
  await attach(work, id, [...shown.values(), ...beside]);
  return id;
}

async function addReaders(work: Work, id: string, addresses: readonly string[]): Promise<string[]> {
  const readers: string[] = [];
  for (const email of addresses) readers.push(await findOrMake(work, { name: "", email }));
  return readers.length > 0 ? addParticipants(work, id, readers) : [];
}

/** Says that an unproven message is genuine; its Cc become readers only now. */
export async function vouch(work: Work, messageId: string): Promise<void> {
  if (work.actor.kind !== "agent") throw new Refusal("forbidden", "Only a person can vouch for a message.");
  const message = await work.db
    .selectFrom("messages")
    .select(["conversationId", "proven", "vouchedBy", "ccAddresses"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", messageId)
    .executeTakeFirst();
  if (!message) throw notFound();
  await lock(work, message.conversationId);
  if (message.proven || message.vouchedBy) return;
  await work.db
    .updateTable("messages")
    .set({ vouchedBy: work.actor.id })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", messageId)
    .execute();
  const cc = message.ccAddresses as { address: string }[];
  await addReaders(
    work,
    message.conversationId,
    cc.map(({ address }) => address),
  );
  work.record("message.vouched", { conversationId: message.conversationId, messageId });
}
