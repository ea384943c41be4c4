import { sql } from "kysely";
import type { Work } from "../platform/work.ts";
import { find } from "./access.ts";
import { type Subject, taught } from "./lesson.ts";
import { type Suggestion, suggest } from "./telling-word.ts";
import { topicPath } from "./topic.ts";

/** Why it had to happen shows on the way: in the newest words of everybody, notes included. */
export const rootCauseLessons: Subject = {
  things: "root_causes",
  words: "root_cause_words",
  lessons: "root_cause_lessons",
  id: "root_cause_id",
  text: async (work, id) => {
    const { rows } = await sql<{ text: string }>`
      (select subject as text from conversations where workspace_id = ${work.workspaceId}::uuid and id = ${id}::uuid)
      union all
      (select left(text, 2000) from messages where workspace_id = ${work.workspaceId}::uuid and conversation_id = ${id}::uuid
        order by at desc, id desc limit 10)`.execute(work.db);
    return rows.map(({ text }) => text).join("\n");
  },
};

/** Up to three root causes that may lie behind this conversation, among those offered for its topic, the likeliest first. */
export async function suggestRootCauses(work: Work, id: string): Promise<Suggestion[]> {
  const { topicId } = await find(work, id);
  const path = await topicPath(work, topicId);
  const causes = await work.db
    .selectFrom("rootCauses")
    .select(["id", "name", "learned"])
    .where("workspaceId", "=", work.workspaceId)
    .where("removedAt", "is", null)
    .where((eb) => eb.or([eb("topicId", "is", null), ...path.map((one) => eb("topicId", "=", one))]))
    .execute();
  if (causes.length === 0) return [];
  const text = await rootCauseLessons.text(work, id);
  const words = await taught(work, rootCauseLessons, text);
  return suggest(
    text,
    causes.map((cause) => ({ ...cause, words: words.get(cause.id) ?? new Map() })),
  );
}
