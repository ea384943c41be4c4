import { randomBytes } from "node:crypto";
import { find } from "../../conversations/access.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { self } from "../../people/access.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { replyPurpose } from "./composed.ts";
import { replyAddress, signReplyToken } from "./reply-address.ts";

/** What an agent writes at an address of theirs: a reply to the customer, or a note for colleagues. */
export type AgentWrites = "reply" | "note";

/** The id of the signed address at which this agent answers this conversation by mail; made when there is none. */
export async function agentReplyId(
  work: Work,
  conversationId: string,
  agentId: string,
  writes: AgentWrites = "reply",
): Promise<Buffer> {
  const known = await addressesOf(work, agentId)
    .where("conversationId", "=", conversationId)
    .where("writes", "=", writes)
    .limit(1)
    .executeTakeFirst();
  if (known) return known.token;
  const token = randomBytes(8);
  await work.db
    .insertInto("replyAddresses")
    .values({ workspaceId: work.workspaceId, token, conversationId, agentId, writes, createdAt: work.now })
    .execute();
  return token;
}

/** The id of the signed address at which this agent answers by mail in a thread beside a conversation; made when there is none. */
export async function agentAsideId(
  work: Work,
  { conversationId, asideId, agentId }: { conversationId: string; asideId: string; agentId: string },
): Promise<Buffer> {
  const known = await addressesOf(work, agentId).where("asideId", "=", asideId).limit(1).executeTakeFirst();
  if (known) return known.token;
  const token = randomBytes(8);
  const { workspaceId, now } = work;
  const row = { workspaceId, token, conversationId, asideId, agentId, writes: "aside", createdAt: now };
  await work.db.insertInto("replyAddresses").values(row).execute();
  return token;
}

const addressesOf = (work: Work, agentId: string) =>
  work.db
    .selectFrom("replyAddresses")
    .select("token")
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .where("revokedAt", "is", null)
    .orderBy("createdAt");

/** Ends every address of an agent: whoever leaves answers no more, also when they come back. */
export async function revokeAgentAddresses(work: Work, agentId: string): Promise<void> {
  await work.db
    .updateTable("replyAddresses")
    .set({ revokedAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .where("revokedAt", "is", null)
    .execute();
}

/** Where whoever asks answers this conversation by mail; refuses others than agents. An inbox with a very long name has no such address. */
export async function ownAddresses(
  work: Work,
  house: House,
  conversationId: string,
): Promise<{ reply: string; note: string } | null> {
  const agent = self(work);
  const { inboxId } = await find(work, conversationId);
  const { address } = await getInbox(work, inboxId);
  const key = house.secrets.key(replyPurpose);
  const at = async (writes: AgentWrites) =>
    replyAddress(address, signReplyToken(await agentReplyId(work, conversationId, agent.id, writes), key));
  try {
    return { reply: await at("reply"), note: await at("note") };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
