import { find } from "../../conversations/access.ts";
import { outgoing, recipientsOf } from "../../conversations/correspondence.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { trackerUrl } from "../../conversations/tracker-link.ts";
import { getWorkspace } from "../../people/workspace.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { replyLetter } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import { queueMail } from "./outbox.ts";

/** Queues an agent's message to everybody who takes part and has an address: one mail each, with an address to answer of their own. */
export async function queueReply(
  work: Work,
  house: House,
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<void> {
  const { text, attachments } = await outgoing(work, messageId);
  const { number, subject, inboxId } = await find(work, conversationId);
  const recipients = await recipientsOf(work, conversationId);
  const [inbox, { locale }] = [await getInbox(work, inboxId), await getWorkspace(work)];
  const shown = (role: string) =>
    recipients.filter((one) => one.role === role).map(({ name, address }) => ({ name, address }));
  for (const { customerId, name, address } of recipients) {
    const letter = replyLetter(letterWords(locale), {
      number: Number(number),
      subject,
      text,
      signature: inbox.signature,
      trackerUrl: await trackerUrl(work, house, conversationId, customerId),
    });
    await queueMail(work, {
      kind: "reply",
      naturalKey: `reply:${messageId}:${customerId}`,
      to: { name, address },
      shownTo: shown("requester"),
      shownCc: shown("cc"),
      ...letter,
      conversationId,
      messageId,
      inboxId: inbox.id,
      customerId,
      attachments,
    });
  }
}
