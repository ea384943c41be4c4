import type { Updateable } from "kysely";
import { z } from "zod";
import { ReplyAction } from "../../shared/actions.ts";
import type { TakenBack } from "../../shared/replies.ts";
import { richOf } from "../../shared/rich-text.ts";
import { getWorkspace } from "../people/workspace.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import type { Conversations } from "../platform/tables.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, find, lock } from "./access.ts";
import { write } from "./change.ts";
import { underway } from "./delivery-state.ts";
import { giveBack } from "./draft.ts";
import { offerAgain } from "./handover.ts";
import { showNewest } from "./newest.ts";
import { revive, settle, unkeep } from "./promise.ts";
import { type Acted, undoAlong } from "./reply-actions.ts";
import { recordStanding } from "./state.ts";

/** What a reply may change of its conversation. */
const changed = [
  "state",
  "resolvedAt",
  "resolution",
  "snoozedUntil",
  "snoozedFor",
  "snoozedOnId",
  "holderId",
  "teamId",
  "escalatedToId",
  "promiseId",
  "promiseKind",
  "promiseText",
  "promiseDueAt",
  "promiseBrokenAt",
  "promiseDueSoonAt",
  "preview",
  "customerSpokeLast",
  "lastMessageAt",
  "firstRepliedAt",
  "offeredAgentId",
  "offeredTeamId",
] as (keyof ConversationRecord)[];

/** What tells whether something else happened to it since. */
const telling = [
  "id",
  "mergedIntoId",
  "state",
  "resolvedAt",
  "snoozedUntil",
  "holderId",
  "teamId",
  "promiseId",
  "promiseBrokenAt",
  "lastMessageAt",
  "offeredAgentId",
  "offeredTeamId",
] as (keyof ConversationRecord)[];

const pick = (conversation: ConversationRecord, keys: readonly (keyof ConversationRecord)[]) =>
  Object.fromEntries(keys.map((key) => [key, conversation[key]]));

interface Before {
  /** As JSON keeps them: times are text. */
  columns: Updateable<Conversations> & { promiseId?: string | null; promiseBrokenAt?: string | null };
  statusId: string | null;
  /** What was asked as Cc, and which readers came in by it. */
  cc: string[] | null;
  readerIds: string[];
  /** What was done along with it, and the macros it was written with; missing for replies of before. */
  acted?: Acted[];
  macroIds?: string[];
}

/** When a reply written now leaves; null when the workspace sends at once. */
export async function leavesAt(work: Work): Promise<Date | null> {
  const { undoSeconds } = await getWorkspace(work);
  return undoSeconds === 0 ? null : new Date(work.now.getTime() + undoSeconds * 1000);
}

/** Remembers how the conversation stood before a reply that waits, so that it can be taken back. */
export async function remember(
  work: Work,
  messageId: string,
  conversation: ConversationRecord,
  kept: Pick<Before, "cc" | "readerIds" | "acted" | "macroIds">,
): Promise<void> {
  const columns = pick(conversation, changed);
  const before = { columns, statusId: conversation.statusId, ...kept };
  await work.db
    .insertInto("sendings")
    .values({
      workspaceId: work.workspaceId,
      messageId,
      actorKind: work.actor.kind,
      actorId: work.actor.id,
      before: JSON.stringify(before),
      after: JSON.stringify(pick(await find(work, conversation.id), telling)),
    })
    .execute();
}

/**
 * Takes a reply back before it leaves: it is gone from the conversation, and state, holder and promise stand as before it.
 * When something else happened since, that stands. Refuses what somebody else sent, and what has left.
 */
export async function takeBack(work: Work, messageId: string): Promise<TakenBack> {
  const { conversationId } = await messageOf(work, messageId);
  const conversation = await lock(work, conversationId);
  const { leavesAt: leaves, text, html, bcc } = await messageOf(work, messageId);
  const sending = await sendingOf(work, messageId);
  if (!sending || !leaves || leaves <= work.now || (await underway(work, messageId)))
    throw new Refusal("undo_too_late", "The reply is on its way already.");
  if (sending.actorKind !== work.actor.kind || sending.actorId !== work.actor.id)
    throw new Refusal("forbidden", "Only whoever sent a reply takes it back.");
  const before = sending.before as unknown as Before;
  const files = await filesOf(work, messageId);
  await work.db
    .deleteFrom("messages")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", messageId)
    .execute();
  await removeReaders(work, conversationId, before.readerIds);
  const { acted = [], macroIds = [] } = before;
  await undoAlong(work, conversationId, acted);
  if (isSame(sending.after, pick(conversation, telling))) await standAgain(work, conversation, before);
  else await standWithout(work, conversation, before);
  work.record("message.withdrawn", { conversationId, messageId });
  const actions = acted.map(({ action }) => z.decode(ReplyAction, action as never));
  const back = { conversationId, text, html, cc: before.cc, bcc, files, actions, macroIds };
  return { ...back, draft: await backToDraft(work, back) };
}

