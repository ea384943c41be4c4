import { type RawBuilder, sql } from "kysely";
import type { Work } from "../platform/work.ts";
import { tellingWords } from "./telling-word.ts";

/** What conversations teach words of: how it is written down, and what of a conversation teaches it. */
export interface Subject {
  things: "topics" | "root_causes";
  words: "topic_words" | "root_cause_words";
  lessons: "topic_lessons" | "root_cause_lessons";
  id: "topic_id" | "root_cause_id";
  text: (work: Work, conversationId: string) => Promise<string>;
}

const ws = (work: Work) => sql`${work.workspaceId}::uuid`;

/** Learns from a conversation which words belong to its topic or root cause; what it taught before is unlearned. */
export async function learn(work: Work, subject: Subject, conversationId: string): Promise<void> {
  // Read now, not from the event: two changes in a row may be learned in any order.
  const { rows } = await sql<{
    thing: string | null;
  }>`select ${sql.ref(subject.id)} as thing from conversations
    where workspace_id = ${ws(work)} and id = ${conversationId}::uuid for update`.execute(work.db);
  const [row] = rows;
  if (!row) return;
  await unlearn(work, subject, conversationId);
  if (!row.thing) return;
  const words = tellingWords(await subject.text(work, conversationId)).sort();
  await sql`insert into ${sql.table(subject.lessons)} (workspace_id, conversation_id, ${sql.ref(subject.id)}, words)
    values (${ws(work)}, ${conversationId}::uuid, ${row.thing}::uuid, ${words}::text[])`.execute(work.db);
  await count(work, subject, row.thing, words, 1);
}

async function unlearn(work: Work, subject: Subject, conversationId: string): Promise<void> {
  const { rows } = await sql<{ thing: string; words: string[] }>`delete from ${sql.table(subject.lessons)}
    where workspace_id = ${ws(work)} and conversation_id = ${conversationId}::uuid
    returning ${sql.ref(subject.id)} as thing, words`.execute(work.db);
  for (const { thing, words } of rows) await count(work, subject, thing, words, -1);
}

/** The thing first, then its words in order: two lessons at once wait for each other instead of blocking both. */
async function count(
  work: Work,
  subject: Subject,
  thing: string,
  words: readonly string[],
  by: 1 | -1,
): Promise<void> {
  work.pass("words.learned");
  const run = (statement: RawBuilder<unknown>) => statement.execute(work.db);
  await run(sql`update ${sql.table(subject.things)} set learned = learned + ${by}::int
    where workspace_id = ${ws(work)} and id = ${thing}::uuid`);
  await (by === 1
    ? run(sql`insert into ${sql.table(subject.words)} as known (workspace_id, ${sql.ref(subject.id)}, word, conversations)
        select ${ws(work)}, ${thing}::uuid, word, 1 from unnest(${[...words]}::text[]) word
        on conflict (workspace_id, word, ${sql.ref(subject.id)}) do update set conversations = known.conversations + 1`)
    : run(sql`update ${sql.table(subject.words)} set conversations = conversations - 1
        where workspace_id = ${ws(work)} and ${sql.ref(subject.id)} = ${thing}::uuid and word = any(${[...words]}::text[])`));
}

/** Of the words of a text: in how many conversations of which thing each one stood. */
export async function taught(
  work: Work,
  subject: Subject,
  text: string,
): Promise<Map<string, Map<string, number>>> {
  const { rows } = await sql<{ thing: string; word: string; conversations: number }>`
    select ${sql.ref(subject.id)} as thing, word, conversations from ${sql.table(subject.words)}
    where workspace_id = ${ws(work)} and word = any(${tellingWords(text)}::text[]) and conversations > 0`.execute(
    work.db,
  );
  const found = new Map<string, Map<string, number>>();
  for (const { thing, word, conversations } of rows)
    found.set(thing, (found.get(thing) ?? new Map<string, number>()).set(word, conversations));
  return found;
}
