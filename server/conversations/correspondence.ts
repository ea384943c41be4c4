import { sql } from "kysely";
import type { Work } from "../platform/work.ts";

/** What channels ask about messages and their readers, to carry words in and out. */

export interface Recipient {
  customerId: string;
  role: string;
  name: string;
  address: string;
}

/**
 * Who takes part and has an e-mail address, the requester first. Somebody with several gets mail at the one they wrote from
 * last in this conversation.
 */
export async function recipientsOf(work: Work, conversationId: string): Promise<Recipient[]> {
  return work.db
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
}

export interface Outgoing {
  text: string;
  /** What was written with more than words; its pictures are files of the message. */
  html: string | null;
  /** Who wrote it, for the signature. */
  agentId: string | null;
  bcc: { name: string; address: string }[];
  /** Before this it stays; null when it goes at once. */
  leavesAt: Date | null;
  files: { id: string; fileId: string; name: string }[];
}

/** A message as it is carried out: its words and its files. Null when it was taken back. */
export async function outgoing(work: Work, messageId: string): Promise<Outgoing | null> {
  const message = await work.db
    .selectFrom("messages")
    .select(["text", "html", "authorAgentId as agentId", "bccAddresses", "leavesAt"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", messageId)
    .executeTakeFirst();
  if (!message) return null;
  const files = await work.db
    .selectFrom("attachments")
    .select(["id", "fileId", "name"])
    .where("workspaceId", "=", work.workspaceId)
    .where("messageId", "=", messageId)
    .orderBy("id")
    .execute();
  const { bccAddresses, ...rest } = message;
  return { ...rest, bcc: bccAddresses as Outgoing["bcc"], files };
}

/** Who wrote a message that came in, and whether it is the first of its conversation. Null for one of ours. */
export async function incomingAuthor(
  work: Work,
  messageId: string,
): Promise<{ customerId: string; address: string | null; inboundId: string | null; first: boolean } | null> {
  const row = await work.db
    .selectFrom("messages as m")
    .select(["m.authorCustomerId as customerId", "m.authorAddress as address", "m.inboundId"])
    .select(
      sql<boolean>`not exists (select from messages e where e.workspace_id = m.workspace_id
        and e.conversation_id = m.conversation_id and (e.at, e.id) < (m.at, m.id))`.as("first"),
    )
    .where("m.workspaceId", "=", work.workspaceId)
    .where("m.id", "=", messageId)
    .where("m.direction", "=", "in")
    .executeTakeFirst();
  return row?.customerId ? { ...row, customerId: row.customerId } : null;
}

/** Message-IDs of what came in by e-mail, with their time, oldest first. */
export async function receivedIds(work: Work, conversationId: string): Promise<{ id: string; at: Date }[]> {
  const rows = await work.db
    .selectFrom("messages")
    .select(["internetMessageId as id", "at"])
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("direction", "=", "in")
    .where("internetMessageId", "is not", null)
    .orderBy("at")
    .orderBy("id")
    .execute();
  return rows.map(({ id, at }) => ({ id: id ?? "", at }));
}

/** Conversations in which a message with one of these Message-IDs came. */
export async function conversationsByMessageId(
  work: Work,
  ids: readonly string[],
): Promise<{ id: string; conversationId: string }[]> {
  const rows = await work.db
    .selectFrom("messages")
    .select(["internetMessageId as id", "conversationId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("internetMessageId", "in", [...ids])
    .execute();
  return rows.map(({ id, conversationId }) => ({ id: id ?? "", conversationId }));
}

/** The conversation with this number, or null. */
export async function conversationByNumber(work: Work, number: number): Promise<string | null> {
  const row = await work.db
    .selectFrom("conversations")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** How many mails an address has sent to a conversation since then, counted up to `most`. */
export async function heardFrom(
  work: Work,
  {
    conversationId,
    address,
    since,
    most,
  }: { conversationId: string; address: string; since: Date; most: number },
): Promise<number> {
  const rows = await work.db
    .selectFrom("messages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("direction", "=", "in")
    .where("channel", "=", "email")
    .where("at", ">", since)
    .where((eb) => eb(eb.fn<string>("lower", ["authorAddress"]), "=", address.toLowerCase()))
    .limit(most)
    .execute();
  return rows.length;
}

/** What the customer wrote last in a conversation; "" when they have not written yet. */
export async function lastWords(work: Work, conversationId: string): Promise<string> {
  const row = await work.db
    .selectFrom("messages")
    .select(sql<string>`left(text, 5000)`.as("text"))
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("direction", "=", "in")
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.text ?? "";
}
