import type { AsideMail, AsideTaken } from "../channels/email/aside.ts";
import { mostAnHour } from "../channels/email/loop-guard.ts";
import { Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { lockSide, type SideRecord } from "./access.ts";
import { answerAside, isKnown } from "./answered-by-mail.ts";
import { set, told } from "./change.ts";
import { answered, attach } from "./side-message.ts";

/**
 * Takes a mail of somebody outside into its side conversation, once: it is answered then, and open again when it was closed. An
 * automatic reply is only shown. Nobody becomes a customer by it. What a colleague answered by mail is taken as theirs.
 */
export async function takeAside(work: Work, mail: AsideMail): Promise<AsideTaken | null> {
  if (work.actor.kind === "agent") return answerAside(work, mail);
  const side = await lockSide(work, mail.asideId).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
  if (!side) return null;
  const { conversationId } = side;
  if (await isKnown(work, mail.providerKey)) return { what: "stored", conversationId, duplicate: true };
  if (await looksLikeLoop(work, side.id, mail.author.address)) return { what: "loop" };
  const sideMessageId = await insertReceived(work, side, mail);
  const after = mail.automatic ? {} : await answered(work, side);
  await set(work, side.id, { ...after, lastMessageAt: work.now });
  const now = { ...side, ...after };
  if (side.state === "closed" && now.state !== "closed")
    work.record("side_conversation.reopened", { ...told(now), why: "message" });
  const { automatic, proven } = mail;
  work.record("side_conversation.received", { ...told(now), sideMessageId, automatic, proven });
  return { what: "stored", conversationId, duplicate: false };
}

/** Two robots that answer each other. */
async function looksLikeLoop(work: Work, sideId: string, address: string): Promise<boolean> {
  const rows = await work.db
    .selectFrom("sideMessages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("sideId", "=", sideId)
    .where("at", ">", new Date(work.now.getTime() - 3_600_000))
    .where((eb) => eb(eb.fn<string>("lower", ["authorAddress"]), "=", address.toLowerCase()))
    .limit(mostAnHour)
    .execute();
  return rows.length >= mostAnHour;
}

async function insertReceived(work: Work, { id: sideId }: SideRecord, mail: AsideMail): Promise<string> {
  const { author, words, automatic, proven } = mail;
  const { to, cc, text, html, originalText, originalHtml, blockedImages } = words;
  const id = newId();
  await work.db
    .insertInto("sideMessages")
    .values({
      workspaceId: work.workspaceId,
      id,
      sideId,
      authorKind: "outside",
      authorName: author.name,
      authorAddress: author.address,
      text,
      html,
      originalText,
      originalHtml,
      blockedImages,
      toAddresses: JSON.stringify(to),
      ccAddresses: JSON.stringify(cc),
      automatic,
      proven,
      provenWhy: mail.why,
      internetMessageId: mail.messageId,
      providerKey: mail.providerKey,
      inboundId: mail.inboundId,
      at: work.now,
    })
    .execute();
  await attach(work, id, await mail.files());
  return id;
}
