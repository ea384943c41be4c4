import type { AgentRef } from "../../shared/conversation-shape.ts";
import { self } from "../people/access.ts";
import { agentRef } from "../people/agents.ts";
import type { Work } from "../platform/work.ts";
import { find } from "./access.ts";

/** Colleagues who follow a conversation, longest first. */
export async function listFollowers(work: Work, id: string): Promise<AgentRef[]> {
  await find(work, id);
  const rows = await work.db
    .selectFrom("followers")
    .select("agentId")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", id)
    .orderBy("since")
    .limit(200)
    .execute();
  const people = await Promise.all(rows.map(({ agentId }) => agentRef(work, agentId)));
  return people.filter((one) => one !== null);
}

/** Follows a conversation that this person may see; following twice tells nobody. */
export async function follow(work: Work, id: string): Promise<void> {
  const agentId = self(work).id;
  await find(work, id);
  const added = await work.db
    .insertInto("followers")
    .values({ workspaceId: work.workspaceId, conversationId: id, agentId, since: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 1n)
    work.record("conversation.followed", { conversationId: id, agentId });
}

/** Follows it no longer. */
export async function unfollow(work: Work, id: string): Promise<void> {
  const agentId = self(work).id;
  await find(work, id);
  const gone = await work.db
    .deleteFrom("followers")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", id)
    .where("agentId", "=", agentId)
    .executeTakeFirst();
  if (gone.numDeletedRows === 1n) work.record("conversation.unfollowed", { conversationId: id, agentId });
}
