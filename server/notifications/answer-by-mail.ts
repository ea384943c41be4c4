import { type AgentWrites, agentReplyId } from "../channels/email/agent-address.ts";
import type { Told } from "../conversations/concerned.ts";
import { getAgent } from "../people/agents.ts";
import type { Work } from "../platform/work.ts";

/** Where the answer to a notification goes: to the customer, or to colleagues. */
export interface AnswerByMail {
  writes: AgentWrites;
  customer: string;
  replyId: Buffer;
}

/** After these the next word is the customer's to hear; after all others, such as a mention, it is among colleagues. */
const ofCustomer = new Set([
  "given",
  "replied",
  "replied_followed",
  "due_soon",
  "broken",
  "escalated",
  "reply_cancelled",
]);

/** How a colleague answers a mail that tells of these; null where it tells of more than one conversation. */
export async function answerByMail(
  work: Work,
  agentId: string,
  rows: readonly { kind: string; conversationId: string | null }[],
  seen: ReadonlyMap<string, Told>,
): Promise<AnswerByMail | null> {
  const [only, ...more] = new Set(rows.map(({ conversationId }) => conversationId));
  const told = only && more.length === 0 ? seen.get(only) : undefined;
  // Beside the conversation somebody else is asked: what is answered there is no word to the customer and no note.
  if (!told || rows.some(({ kind }) => kind.startsWith("side_"))) return null;
  const { role } = await getAgent(work, agentId);
  const reply = role !== "collaborator" && rows.every(({ kind }) => ofCustomer.has(kind));
  const writes = reply ? "reply" : "note";
  return { writes, customer: told.customer, replyId: await agentReplyId(work, told.id, agentId, writes) };
}
