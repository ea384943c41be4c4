import { z } from "zod";
import { type DraftContent, latestDays, type NextStep } from "../../shared/drafts.ts";
import { sendReply } from "../../shared/replies.ts";
import { richOf } from "../../shared/rich-text.ts";
import { getAgent, teamLeadFor } from "../people/agents.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { find, lock } from "./access.ts";
import { giveBack } from "./draft.ts";
import { requireFilled } from "./field-sheet.ts";
import { filesById, takeOverFiles, uploaded } from "./upload.ts";
import { written } from "./written.ts";

/** Why a reply did not leave at its time. */
export type CancelWhy = "cancelled" | "customer_wrote" | "resolved" | "left" | "refused";

const mostWaiting = 20;
const bodyShape = sendReply.body;
type Reply = z.output<typeof bodyShape>;

/** Keeps a reply until its time. Nothing of the conversation changes before; refuses what could not leave then. */
export async function sendLater(work: Work, id: string, reply: Reply, leavesAt: Date): Promise<string> {
  const { workspaceId, actor, now } = work;
  if (actor.kind !== "agent" && actor.kind !== "key") throw notFound();
  const conversation = await lock(work, id);
  if (conversation.mergedIntoId) throw new Refusal("merged_already", "Write where it went.");
  requireLeaves(work, reply, leavesAt);
  if (reply.then.state === "resolved") await requireFilled(work, conversation);
  const { text, html, images } = await written(work, reply, 500_000);
  const fileIds = [...(await uploaded(work, reply.fileIds)), ...images].map(({ fileId }) => fileId);
  const replyId = newId();
  if ((await waiting(work, id)).length >= mostWaiting)
    throw new Refusal("unprocessable", `${mostWaiting} replies wait here already.`);
  await work.db
    .insertInto("laterReplies")
    .values({
      workspaceId,
      id: replyId,
      conversationId: id,
      homeId: id,
      actorKind: actor.kind,
      actorId: actor.id,
      body: JSON.stringify(z.encode(bodyShape, { ...reply, text, ...(html && { html }) })),
      leavesAt,
      madeAt: now,
    })
    .execute();
  if (fileIds.length > 0)
    await work.db
      .insertInto("laterReplyFiles")
      .values([...new Set(fileIds)].map((fileId) => ({ workspaceId, replyId, fileId })))
      .execute();
  work.record("reply.scheduled", { conversationId: id, replyId, leavesAt: leavesAt.toISOString() });
  return replyId;
}

function requireLeaves(work: Work, { then }: Reply, leavesAt: Date): void {
  if (leavesAt <= work.now || leavesAt.getTime() > work.now.getTime() + latestDays * 86_400_000)
    throw new Refusal("send_time", "Choose a time from now to a year ahead.");
  if ("promise" in then && then.promise && then.promise.dueAt <= leavesAt)
    throw new Refusal("promise_in_the_past", "What you promise would be due before the reply leaves.");
}

/** Says another time. */
export async function changeLeaving(work: Work, replyId: string, leavesAt: Date): Promise<void> {
  const row = await lockReply(work, replyId);
  requireLeaves(work, row.reply, leavesAt);
  await work.db
    .updateTable("laterReplies")
    .set({ leavesAt })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", replyId)
    .execute();
  const { conversationId } = row;
  work.record("reply.scheduled", { conversationId, replyId, leavesAt: leavesAt.toISOString() });
}

/** Cancels it; its words are its writer's draft again. */
export async function cancelOne(
  work: Work,
  replyId: string,
  why: CancelWhy,
  reason = "",
): Promise<Record<string, never>> {
  const { conversationId } = await lockReply(work, replyId);
  await cancel(work, conversationId, [replyId], why, reason);
  return {};
}

/** Cancels whatever waits in a conversation that the work has locked; its words are their writers' drafts. */
export async function cancelAll(work: Work, conversationId: string, why: CancelWhy): Promise<void> {
  await cancel(work, conversationId, null, why, "");
}

