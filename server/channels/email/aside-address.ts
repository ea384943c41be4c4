import { randomBytes } from "node:crypto";
import type { Work } from "../../platform/work.ts";
import { inOrder } from "./thread-ids.ts";

/** The id of the signed address at which somebody outside answers in a thread; made when there is none. */
export async function asideReplyId(
  work: Work,
  { conversationId, asideId, address }: { conversationId: string; asideId: string; address: string },
): Promise<Buffer> {
  const known = await work.db
    .selectFrom("replyAddresses")
    .select("token")
    .where("workspaceId", "=", work.workspaceId)
    .where("asideId", "=", asideId)
    // Not one at which a colleague answers.
    .where("agentId", "is", null)
    .orderBy("createdAt")
    .limit(1)
    .executeTakeFirst();
  if (known) return known.token;
  const token = randomBytes(8);
  await work.db
    .insertInto("replyAddresses")
    .values({ workspaceId: work.workspaceId, token, conversationId, asideId, address, createdAt: work.now })
    .execute();
  return token;
}

/** Message-IDs that put a mail into a thread: what came in it, and what we sent in it. */
export async function asideThread(
  work: Work,
  asideId: string,
  theirs: readonly { id: string; at: Date }[],
): Promise<{ inReplyTo: string | null; references: string[] }> {
  const ours = await work.db
    .selectFrom("deliveries")
    .select(["internetMessageId as id", "createdAt as at"])
    .where("workspaceId", "=", work.workspaceId)
    .where("asideId", "=", asideId)
    .where("state", "<>", "cancelled")
    .execute();
  return inOrder(theirs, ours);
}
