import { sql } from "kysely";
import { unmergeDays } from "../../shared/merging.ts";
import { agentRef } from "../people/agents.ts";
import { Refusal } from "../platform/errors.ts";
import { takeTurn } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, find, lock } from "./access.ts";
import { recordHolding, write } from "./change.ts";
import { whoCanHold } from "./holder.ts";
import { moveLater } from "./later-reply.ts";
import type { BeforeMerge } from "./merge.ts";
import { returnDrafts } from "./merge-drafts.ts";
import { showNewest } from "./newest.ts";
import { checkInPromise, make, nextReplyPromise } from "./promise.ts";
import { titlesOf } from "./snapshot.ts";
import { sleepAgain } from "./snooze.ts";

const undoUntil = (madeAt: Date) => new Date(madeAt.getTime() + unmergeDays * 86_400_000);

/** Takes a merge back: messages return, and the source stands as it stood, with a promise that can be kept. One that is not merged stays as it is. */
export async function unmerge(work: Work, sourceId: string): Promise<void> {
  const { mergedIntoId: targetId } = await find(work, sourceId);
  if (!targetId) return;
  // As what comes in meanwhile takes them, which follows the merge: in their own order they would wait in a circle.
  await takeTurn(work, sourceId);
  await takeTurn(work, targetId);
  const target = await lock(work, targetId);
  const source = await lock(work, sourceId);
  if (source.mergedIntoId !== targetId) return;
  if (target.mergedIntoId)
    throw new Refusal("merged_already", `Take back first that #${target.number} was merged.`);
  const { id, madeAt, before } = await liveMerge(work, sourceId);
  if (undoUntil(madeAt) < work.now)
    throw new Refusal("undo_too_late", "It was merged more than 30 days ago.");
  await returnMessages(work, id, sourceId, targetId);
  await moveLater(work, targetId, sourceId, sourceId);
  await returnReaders(work, target, before);
  await returnDrafts(work, targetId, sourceId, before.drafts ?? []);
  await standAgain(work, source, before);
  await showNewest(work, sourceId);
  await showNewest(work, targetId);
  const { snooze } = before;
  if (snooze) await sleepAgain(work, sourceId, { ...snooze, until: new Date(snooze.until) });
  work.record("conversation.unmerged", { conversationId: sourceId, fromId: targetId });
  work.record("conversation.changed", { conversationId: targetId, fields: ["messages"] });
}

async function liveMerge(
  work: Work,
  sourceId: string,
): Promise<{ id: string; madeAt: Date; before: BeforeMerge }> {
  const row = await work.db
    .updateTable("merges")
    .set({ undoneAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("sourceId", "=", sourceId)
    .where("undoneAt", "is", null)
    .returning(["id", "madeAt", "before"])
    .executeTakeFirstOrThrow();
  return { ...row, before: row.before as BeforeMerge };
}

/** Those that came with the merge and are still there: one that was split out since stays where it is. */
async function returnMessages(
  work: Work,
  mergeId: string,
  sourceId: string,
  targetId: string,
): Promise<void> {
  const ws = sql`${work.workspaceId}::uuid`;
  await sql`update messages set conversation_id = ${sourceId}::uuid
    where workspace_id = ${ws} and conversation_id = ${targetId}::uuid
      and id in (select message_id from merged_messages where workspace_id = ${ws} and merge_id = ${mergeId}::uuid)`.execute(
    work.db,
  );
}

async function returnReaders(
  work: Work,
  target: ConversationRecord,
  { readers, tags }: BeforeMerge,
): Promise<void> {
  if (readers.length > 0)
    await work.db
      .deleteFrom("participants")
      .where("workspaceId", "=", work.workspaceId)
      .where("conversationId", "=", target.id)
      .where("customerId", "in", readers)
      .where("role", "=", "cc")
      .execute();
  await write(work, target.id, { tags: target.tags.filter((tag) => !tags.includes(tag)) });
}

async function standAgain(work: Work, source: ConversationRecord, before: BeforeMerge): Promise<void> {
  const { id } = source;
  if (before.state === "resolved") {
    const resolvedAt = before.resolvedAt ? new Date(before.resolvedAt) : work.now;
    return write(work, id, { mergedIntoId: null, resolution: before.resolution, resolvedAt });
  }
  const waits = before.state === "waiting";
  const old = before.promise && { text: before.promise.text, dueAt: new Date(before.promise.dueAt) };
  const next = old && old.dueAt > work.now ? old : await (waits ? checkInPromise : nextReplyPromise)(work);
  const holding = await whoCanHold(work, source);
  const promised = await make(work, id, waits ? "check_in" : "next_step", next);
  await write(work, id, {
    ...promised,
    ...holding,
    mergedIntoId: null,
    state: before.state,
    resolvedAt: null,
    resolution: null,
  });
  recordHolding(work, source, holding, "reopened");
}

/** What is merged into a conversation at present, newest first. */
export async function listMerges(work: Work, targetId: string) {
  await find(work, targetId);
  const rows = await work.db
    .selectFrom("merges")
    .select(["sourceId", "madeBy", "madeAt"])
    .where("workspaceId", "=", work.workspaceId)
    .where("targetId", "=", targetId)
    .where("undoneAt", "is", null)
    .orderBy("madeAt", "desc")
    .limit(200)
    .execute();
  const titles = await titlesOf(
    work,
    rows.map(({ sourceId }) => sourceId),
  );
  return Promise.all(
    rows
      .filter(({ sourceId }) => titles.has(sourceId))
      .map(async ({ sourceId, madeBy, madeAt }) => ({
        sourceId,
        number: titles.get(sourceId)?.number ?? 0,
        subject: titles.get(sourceId)?.subject ?? "",
        by: await agentRef(work, madeBy),
        at: madeAt,
        undoUntil: undoUntil(madeAt),
      })),
  );
}