/** After a merge: what the customer wrote in the one came before what waited in the other. */
export async function cancelAnswered(work: Work, conversationId: string): Promise<void> {
  const rows = await work.db
    .selectFrom("laterReplies as l")
    .select("l.id")
    .where("l.workspaceId", "=", work.workspaceId)
    .where("l.conversationId", "=", conversationId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("messages as m")
          .select("m.id")
          .whereRef("m.workspaceId", "=", "l.workspaceId")
          .whereRef("m.conversationId", "=", "l.conversationId")
          .where("m.direction", "=", "in")
          .whereRef("m.at", ">", "l.madeAt"),
      ),
    )
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await cancel(work, conversationId, ids, "customer_wrote", "");
}

/** What waits in a conversation goes along when it is merged; taken back, it returns to where it was written. */
export async function moveLater(work: Work, from: string, to: string, home?: string): Promise<void> {
  let query = work.db
    .updateTable("laterReplies")
    .set({ conversationId: to })
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", from);
  if (home) query = query.where("homeId", "=", home);
  await query.execute();
}

/** A row that is deleted is nobody else's: whoever deletes it sends or cancels it, once. The conversation is locked before. */
export async function claim(work: Work, conversationId: string, ids: readonly string[] | null, by?: Date) {
  let query = work.db
    .deleteFrom("laterReplies")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId);
  if (ids) query = query.where("id", "in", [...ids]);
  if (by) query = query.where("leavesAt", "<=", by);
  const rows = await query.returning(["id", "actorKind", "actorId", "body"]).execute();
  return rows.map(({ body, ...row }) => ({ ...row, reply: readReply(body) }));
}

async function cancel(
  work: Work,
  conversationId: string,
  ids: readonly string[] | null,
  why: CancelWhy,
  reason: string,
): Promise<void> {
  for (const { id, actorKind, actorId, reply } of await claim(work, conversationId, ids)) {
    const agentId = await heirOf(work, conversationId, actorKind === "agent" ? actorId : null);
    if (agentId !== actorId) await takeOverFiles(work, reply.fileIds, agentId);
    await giveBack(work, agentId, conversationId, await asDraft(work, reply));
    work.record("reply.unscheduled", { conversationId, replyId: id, agentId, why, reason });
  }
}

/** Whose draft it becomes: the writer's, or of whoever answers for the conversation when the writer is gone or a program. */
async function heirOf(work: Work, conversationId: string, writerId: string | null): Promise<string> {
  const { holderId, teamId } = await work.db
    .selectFrom("conversations")
    .select(["holderId", "teamId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", conversationId)
    .executeTakeFirstOrThrow();
  for (const id of [writerId, holderId]) if (id && (await getAgent(work, id)).active) return id;
  return teamLeadFor(work, { holderId: null, teamId });
}

async function asDraft(work: Work, reply: Reply): Promise<Omit<DraftContent, "tab" | "note">> {
  const files = await filesById(work, reply.fileIds);
  const { cc, bcc, html, text = "", actions, macroIds } = reply;
  return {
    reply: html ?? richOf(text),
    cc: cc ?? null,
    bcc: bcc.length > 0 ? bcc : null,
    files,
    step: stepOf(reply),
    actions,
    macroIds,
  };
}

function stepOf({ then }: Reply): NextStep | null {
  if (then.state === "resolved") return { kind: "resolve", reason: then.reason };
  if (then.state === "waiting") return { kind: "wait" };
  const { text, dueAt } = then.promise;
  return { kind: "promise", text, at: dueAt, onHold: then.state === "on_hold" };
}

export const readReply = (body: unknown): Reply => z.decode(bodyShape, body as never);

async function lockReply(work: Work, replyId: string) {
  const found = await replyOf(work, replyId);
  await lock(work, found.conversationId);
  const row = await replyOf(work, replyId);
  if (row.conversationId !== found.conversationId)
    throw new Refusal("conflict", "It was moved to another conversation meanwhile.");
  return { ...row, reply: readReply(row.body) };
}

/** A reply that waits, if its conversation may be seen. */
export async function replyOf(work: Work, replyId: string) {
  const row = await work.db
    .selectFrom("laterReplies")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", replyId)
    .executeTakeFirst();
  if (!row) throw notFound();
  await find(work, row.conversationId);
  return row;
}

/** What waits in a conversation, the next one first. */
export async function waiting(work: Work, conversationId: string) {
  return work.db
    .selectFrom("laterReplies")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .orderBy("leavesAt")
    .orderBy("id")
    .execute();
}
