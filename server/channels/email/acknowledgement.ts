import { sql } from "kysely";
import { wordsFor } from "../../../help/language.ts";
import { exactTime } from "../../../help/time.ts";
import { find } from "../../conversations/access.ts";
import { incomingAuthor } from "../../conversations/correspondence.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { trackerUrl } from "../../conversations/tracker-link.ts";
import { agentRef } from "../../people/agents.ts";
import { getTeam } from "../../people/team.ts";
import { getWorkspace } from "../../people/workspace.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { languageWith, valuesOf } from "./answer.ts";
import { lookOf } from "./layout.ts";
import { type Acknowledged, acknowledgementLetter, logoOf } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import { queueMail } from "./outbox.ts";

const pause = 10 * 60_000;

/**
 * Tells whoever began a conversation that it arrived, who holds it and when the next word comes. At most one to an address in
 * ten minutes, over all conversations; never when the inbox does not want it.
 */
export async function acknowledge(
  work: Work,
  house: House,
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<void> {
  const author = await incomingAuthor(work, messageId);
  const conversation = await find(work, conversationId);
  const inbox = await getInbox(work, conversation.inboxId);
  if (!author?.address || !inbox.acknowledge || (await toldLately(work, author.address))) return;
  const { name: company, timeZone } = await getWorkspace(work);
  const language = await languageWith(work, conversationId);
  const url = await trackerUrl(work, house, conversationId, author.customerId);
  const values = { ...(await valuesOf(work, conversation, null)), tracker_url: url };
  const look = await lookOf(work, inbox, language, values);
  const mail: Acknowledged = {
    number: Number(conversation.number),
    company,
    holder: await holderOf(work, conversation),
    next: conversation.promiseDueAt && exactTime(conversation.promiseDueAt, timeZone, wordsFor(language)),
    trackerUrl: url,
  };
  const letter = acknowledgementLetter(letterWords(language), mail, look);
  await queueMail(work, {
    kind: "acknowledgement",
    naturalKey: `acknowledgement:${conversationId}`,
    // Without the name: that is text of the sender, too.
    to: { name: "", address: author.address },
    ...letter,
    attachments: logoOf(look),
    conversationId,
    customerId: author.customerId,
  });
}

async function holderOf(
  work: Work,
  { holderId, teamId }: { holderId: string | null; teamId: string | null },
): Promise<Acknowledged["holder"]> {
  const holder = await agentRef(work, holderId);
  if (holder) return { kind: "holder", name: holder.name.split(" ")[0] ?? holder.name };
  return teamId ? { kind: "team", name: (await getTeam(work, teamId)).name } : null;
}

/** Whoever asks waits for others who ask the same at this moment, so that two mails at once get one answer. */
async function toldLately(work: Work, address: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`acknowledge ${work.workspaceId} ${address.toLowerCase()}`}, 45))`.execute(
    work.db,
  );
  const told = await work.db
    .selectFrom("deliveries")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("toKey", "=", address.toLowerCase())
    .where("createdAt", ">", new Date(work.now.getTime() - pause))
    .where("kind", "=", "acknowledgement")
    .limit(1)
    .executeTakeFirst();
  return told !== undefined;
}
