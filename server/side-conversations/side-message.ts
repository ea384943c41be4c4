import { cancelAside } from "../channels/email/aside.ts";
import { encodedSize } from "../channels/email/enclosure.ts";
import { limitsOf } from "../channels/email/sending-limits.ts";
import { inboxOf } from "../conversations/concerned.ts";
import { whoCanHold } from "../conversations/holder.ts";
import { leavesAt } from "../conversations/sending.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { isAsked, lockSide, requireMayWriteSide, type SideRecord } from "./access.ts";
import { set, told } from "./change.ts";
import { expecting } from "./expectation.ts";
import { type Gathered, gather, type Shown } from "./shown.ts";

export interface NewMessage extends Shown {
  expectedBy?: Date | undefined;
  close: boolean;
}

/** The key under which a message goes out as mail. */
export const mailKey = (sideMessageId: string) => `side:${sideMessageId}`;

/** What taking a message back brings back. */
const restored = [
  "state",
  "waitingSince",
  "expectedBy",
  "dueSoonAt",
  "overdueAt",
  "closedAt",
  "closedBy",
  "lastMessageAt",
] as const;

/**
 * Writes in a side conversation. Of whoever was asked it is the answer; of whoever asks it is the next question, with a time by
 * which an answer is expected, or the last word. Returns its id.
 */
export async function writeSide(
  work: Work,
  id: string,
  { expectedBy, close, ...shown }: NewMessage,
): Promise<string> {
  const side = await lockSide(work, id);
  requireMayWriteSide(work, side);
  const answers = isAsked(work, side);
  const after = answers ? await answered(work, side) : await asked(work, side, { expectedBy, close });
  const sideMessageId = await insertOwn(work, side, shown, side);
  await set(work, id, { ...after, lastMessageAt: work.now });
  const now = { ...side, ...after };
  if (side.state === "closed" && now.state !== "closed")
    work.record("side_conversation.reopened", { ...told(now), why: answers ? "message" : "agent" });
  work.record("side_conversation.written", { ...told(now), sideMessageId, answers });
  if (side.state !== "closed" && now.state === "closed") work.record("side_conversation.closed", told(now));
  return sideMessageId;
}

async function asked(
  work: Work,
  side: SideRecord,
  { expectedBy, close }: Pick<NewMessage, "expectedBy" | "close">,
): Promise<Partial<SideRecord>> {
  if (close) {
    const closedBy = work.actor.kind === "agent" ? work.actor.id : null;
    return { state: "closed", closedAt: work.now, closedBy, dueSoonAt: null };
  }
  const by = expectedBy ?? side.expectedBy;
  if (!expectedBy && by <= work.now)
    throw new Refusal("promise_required", "Say by when you expect the answer, or close it.");
  return { ...(await expecting(work, by)), ...(await heldAgain(work, side)) };
}

/** Columns after an answer: it is for us to go on, and somebody who is here answers for it. */
export async function answered(work: Work, side: SideRecord): Promise<Partial<SideRecord>> {
  const open = { state: "answered", dueSoonAt: null, closedAt: null, closedBy: null };
  return { ...open, ...(await heldAgain(work, side)) };
}

/** While it was closed, whoever answered for it may have left. */
export async function heldAgain(work: Work, side: SideRecord): Promise<Partial<SideRecord>> {
  if (side.state !== "closed") return {};
  const { holderId, teamId } = await whoCanHold(work, { holderId: side.holderId, teamId: side.holderTeamId });
  return { holderId, holderTeamId: teamId };
}

type Place = Pick<SideRecord, "id" | "conversationId" | "askedAddress">;

/** Keeps what one of the house writes; `before` is how the side conversation stood, null when this begins it. */
export async function insertOwn(
  work: Work,
  { id: sideId, conversationId, askedAddress }: Place,
  shown: Shown,
  before: SideRecord | null,
): Promise<string> {
  const gathered = await gather(work, conversationId, shown);
  if (askedAddress) await requireFits(work, conversationId, gathered);
  const { text, html, excerpts, files } = gathered;
  const id = newId();
  const { workspaceId, actor, now } = work;
  const kept = before && Object.fromEntries(restored.map((key) => [key, before[key]]));
  await work.db
    .insertInto("sideMessages")
    .values({
      workspaceId,
      id,
      sideId,
      ...(actor.kind === "agent"
        ? { authorKind: "agent", authorAgentId: actor.id }
        : { authorKind: "system" }),
      text,
      html,
      excerpts: JSON.stringify(excerpts),
      leavesAt: askedAddress ? await leavesAt(work) : null,
      before: kept && JSON.stringify(kept),
      at: now,
    })
    .execute();
  await attach(work, id, files);
  return id;
}

/** Hangs stored files on a message. */
export async function attach(
  work: Work,
  sideMessageId: string,
  files: readonly { id?: string; fileId: string; name: string; inline: boolean }[],
): Promise<void> {
  if (files.length === 0) return;
  await work.db
    .insertInto("sideFiles")
    .values(
      files.map(({ id = newId(), fileId, name, inline }) => ({
        workspaceId: work.workspaceId,
        id,
        sideMessageId,
        fileId,
        name,
        inline,
      })),
    )
    .execute();
}

/** A mail beside a conversation carries its files and leads to none: a link would be open to whoever has it. */
export async function requireFits(work: Work, conversationId: string, { files }: Gathered): Promise<void> {
  const { largestBytes } = await limitsOf(work, await inboxOf(work, conversationId));
  const size = files.reduce((sum, file) => sum + encodedSize(file.size), 0);
  if (size <= largestBytes) return;
  const most = (largestBytes / 1_000_000).toFixed(0);
  throw new Refusal("too_large", `The files are too large for a mail of this inbox, which takes ${most} MB.`);
}

/** Takes back what one wrote before it leaves; the side conversation stands as before, or is gone with its first message. */
export async function takeSideBack(work: Work, messageId: string) {
  const { sideId } = await messageOf(work, messageId);
  const side = await lockSide(work, sideId);
  const message = await messageOf(work, messageId);
  if (message.authorAgentId === null || message.authorAgentId !== work.actor.id)
    throw new Refusal("forbidden", "Only whoever wrote it takes it back.");
  const late = !message.leavesAt || message.leavesAt <= work.now;
  if (late || !(await cancelAside(work, mailKey(messageId))))
    throw new Refusal("undo_too_late", "It is on its way already.");
  const gone = message.before === null;
  const table = gone ? "sideConversations" : "sideMessages";
  await work.db
    .deleteFrom(table)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", gone ? sideId : messageId)
    .execute();
  // What came meanwhile stands.
  if (!gone && side.lastMessageAt.getTime() === message.at.getTime())
    await set(work, sideId, message.before as Partial<SideRecord>);
  work.record("side_conversation.withdrawn", { ...told(side), sideMessageId: messageId, gone });
  return { sideId, gone, text: message.text, html: message.html };
}

/** The newest message that one of the house wrote; null when there is none. */
export async function lastOwn(work: Work, sideId: string): Promise<string | null> {
  const row = await work.db
    .selectFrom("sideMessages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("sideId", "=", sideId)
    .where("authorKind", "<>", "outside")
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function messageOf(work: Work, id: string) {
  const row = await work.db
    .selectFrom("sideMessages")
    .select(["sideId", "authorAgentId", "leavesAt", "before", "text", "html", "at"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("There is no such message.");
  return row;
}
