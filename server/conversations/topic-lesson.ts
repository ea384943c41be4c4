import { sql } from "kysely";
import type { Work } from "../platform/work.ts";
import { find } from "./access.ts";
import { type Subject, taught } from "./lesson.ts";
import { type Suggestion, suggest } from "./telling-word.ts";
import { getTopic } from "./topic.ts";

/** Why customers write shows in the subject and their first words. */
export const topicLessons: Subject = {
  things: "topics",
  words: "topic_words",
  lessons: "topic_lessons",
  id: "topic_id",
  text: async (work, id) => {
    const { rows } = await sql<{
      subject: string;
      text: string | null;
    }>`select c.subject, m.text from conversations c
      left join lateral (select text from messages where workspace_id = c.workspace_id and conversation_id = c.id
        and direction = 'in' order by at, id limit 1) m on true
      where c.workspace_id = ${work.workspaceId}::uuid and c.id = ${id}::uuid`.execute(work.db);
    return rows.map(({ subject, text }) => `${subject}\n${text ?? ""}`).join();
  },
};

/** Up to three topics this conversation may be about, the likeliest first, each with the words that say so. */
export async function suggestTopics(work: Work, id: string): Promise<Suggestion[]> {
  await find(work, id);
  const text = await topicLessons.text(work, id);
  const words = await taught(work, topicLessons, text);
  const topics = await work.db
    .selectFrom("topics")
    .select(["id", "name", "learned", "keywords"])
    .where("workspaceId", "=", work.workspaceId)
    .where("removedAt", "is", null)
    .execute();
  return suggest(
    text,
    topics.map((topic) => ({ ...topic, words: words.get(topic.id) ?? new Map() })),
  );
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
