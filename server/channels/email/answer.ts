import { getInbox } from "../../conversations/inbox.ts";
import { trackerUrl } from "../../conversations/tracker-link.ts";
import { getWorkspace } from "../../people/workspace.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { replyLetter } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import { type Enclosed, type Person, queueMail } from "./outbox.ts";

interface Recipient extends Person {
  customerId: string;
  role: string;
}

/** Queues an agent's message to everybody who takes part and has an address: one mail each, with an address to answer of their own. */
export async function queueReply(
  work: Work,
  house: House,
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<void> {
  const message = await messageOf(work, messageId);
  const conversation = await conversationOf(work, conversationId);
  const recipients = await recipientsOf(work, conversationId);
  const [inbox, { locale }] = [await getInbox(work, conversation.inboxId), await getWorkspace(work)];
  const attachments = await enclosed(work, messageId);
  const shown = (role: string) =>
    recipients.filter((one) => one.role === role).map(({ name, address }) => ({ name, address }));
  for (const { customerId, name, address } of recipients) {
    const letter = replyLetter(letterWords(locale), {
      ...conversation,
      text: message.text,
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

async function messageOf(work: Work, id: string) {
  return work.db
    .selectFrom("messages")
    .select("text")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

async function conversationOf(work: Work, id: string) {
  return work.db
    .selectFrom("conversations")
    .select(["number", "subject", "inboxId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

/** Requester first. Somebody with several addresses gets it at the one they wrote from last in this conversation. */
async function recipientsOf(work: Work, conversationId: string): Promise<Recipient[]> {
  const rows = await work.db
    .selectFrom("participants as p")
    .innerJoin("customers as c", (join) =>
      join.onRef("c.workspaceId", "=", "p.workspaceId").onRef("c.id", "=", "p.customerId"),
    )
    .innerJoin("identities as i", (join) =>
      join
        .onRef("i.workspaceId", "=", "p.workspaceId")
        .onRef("i.customerId", "=", "p.customerId")
        .on("i.kind", "=", "email"),
    )
    .leftJoin("messages as m", (join) =>
      join
        .onRef("m.workspaceId", "=", "p.workspaceId")
        .onRef("m.conversationId", "=", "p.conversationId")
        .onRef("m.authorCustomerId", "=", "p.customerId")
        .on((eb) =>
          eb(eb.fn<string>("lower", ["m.authorAddress"]), "=", eb.fn<string>("lower", ["i.value"])),
        ),
    )
    .select(["p.customerId", "p.role", "c.name", "i.value as address"])
    .distinctOn(["p.role", "p.customerId"])
    .where("p.workspaceId", "=", work.workspaceId)
    .where("p.conversationId", "=", conversationId)
    .orderBy("p.role", "desc")
    .orderBy("p.customerId")
    .orderBy("m.at", (order) => order.desc().nullsLast())
    .orderBy("i.createdAt")
    .execute();
  return rows;
}

async function enclosed(work: Work, messageId: string): Promise<Enclosed[]> {
  return work.db
    .selectFrom("attachments")
    .select(["fileId", "name", "contentId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("messageId", "=", messageId)
    .orderBy("id")
    .execute();
}