/** Its words are its writer's draft again, also on other devices and after a crash; returns its version. A program has none. */
async function backToDraft(work: Work, back: Omit<TakenBack, "draft">): Promise<string | null> {
  if (work.actor.kind !== "agent") return null;
  const { conversationId, text, html, cc, bcc, files, actions, macroIds } = back;
  const { version } = await giveBack(work, work.actor.id, conversationId, {
    reply: html ?? richOf(text),
    cc,
    bcc: bcc.length > 0 ? bcc : null,
    files,
    step: null,
    actions,
    macroIds,
  });
  return version;
}

/** Compared as JSON, by key: jsonb has an order of its own. */
function isSame(kept: unknown, present: Record<string, unknown>): boolean {
  const before = kept as Record<string, unknown>;
  return Object.entries(present).every(
    ([key, value]) => JSON.stringify(value ?? null) === JSON.stringify(before[key] ?? null),
  );
}

/** Something else happened since: that stands, but what nobody was sent kept no promise and was no first reply. */
async function standWithout(work: Work, { id }: ConversationRecord, { columns }: Before): Promise<void> {
  if (columns.promiseId) await unkeep(work, columns.promiseId);
  await showNewest(work, id);
  if (!columns.firstRepliedAt) await write(work, id, { firstRepliedAt: await firstAnswerAt(work, id) });
}

async function firstAnswerAt(work: Work, id: string): Promise<Date | null> {
  const row = await work.db
    .selectFrom("messages")
    .select("at")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", id)
    .where("direction", "=", "out")
    .orderBy("at")
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

async function standAgain(work: Work, conversation: ConversationRecord, before: Before): Promise<void> {
  const { id } = conversation;
  const { columns, statusId } = before;
  const brokenAt = columns.promiseBrokenAt;
  await settle(work, conversation, "withdrawn");
  if (columns.promiseId) await revive(work, columns.promiseId, brokenAt ? new Date(brokenAt) : null);
  await write(work, id, columns);
  // In a second step: a change of state takes the status away.
  if (statusId) await write(work, id, { statusId });
  const now = await find(work, id);
  recordStanding(work, conversation, now, "given");
  if (!conversation.offeredAgentId && !conversation.offeredTeamId) await offerAgain(work, now);
}

async function messageOf(work: Work, id: string) {
  const row = await work.db
    .selectFrom("messages")
    .select(["conversationId", "leavesAt", "text", "html", "bccAddresses"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound();
  const bcc = row.bccAddresses as { address: string }[];
  return { ...row, bcc: bcc.map(({ address }) => address) };
}

async function sendingOf(work: Work, messageId: string) {
  return work.db
    .selectFrom("sendings")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("messageId", "=", messageId)
    .executeTakeFirst();
}

/** Those beside the words; what stands in them comes back with them. */
async function filesOf(work: Work, messageId: string): Promise<TakenBack["files"]> {
  const rows = await work.db
    .selectFrom("attachments as t")
    .innerJoin("files as f", (join) =>
      join.onRef("f.workspaceId", "=", "t.workspaceId").onRef("f.id", "=", "t.fileId"),
    )
    .select(["f.id", "t.name", "f.mediaType", "f.size"])
    .where("t.workspaceId", "=", work.workspaceId)
    .where("t.messageId", "=", messageId)
    .where("t.inline", "=", false)
    .orderBy("t.id")
    .execute();
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

async function removeReaders(
  work: Work,
  conversationId: string,
  readerIds: readonly string[],
): Promise<void> {
  if (readerIds.length === 0) return;
  await work.db
    .deleteFrom("participants")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("customerId", "in", [...readerIds])
    .where("role", "=", "cc")
    .execute();
}
