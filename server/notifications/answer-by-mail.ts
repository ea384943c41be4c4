import { type AgentWrites, agentAsideId, agentReplyId } from "../channels/email/agent-address.ts";
import type { Told } from "../conversations/concerned.ts";
import { getAgent } from "../people/agents.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { findSide, isAsked } from "../side-conversations/access.ts";
import { getSide } from "../side-conversations/side-list.ts";

/** Where the answer to a notification goes: to the customer, to colleagues, or into a side conversation. */
export interface AnswerByMail {
  writes: AgentWrites | "aside";
  /** Who gets it; empty where it is said without a name. */
  to: string;
  replyId: Buffer;
}

interface Row {
  kind: string;
  conversationId: string | null;
  /** The side conversation it tells of. */
  sideId: string | null;
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

/** How a colleague answers a mail that tells of these; null where it tells of more than one conversation, or side conversation. */
export async function answerByMail(
  work: Work,
  agentId: string,
  rows: readonly Row[],
  seen: ReadonlyMap<string, Told>,
): Promise<AnswerByMail | null> {
  const [side, ...otherSides] = new Set(rows.map(({ sideId }) => sideId));
  if (side) return otherSides.length === 0 ? answerAside(work, agentId, side) : null;
  const [only, ...more] = new Set(rows.map(({ conversationId }) => conversationId));
  const told = only && more.length === 0 ? seen.get(only) : undefined;
  // Beside the conversation somebody else is asked: what is answered there is no word to the customer and no note.
  if (!told || otherSides.length > 0) return null;
  const { role } = await getAgent(work, agentId);
  const reply = role !== "collaborator" && rows.every(({ kind }) => ofCustomer.has(kind));
  const writes = reply ? "reply" : "note";
  return { writes, to: told.customer, replyId: await agentReplyId(work, told.id, agentId, writes) };
}

/** Of whoever was asked it is the answer to whoever asks; of whoever asks the next word to who was asked. */
async function answerAside(work: Work, agentId: string, sideId: string): Promise<AnswerByMail | null> {
  const record = await findSide(work, sideId).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
  if (!record) return null;
  const { asked, holder, team, mayWrite } = await getSide(work, sideId);
  if (!mayWrite) return null;
  const { conversationId } = record;
  const to = isAsked(work, record) ? ((holder ?? team)?.name ?? "") : asked.name;
  return {
    writes: "aside",
    to,
    replyId: await agentAsideId(work, { conversationId, asideId: sideId, agentId }),
  };
}
