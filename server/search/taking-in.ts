import { sql } from "kysely";
import { type Findable, findableMessages, messageIdsOf } from "../conversations/findable.ts";
import { findableCustomers } from "../customers/findable.ts";
import { takeTurns } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { type FindableSide, findableSides, sideMessageIdsOf } from "../side-conversations/findable.ts";
import { fold } from "./tokens.ts";
import { marks, vectorOf } from "./words.ts";

interface Entry {
  id: string;
  kind: "message" | "attachment" | "customer" | "side";
  /** What it belongs to: one of the three. */
  conversation_id?: string;
  customer_id?: string;
  side_id?: string;
  name?: string;
  words: string;
  at: Date;
}

/** Whoever takes in the same thing waits, and then reads it as it is: an older state never replaces a newer one. */
const turn = (work: Work, ids: readonly string[]) =>
  takeTurns(
    work,
    ids.map((id) => `search ${id}`),
  );

/** Makes one message of a conversation found by what it says now; one that is gone is found no more. */
export async function takeInMessage(work: Work, conversationId: string, messageId: string): Promise<void> {
  await turn(work, [conversationId]);
  await takeInMessages(work, [messageId]);
}

/** The same for messages of several conversations, in one work. */
export async function takeInMessagesOf(
  work: Work,
  list: readonly { conversationId: string; messageId: string }[],
): Promise<void> {
  await turn(work, [...new Set(list.map(({ conversationId }) => conversationId))].toSorted());
  await takeInMessages(work, [...new Set(list.map(({ messageId }) => messageId))]);
}

/** The same for all messages of conversations: their subject changed, or messages came, went or moved. */
export async function takeInConversations(work: Work, conversationIds: readonly string[]): Promise<void> {
  await turn(work, conversationIds);
  for (const id of conversationIds) {
    const kept = await takeInMessages(work, await messageIdsOf(work, id));
    await work.db
      .deleteFrom("searchTexts")
      .where("workspaceId", "=", work.workspaceId)
      .where("conversationId", "=", id)
      .where(sql<boolean>`id <> all(${kept}::uuid[])`)
      .execute();
  }
}

/** Makes messages and their files found; returns the ids of all that is found by them. */
export async function takeInMessages(work: Work, ids: readonly string[]): Promise<string[]> {
  // In one order: each row locks its conversation a little, and somebody else may lock several, too.
  const messages = (await findableMessages(work, ids)).toSorted((a, b) =>
    a.conversationId < b.conversationId ? -1 : 1,
  );
  const entries = messages.flatMap(entriesOf);
  await put(work, entries);
  return entries.map(({ id }) => id);
}

function entriesOf(message: Findable): Entry[] {
  const { id, conversationId, subject, kind, author, authorAddress, recipients, text, files } = message;
  const about = { conversation_id: conversationId, at: message.at };
  const marked = [...(files.length > 0 ? [marks.attachment] : []), ...(kind === "note" ? [marks.note] : [])];
  const words = vectorOf(
    [
      ["A", subject],
      ["B", author],
      ["B", authorAddress],
      ...recipients.map((one) => ["C", one] as const),
      ["D", text],
      ...files.map(({ name }) => ["D", name] as const),
    ],
    marked,
  );
  return [
    { id, kind: "message", ...about, words },
    ...files.map((file) => ({
      id: file.id,
      kind: "attachment" as const,
      ...about,
      words: vectorOf([["D", file.name]]),
    })),
  ];
}

/** Makes customers found by their names and addresses. */
export async function takeInCustomers(work: Work, ids: readonly string[]): Promise<void> {
  await turn(work, ids);
  const customers = await findableCustomers(work, ids);
  await put(
    work,
    customers.map(({ id, name, identities, createdAt }) => ({
      id,
      kind: "customer" as const,
      customer_id: id,
      name: fold([name, ...identities].join(" "))
        .slice(0, 500)
        .toWellFormed(),
      words: vectorOf([name, ...identities].map((one) => ["B", one] as const)),
      at: createdAt,
    })),
  );
  const there = new Set(customers.map(({ id }) => id));
  await forget(
    work,
    ids.filter((id) => !there.has(id)),
  );
}

/** Makes all messages of a side conversation found: its subject changed, or one was taken back. */
export async function takeInSide(work: Work, sideId: string): Promise<void> {
  await turn(work, [sideId]);
  const kept = await takeInSideMessages(work, await sideMessageIdsOf(work, sideId));
  await work.db
    .deleteFrom("searchTexts")
    .where("workspaceId", "=", work.workspaceId)
    .where("sideId", "=", sideId)
    .where(sql<boolean>`id <> all(${kept}::uuid[])`)
    .execute();
}

/** Makes one new message of a side conversation found. */
export async function takeInSideMessage(work: Work, sideId: string, sideMessageId: string): Promise<void> {
  await turn(work, [sideId]);
  await takeInSideMessages(work, [sideMessageId]);
}

/** Makes messages of side conversations found by what was written, their files' names, and whoever is asked; returns their ids. */
export async function takeInSideMessages(work: Work, ids: readonly string[]): Promise<string[]> {
  const messages = (await findableSides(work, ids)).toSorted((a, b) => (a.sideId < b.sideId ? -1 : 1));
  await put(work, messages.map(entryOfSide));
  return messages.map(({ id }) => id);
}

function entryOfSide(message: FindableSide): Entry {
  const { id, sideId, subject, author, authorAddress, recipients, asked, text, files, at } = message;
  const words = vectorOf(
    [
      ["A", subject],
      ["B", author],
      ["B", authorAddress],
      ...recipients.map((one) => ["C", one] as const),
      // Also by plain words, which do not look at recipients.
      ["D", asked],
      ["D", text],
      ...files.map((name) => ["D", name] as const),
    ],
    files.length > 0 ? [marks.attachment] : [],
  );
  return { id, kind: "side", side_id: sideId, words, at };
}

async function forget(work: Work, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await work.db
    .deleteFrom("searchTexts")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
}

async function put(work: Work, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`insert into search_texts (workspace_id, id, kind, conversation_id, customer_id, side_id, name, words, at)
    select ${work.workspaceId}::uuid, e.id, e.kind, e.conversation_id, e.customer_id, e.side_id, e.name, e.words::tsvector, e.at
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      as e (id uuid, kind text, conversation_id uuid, customer_id uuid, side_id uuid, name text, words text, at timestamptz)
    on conflict (workspace_id, id) do update
      set conversation_id = excluded.conversation_id, name = excluded.name, words = excluded.words, at = excluded.at`.execute(
    work.db,
  );
}
