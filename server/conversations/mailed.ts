import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { recipientsOf } from "./correspondence.ts";

/** What channels need to carry the words of agents in, and to tell who is new in a mail. */

interface Person {
  name: string;
  address: string;
}

/** Says of a message that it came as this mail, so that the same mail again is known. */
export async function markAsMail(
  work: Work,
  messageId: string,
  mail: { providerKey: string; internetMessageId: string | null; inboundId: string },
): Promise<void> {
  await work.db
    .updateTable("messages")
    .set(mail)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", messageId)
    .execute();
}

/** A note in the name of a colleague whose mail the house reads. */
export async function noteFrom(
  work: Work,
  conversationId: string,
  agentId: string,
  text: string,
): Promise<string> {
  const id = newId();
  await work.db
    .insertInto("messages")
    .values({
      workspaceId: work.workspaceId,
      id,
      conversationId,
      kind: "note",
      direction: "internal",
      channel: "email",
      authorKind: "agent",
      authorAgentId: agentId,
      text,
      at: work.now,
    })
    .execute();
  work.record("note.written", { conversationId, messageId: id, mentions: [] });
  return id;
}

/** Who stood in the newest mail that came to a conversation, and everybody its answers go to. */
export async function peopleBefore(
  work: Work,
  conversationId: string,
): Promise<{ named: Person[]; reading: Person[] }> {
  const row = await work.db
    .selectFrom("messages")
    .select(["authorAddress", "toAddresses", "ccAddresses"])
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("direction", "=", "in")
    .where("channel", "=", "email")
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  const named = row
    ? [
        { name: "", address: row.authorAddress ?? "" },
        ...(row.toAddresses as unknown as Person[]),
        ...(row.ccAddresses as unknown as Person[]),
      ]
    : [];
  return { named, reading: await recipientsOf(work, conversationId) };
}
