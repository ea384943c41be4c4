import { find } from "../../conversations/access.ts";
import { outgoing, recipientsOf } from "../../conversations/correspondence.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { trackerUrl } from "../../conversations/tracker-link.ts";
import { getWorkspace } from "../../people/workspace.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { type Letter, replyLetter } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import { type Person, queueMail } from "./outbox.ts";

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
  const { text, attachments, bcc, leavesAt } = message;
  const { number, subject, inboxId } = await find(work, conversationId);
  const recipients = await recipientsOf(work, conversationId);
  const [inbox, { locale }] = [await getInbox(work, inboxId), await getWorkspace(work)];
  const shown = (role: string) =>
    recipients.filter((one) => one.role === role).map(({ name, address }) => ({ name, address }));
  const around = {
    shownTo: shown("requester"),
    shownCc: shown("cc"),
    conversationId,
    messageId,
    attachments,
  };
  const letter = (url: string | null): Letter =>
    replyLetter(letterWords(locale), {
      number: Number(number),
      subject,
      text,
      signature: inbox.signature,
      trackerUrl: url,
    });
  const queue = (to: Person, key: string, words: Letter, customerId?: string) =>
    queueMail(work, {
      kind: "reply",
      naturalKey: `reply:${messageId}:${key}`,
      to,
      ...around,
      ...words,
      inboxId: inbox.id,
      customerId,
      notBefore: leavesAt,
    });
  for (const { customerId, name, address } of recipients) {
    const url = await trackerUrl(work, house, conversationId, customerId);
    await queue({ name, address }, customerId, letter(url), customerId);
  }
  const known = new Set(recipients.map(({ address }) => address.toLowerCase()));
  for (const one of bcc)
    if (!known.has(one.address.toLowerCase()))
      await queue(one, `bcc:${one.address.toLowerCase()}`, letter(null));
}
