import type { AsideMail, AsideTaken } from "../channels/email/aside.ts";
import { nextReplyPromise } from "../conversations/promise.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { isAsked, lockSide, mayWriteSide, type SideRecord } from "./access.ts";
import { writeSide } from "./side-message.ts";

/**
 * Writes down a colleague's mail as their word in a side conversation, once; call it as that colleague. Whoever was asked answers
 * by it; whoever asks goes on waiting, and after the time has passed as long as for a reply.
 */
export async function answerAside(work: Work, mail: AsideMail): Promise<AsideTaken> {
  const side = await lockSide(work, mail.asideId).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
  if (!side || !mayWriteSide(work, side)) return { what: "held", why: "agent_no_access" };
  const { conversationId } = side;
  if (await isKnown(work, mail.providerKey)) return { what: "stored", conversationId, duplicate: true };
  const text = mail.words.text.trim();
  if (text === "") return { what: "held", why: "agent_empty" };
  const fileIds = (await mail.files()).map(({ fileId }) => fileId);
  const shown = { text, forwardIds: [], attachmentIds: [], fileIds };
  const id = await writeSide(work, side.id, {
    ...shown,
    expectedBy: await expectedBy(work, side),
    close: false,
  }).catch((error: unknown) => {
    // It refuses before it has written anything: files that are too large for a mail.
    if (error instanceof Refusal) return null;
    throw error;
  });
  if (!id) return { what: "held", why: "agent_refused" };
  await markAsMail(work, id, mail);
  return { what: "stored", conversationId, duplicate: false };
}

async function expectedBy(work: Work, side: SideRecord): Promise<Date | undefined> {
  if (isAsked(work, side)) return undefined;
  return side.expectedBy > work.now ? side.expectedBy : (await nextReplyPromise(work)).dueAt;
}

/** Whether this mail is a message of a side conversation already. */
export async function isKnown(work: Work, providerKey: string): Promise<boolean> {
  const row = await work.db
    .selectFrom("sideMessages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("providerKey", "=", providerKey)
    .executeTakeFirst();
  return row !== undefined;
}

/** Without the Message-ID: what a colleague wrote to the house is no part of the thread with whoever is outside. */
async function markAsMail(work: Work, id: string, { providerKey, inboundId }: AsideMail): Promise<void> {
  await work.db
    .updateTable("sideMessages")
    .set({ providerKey, inboundId })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
}
