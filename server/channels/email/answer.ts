import { find } from "../../conversations/access.ts";
import { attachmentUrl } from "../../conversations/attachment-link.ts";
import { lastWords, outgoing, recipientsOf } from "../../conversations/correspondence.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { trackerUrl } from "../../conversations/tracker-link.ts";
import { agentRef } from "../../people/agents.ts";
import { getTeam } from "../../people/team.ts";
import { getWorkspace } from "../../people/workspace.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { enclose } from "./enclosure.ts";
import { languageOf } from "./language-of.ts";
import { lookOf } from "./layout.ts";
import type { LayoutValues } from "./layout-text.ts";
import { type Letter, logoOf, replyLetter } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import { type Person, queueMail } from "./outbox.ts";
import { replyHtml } from "./reply-html.ts";
import { limitsOf } from "./sending-limits.ts";

/**
 * Queues an agent's message to everybody who takes part and has an address: one mail each, with an address to answer of their own.
 * Whoever is in Bcc gets a mail without one and without the tracker, which are the customers' own. What was taken back goes to nobody.
 */
export async function queueReply(
  work: Work,
  house: House,
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<void> {
  const message = await outgoing(work, messageId);
  if (!message) return;
  const conversation = await find(work, conversationId);
  const recipients = await recipientsOf(work, conversationId);
  const inbox = await getInbox(work, conversation.inboxId);
  const linkOf = (id: string) => attachmentUrl(house, work.workspaceId, id);
  const limits = await limitsOf(work, inbox.id);
  const { enclosed, linked, pictures } = await enclose(work, linkOf, message, limits);
  const html = message.html === null ? null : replyHtml(message.html, pictures, house.config.url);
  const shown = (role: string) =>
    recipients.filter((one) => one.role === role).map(({ name, address }) => ({ name, address }));
  const around = { shownTo: shown("requester"), shownCc: shown("cc"), conversationId, messageId };
  const values = await valuesOf(work, conversation, message.agentId);
  const language = await languageWith(work, conversationId);

  const queue = async (to: Person, key: string, url: string | null, customerId?: string) => {
    const look = await lookOf(work, inbox, language, { ...values, tracker_url: url ?? "" });
    const { subject, number } = conversation;
    const reply = { number: Number(number), subject, text: message.text, html, trackerUrl: url, linked };
    const letter: Letter = replyLetter(letterWords(language), reply, look);
    await queueMail(work, {
      kind: "reply",
      naturalKey: `reply:${messageId}:${key}`,
      to,
      ...around,
      ...letter,
      attachments: [...logoOf(look), ...enclosed],
      inboxId: inbox.id,
      customerId,
      notBefore: message.leavesAt,
    });
  };
  for (const { customerId, name, address } of recipients)
    await queue(
      { name, address },
      customerId,
      await trackerUrl(work, house, conversationId, customerId),
      customerId,
    );
  const known = new Set(recipients.map(({ address }) => address.toLowerCase()));
  for (const one of message.bcc)
    if (!known.has(one.address.toLowerCase())) await queue(one, `bcc:${one.address.toLowerCase()}`, null);
}

/** What a layout may say of a conversation; the tracker's address is each reader's own. */
export async function valuesOf(
  work: Work,
  {
    number,
    teamId,
    holderId,
  }: { number: number | bigint | string; teamId: string | null; holderId: string | null },
  agentId: string | null,
): Promise<LayoutValues> {
  const agent = await agentRef(work, agentId ?? holderId);
  return {
    agent_first_name: agent?.name.split(" ")[0] ?? "",
    team: teamId ? (await getTeam(work, teamId)).name : "",
    company: (await getWorkspace(work)).name,
    number: String(number),
    tracker_url: "",
  };
}

/** The language the customer last wrote in, where their words tell; otherwise the workspace's. */
export async function languageWith(work: Work, conversationId: string): Promise<string> {
  const { locale } = await getWorkspace(work);
  return languageOf(await lastWords(work, conversationId)) ?? locale;
}
