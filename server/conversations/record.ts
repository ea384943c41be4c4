import type { z } from "zod";
import type { Message, startConversation } from "../../shared/conversations.ts";
import { customerRef, findOrMake } from "../customers/customer.ts";
import type { Work } from "../platform/work.ts";
import { lockWhereItWent } from "./access.ts";
import { defaultInbox } from "./inbox.ts";
import { type Incoming, receive } from "./receive.ts";
import { plainMessage, writtenMessage } from "./thread.ts";

type Wanted = z.output<(typeof startConversation)["body"]>;

/** Records a problem that came in by another way. Whoever records it by hand holds it; a program leaves that to the inbox. */
export async function record(work: Work, { inboxId, customer, ...wanted }: Wanted): Promise<string> {
  const { conversationId } = await receive(work, {
    ...wanted,
    inboxId: inboxId ?? (await defaultInbox(work)),
    customerId: await findOrMake(work, customer),
    authorAddress: customer.email,
    channel: "api",
    holderId: work.actor.kind === "agent" ? work.actor.id : undefined,
  });
  return conversationId;
}

/** Adds a customer's message that reached us by another way; the same external id twice is one message. */
export async function recordMessage(
  work: Work,
  id: string,
  { text, externalId }: { text: string; externalId?: string | undefined },
): Promise<Message> {
  const conversation = await lockWhereItWent(work, id);
  const incoming: Incoming = {
    conversationId: conversation.id,
    inboxId: conversation.inboxId,
    customerId: conversation.customerId,
    authorAddress: null,
    subject: conversation.subject,
    channel: "api",
    text,
    providerKey: externalId ? `api:${externalId}` : null,
  };
  const [customer, { messageId, duplicate }] = await Promise.all([
    customerRef(work, conversation.customerId),
    receive(work, incoming, conversation),
  ]);
  return duplicate ? writtenMessage(work, messageId) : plainMessage(messageId, customer, text, work.now);
}
