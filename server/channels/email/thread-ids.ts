import { receivedIds } from "../../conversations/correspondence.ts";
import type { Work } from "../../platform/work.ts";

const kept = 30;

/**
 * Message-IDs (without brackets) that put a mail into the recipient's thread: what we got in this conversation and what we
 * sent to this address, oldest first. Of more than 30 the first and the last 29 are kept.
 */
export async function threadOf(
  work: Work,
  conversationId: string,
  address: string,
): Promise<{ inReplyTo: string | null; references: string[] }> {
  const theirs = await receivedIds(work, conversationId);
  const ours = await work.db
    .selectFrom("deliveries")
    .select(["internetMessageId as id", "createdAt as at"])
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("toKey", "=", address.toLowerCase())
    .where("state", "<>", "cancelled")
    .where("asideId", "is", null)
    .execute();
  return inOrder(theirs, ours);
}

/** Ids of both sides, oldest first: an answer to what they wrote last; a first word of ours answers our own last one. */
export function inOrder(
  theirs: readonly { id: string; at: Date }[],
  ours: readonly { id: string; at: Date }[],
): { inReplyTo: string | null; references: string[] } {
  const both = [...theirs, ...ours].sort((a, b) => a.at.getTime() - b.at.getTime());
  const ids = [...new Set(both.map(({ id }) => id))];
  const inReplyTo = theirs.at(-1)?.id ?? ids.at(-1) ?? null;
  return { inReplyTo, references: ids.length <= kept ? ids : [...ids.slice(0, 1), ...ids.slice(1 - kept)] };
}
