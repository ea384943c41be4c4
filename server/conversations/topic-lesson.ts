import { sql } from "kysely";
import type { Work } from "../platform/work.ts";
import { find } from "./access.ts";
import { getTopic } from "./topic.ts";
import { type Learned, type Suggestion, suggest, tellingWords } from "./topic-word.ts";

/** Learns from a conversation which words belong to its topic; what it taught before is unlearned. */
export async function learn(work: Work, id: string): Promise<void> {
  // Read now, not from the event: two changes in a row may be learned in any order.
  const row = await work.db
    .selectFrom("conversations")
    .select(["topicId", "subject"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  await unlearn(work, id);
  if (!row.topicId) return;
  const words = tellingWords(await textOf(work, id, row.subject)).sort();
  const { workspaceId } = work;
  await work.db
    .insertInto("topicLessons")
    .values({ workspaceId, conversationId: id, topicId: row.topicId, words })
    .execute();
  await count(work, row.topicId, words, 1);
}

async function unlearn(work: Work, conversationId: string): Promise<void> {
  const lesson = await work.db
    .deleteFrom("topicLessons")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .returning(["topicId", "words"])
    .executeTakeFirst();
  if (lesson) await count(work, lesson.topicId, lesson.words, -1);
}

/** Topic first, then its words in order: two lessons at once wait for each other instead of blocking both. */
async function count(work: Work, topicId: string, words: readonly string[], by: 1 | -1): Promise<void> {
  const ws = sql`${work.workspaceId}::uuid`;
  await sql`update topics set learned = learned + ${by}::int where workspace_id = ${ws} and id = ${topicId}::uuid`.execute(
    work.db,
  );
  if (by === 1)
    await sql`insert into topic_words (workspace_id, topic_id, word, conversations)
      select ${ws}, ${topicId}::uuid, word, 1 from unnest(${[...words]}::text[]) word
      on conflict (workspace_id, word, topic_id) do update set conversations = topic_words.conversations + 1`.execute(
      work.db,
    );
  else
    await sql`update topic_words set conversations = conversations - 1
      where workspace_id = ${ws} and topic_id = ${topicId}::uuid and word = any(${[...words]}::text[])`.execute(
      work.db,
    );
}

/** Subject and the customer's first words. */
async function textOf(work: Work, id: string, subject: string): Promise<string> {
  const first = await work.db
    .selectFrom("messages")
    .select("text")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", id)
    .where("direction", "=", "in")
    .orderBy("at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return `${subject}\n${first?.text ?? ""}`;
}

/** Up to three topics this conversation may be about, the likeliest first, each with the words that say so. */
export async function suggestTopics(work: Work, id: string): Promise<Suggestion[]> {
  const { subject } = await find(work, id);
  const text = await textOf(work, id, subject);
  return suggest(text, await learnedTopics(work, tellingWords(text)));
}

async function learnedTopics(work: Work, words: readonly string[]): Promise<Learned[]> {
  const topics = await work.db
    .selectFrom("topics")
    .select(["id as topicId", "name", "learned", "keywords"])
    .where("workspaceId", "=", work.workspaceId)
    .where("removedAt", "is", null)
    .execute();
  const { rows } = await sql<{ topicId: string; word: string; conversations: number }>`
    select topic_id, word, conversations from topic_words
    where workspace_id = ${work.workspaceId}::uuid and word = any(${[...words]}::text[]) and conversations > 0`.execute(
    work.db,
  );
  const byTopic = Map.groupBy(rows, ({ topicId }) => topicId);
  return topics.map((topic) => ({
    ...topic,
    words: new Map(
      (byTopic.get(topic.topicId) ?? []).map(({ word, conversations }) => [word, conversations]),
    ),
  }));
}

/** The 50 words that past conversations taught most often for a topic, and how many taught it. */
export async function topicWords(
  work: Work,
  id: string,
): Promise<{ learned: number; items: { word: string; conversations: number }[] }> {
  const { learned } = await work.db
    .selectFrom("topics")
    .select("learned")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", (await getTopic(work, id)).id)
    .executeTakeFirstOrThrow();
  // A word that stands in nearly every conversation of every topic says nothing: those that lean to this one come first.
  const { rows: items } = await sql<{ word: string; conversations: number }>`
    select w.word, w.conversations from topic_words w
    where w.workspace_id = ${work.workspaceId}::uuid and w.topic_id = ${id}::uuid and w.conversations > 0
    order by w.conversations * w.conversations::float / (select sum(o.conversations) from topic_words o
      where o.workspace_id = w.workspace_id and o.word = w.word) desc, w.word limit 50`.execute(work.db);
  return { learned, items };
}

/** Forgets what past conversations taught about one word of a topic; later ones may teach it again. */
export async function forgetWord(work: Work, id: string, word: string): Promise<void> {
  await getTopic(work, id);
  const { workspaceId } = work;
  await sql`update topic_lessons set words = array_remove(words, ${word})
    where workspace_id = ${workspaceId}::uuid and topic_id = ${id}::uuid and ${word} = any(words)`.execute(
    work.db,
  );
  await sql`update topic_words set conversations = 0
    where workspace_id = ${workspaceId}::uuid and topic_id = ${id}::uuid and word = ${word}`.execute(work.db);
  work.record("topic.changed", { topicId: id });
}
