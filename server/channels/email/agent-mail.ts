import { mailedReply } from "../../../shared/agent-mail.ts";
import { proofSentences as because } from "../../../shared/proof-sentences.ts";
import { find, lockWhereItWent } from "../../conversations/access.ts";
import type { StoredFile } from "../../conversations/file.ts";
import { markAsMail } from "../../conversations/mailed.ts";
import { isParticipant } from "../../conversations/participant.ts";
import { knownMessage, type Received } from "../../conversations/receive.ts";
import { note, send } from "../../conversations/reply.ts";
import { customerByEmail } from "../../customers/customer.ts";
import { activeAgentAt, getAgent } from "../../people/agents.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { sameAddress } from "./address.ts";
import type { AgentWrites } from "./agent-address.ts";
import { type InboundReason, reasonOf } from "./inbound-reason.ts";
import {
  conversationNamed,
  conversationsOf,
  namesConversation,
  type SignedTo,
  signedFor,
} from "./joining.ts";
import type { Reading } from "./reading.ts";

/** What a mail is that carries an agent's address, or came to one made for an agent. */
export type AgentMail =
  | { what: "forward"; agentId: string; name: string }
  | { what: "answer"; agentId: string; name: string; conversationId: string; writes: AgentWrites }
  | { what: "aside"; agentId: string; name: string; asideId: string }
  | { what: "held"; reason: InboundReason };

/**
 * Whether an agent wrote this mail as an agent; null for everybody else, and for agents who write as customers. Only proof of
 * their own address makes it theirs: without it nothing is sent, and nothing of it is shown as a customer's words.
 */
export async function agentMailOf(
  work: Work,
  house: House,
  reading: Reading,
  envelopeTo: readonly string[],
): Promise<AgentMail | null> {
  const address = reading.author?.address ?? "";
  const signed = await signedFor(work, house, [...envelopeTo, ...reading.addressed]);
  if (signed?.agentId) return throughAddress(work, reading, { ...signed, agentId: signed.agentId });
  // What is no answer and holds nobody else's mail is a customer's, whoever wrote it.
  if (signed || !(reading.forwarded || namesConversation(reading, envelopeTo))) return null;
  const agent = await activeAgentAt(work, address);
  if (!agent) return null;
  const proven = isProven(reading);
  if (reading.forwarded && proven && !(await isOurs(work, reading, reading.forwarded.author.address)))
    return { what: "forward", agentId: agent.id, name: agent.name };
  const conversationId =
    (await conversationsOf(work, reading.answers))[0] ?? (await conversationNamed(work, reading.subject));
  const customer = conversationId ? await customerByEmail(work, address) : null;
  // Somebody who asked us something themselves goes on as the customer they are there.
  if (!conversationId || (customer && (await isParticipant(work, conversationId, customer.id)))) return null;
  if (!proven) return unproven(reading);
  // Nobody asked this address for a reply: perhaps a remark on a copy. It stays among colleagues.
  return { what: "answer", agentId: agent.id, name: agent.name, conversationId, writes: "note" };
}

async function throughAddress(
  work: Work,
  reading: Reading,
  { agentId, asideId, conversationId, writes, revokedAt }: SignedTo & { agentId: string },
): Promise<AgentMail> {
  const { email, name, active, role } = await getAgent(work, agentId);
  if (!sameAddress(reading.author?.address ?? "", email))
    return { what: "held", reason: reasonOf("agent_stranger", { address: reading.author?.address ?? "" }) };
  if (!isProven(reading)) return unproven(reading);
  if (!active || revokedAt) return { what: "held", reason: reasonOf("agent_gone", { name }) };
  if (asideId) return { what: "aside", agentId, name, asideId };
  const asNote = writes === "note" || role === "collaborator";
  return { what: "answer", agentId, name, conversationId, writes: asNote ? "note" : "reply" };
}

const isProven = ({ authenticity, authorIsFrom }: Reading) => authenticity.proven && authorIsFrom;

function unproven({ author, authenticity, authorIsFrom }: Reading): AgentMail {
  const why = authorIsFrom ? authenticity.why : because.listOrForm;
  return { what: "held", reason: reasonOf("agent_unproven", { address: author?.address ?? "", why }) };
}

/** What colleagues wrote to each other is nobody's question. */
async function isOurs(work: Work, reading: Reading, address: string): Promise<boolean> {
  return sameAddress(address, reading.author?.address ?? "") || (await activeAgentAt(work, address)) !== null;
}

/**
 * Writes down an agent's mail as their reply or note; call it as that agent. Returns why it is held instead where they may not see
 * the conversation any more, or where nothing was written.
 */
export async function answerByMail(
  work: Work,
  { name, conversationId, writes }: Extract<AgentMail, { what: "answer" }>,
  reading: Reading,
  mail: { inboundId: string; providerKey: string; files: () => Promise<StoredFile[]> },
): Promise<Received | InboundReason> {
  const known = await knownMessage(work, mail.providerKey);
  if (known) return { ...known, started: false, duplicate: true };
  const seen = await find(work, conversationId).catch(() => null);
  if (!seen) return reasonOf("agent_no_access", { name });
  const asked = /^\s*\/note\b[ \t:]*/i.exec(reading.text)?.[0];
  const text = reading.text.slice(asked?.length ?? 0).trim();
  if (text === "") return reasonOf("agent_empty", { name });
  const { id } = await lockWhereItWent(work, conversationId);
  const fileIds = (await mail.files()).map((file) => file.id);
  const messageId =
    writes === "note" || asked
      ? await note(work, id, { text, mentions: [], fileIds })
      : await send(work, id, mailedReply(text, fileIds));
  await markAsMail(work, messageId, {
    providerKey: mail.providerKey,
    internetMessageId: reading.messageId,
    inboundId: mail.inboundId,
  });
  return { conversationId: id, messageId, started: false, duplicate: false };
}
