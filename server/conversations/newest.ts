import type { Work } from "../platform/work.ts";
import { write } from "./change.ts";
import { preview } from "./preview.ts";

/** Makes a conversation show its newest message again, after messages came or went another way than by being written. */
export async function showNewest(work: Work, id: string): Promise<void> {
  const newest = await work.db
    .selectFrom("messages")
    .select(["text", "direction", "at"])
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", id)
    .where("kind", "=", "reply")
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!newest) return;
  await write(work, id, {
    preview: preview(newest.text),
    customerSpokeLast: newest.direction === "in",
    lastMessageAt: newest.at,
  });
}
