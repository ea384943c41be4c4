import { proofSentences as because } from "../../../shared/proof-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
import { noteFrom } from "../../conversations/mailed.ts";
import { addParticipants } from "../../conversations/participant.ts";
import { type Incoming, type Received, receive } from "../../conversations/receive.ts";
import { findOrMake } from "../../customers/customer.ts";
import { verifyEmail } from "../../customers/identity.ts";
import { noteWriting } from "../../customers/suppression.ts";
import type { House } from "../../platform/house.ts";
import { together } from "../../platform/together.ts";
import type { Work } from "../../platform/work.ts";
import { sameAddress } from "./address.ts";
import { type AgentMail, agentMailOf, answerByMail } from "./agent-mail.ts";
import { type Arrived, providerKey, setApart } from "./arrived.ts";
import { keepAttachments, keepFiles, type Stored } from "./arrived-files.ts";
import type { TakeAside } from "./aside.ts";
import { settleAside, settleAsideOfAgent } from "./aside-settlement.ts";
import { recordBounce, recordComplaint } from "./bounced.ts";
import { type Inbound, lockReceived, reject, rejection, store } from "./inbound.ts";
import { reasonOf } from "./inbound-reason.ts";
import { type Belonging, belongingOf, conversationsOf } from "./joining.ts";
import { looksLikeLoop, mostAnHour } from "./loop-guard.ts";
import type { Reading } from "./reading.ts";
import { withoutTag } from "./spool.ts";
import { traitsOf } from "./traits.ts";

/** What became of a mail: its state, null when somebody else has read it, or the agent as whom it is still to be written. */
export type Settled = string | null | Exclude<AgentMail, { what: "held" }>;

/** Puts a mail where it belongs, once; changes nothing when it is for the agent who wrote it to do. */
export async function settle(
  work: Work,
  house: House,
  arrived: Arrived,
  takeAside?: TakeAside,
): Promise<Settled> {
  const { spooled, reading } = arrived;
  if (!(await lockReceived(work, [spooled.id])).has(spooled.id)) return null;
  const aside = takeAside && (await settleAside(work, house, arrived, takeAside));
  if (aside) return aside;
  const byAgent = await agentMailOf(work, house, reading, spooled.envelopeTo);
  return byAgent && byAgent.what !== "held" ? byAgent : place(work, house, arrived, byAgent);
}

/** Puts an agent's mail where it belongs, once; call it as that agent where the words are theirs. */
export async function settleAs(
  work: Work,
  house: House,
  arrived: Arrived,
  byAgent: AgentMail,
  takeAside?: TakeAside,
) {
  const { spooled, reading } = arrived;
  if (!(await lockReceived(work, [spooled.id])).has(spooled.id)) return null;
  if (byAgent.what === "aside" && !rejection(spooled, reading))
    return settleAsideOfAgent(work, arrived, byAgent, takeAside);
  return place(work, house, arrived, byAgent);
}

/** What was asked for several mails at once. */
interface Asked {
  customers: ReadonlyMap<string, { id: string; name: string }>;
  /** Of its key nothing came before. */
  isNew: boolean;
}

/** Writes down what a mail is; with what was asked before for several at once. */
export async function place(
  work: Work,
  house: House,
  arrived: Arrived,
  byAgent: AgentMail | null,
  asked?: Asked,
): Promise<string> {
  const inbound = arrived.spooled;
  const { reading, files } = arrived;
  const refused = rejection(inbound, reading);
  if (refused) {
    const conversationId = (await conversationsOf(work, reading.answers))[0] ?? null;
    const bounced =
      (reading.bounce && (await recordBounce(work, reading.bounce))) ||
      (reading.complaint && (await recordComplaint(work, reading.complaint)));
    await reject(work, inbound, reading.subject, refused, bounced?.conversationId ?? conversationId);
    return "rejected";
  }
  if (!reading.author) return setApart(work, inbound, reasonOf("no_sender"), reading);
  if (byAgent?.what === "held") return setApart(work, inbound, byAgent.reason, reading);
  // Nobody is there to take it: it is no customer's, whoever wrote it.
  if (byAgent?.what === "aside")
    return setApart(work, inbound, reasonOf("agent_gone", { name: byAgent.name }), reading);
  if (byAgent?.what === "answer") return settleAnswer(work, inbound, reading, files, byAgent);
  const forwarded = byAgent?.what === "forward" ? byAgent : null;
  const to = forwarded ? [] : inbound.envelopeTo;
  const belonging = await belongingOf(work, house, reading, to, asked?.customers);
  if (
    belonging.conversationId &&
    (await looksLikeLoop(work, belonging.conversationId, reading.author.address))
  ) {
    const { address } = reading.author;
    return setApart(work, inbound, reasonOf("loop", { address, most: String(mostAnHour) }), reading);
  }
  const isNew = asked?.isNew ?? false;
  const received = await take(work, arrived, belonging, forwarded, isNew);
  await together([
    store(work, inbound, reading, { ...received, by: belonging.by }),
    !forwarded && !asked && noteWriting(work, reading.author.address),
  ]);
  return "stored";
}

/** An agent's own words: their reply or note, or held with a reason. */
async function settleAnswer(
  work: Work,
  inbound: Inbound,
  reading: Reading,
  files: readonly Stored[],
  answer: Extract<AgentMail, { what: "answer" }>,
) {
  if (work.actor.kind !== "agent")
    return setApart(work, inbound, reasonOf("agent_gone", { name: answer.name }), reading);
  const done = await answerByMail(work, answer, reading, {
    inboundId: inbound.id,
    providerKey: providerKey(inbound, reading),
    files: () => keepFiles(work, reading, files),
  });
  if ("code" in done) return setApart(work, inbound, done, reading);
  await store(work, inbound, reading, { ...done, by: "signed" });
  return "stored";
}

async function take(
  work: Work,
  { spooled: inbound, reading, files }: Arrived,
  belonging: Belonging,
  forwarded: { agentId: string; name: string } | null,
  isNew: boolean,
): Promise<Received> {
  const author = reading.author ?? { name: "", address: "" };
  const { known } = belonging;
  const named = known && (known.name !== "" || author.name === "");
  const customerId = named ? known.id : await findOrMake(work, { name: author.name, email: author.address });
  const received = await receive(work, {
    conversationId: belonging.conversationId ?? undefined,
    maybeRelatedId: belonging.maybeRelatedId ?? undefined,
    inboxId: inbound.inboxId,
    customerId,
    channel: "email",
    authorAddress: author.address,
    ...wordsOf(reading),
    to: reading.to,
    cc: reading.cc,
    readerIds: belonging.proven ? await readersOf(work, inbound, reading) : [],
    attachments: await keepAttachments(work, reading, files),
    internetMessageId: reading.messageId,
    providerKey: providerKey(inbound, reading),
    isNew,
    proven: belonging.proven,
    provenWhy: forwarded ? worded(because.forwarded, { name: forwarded.name }) : belonging.why,
    inboundId: inbound.id,
    mailTraits: await traitsOf(work, reading, {
      own: inbound.own,
      conversationId: belonging.conversationId,
      forwardedBy: forwarded && { agentId: forwarded.agentId, name: forwarded.name },
    }),
  });
  if (belonging.admit) await addParticipants(work, received.conversationId, [customerId]);
  const comment = forwarded && !received.duplicate ? (reading.forwarded?.comment ?? "") : "";
  if (forwarded && comment !== "") await noteFrom(work, received.conversationId, forwarded.agentId, comment);
  if (!forwarded && belonging.verified) await verifyEmail(work, customerId, author.address);
  return received;
}

function wordsOf(
  reading: Reading,
): Pick<Incoming, "subject" | "text" | "html" | "originalText" | "originalHtml" | "blockedImages"> {
  const { text, html, originalText, originalHtml, blockedImages } = reading;
  const firstWords = text.replace(/\s+/g, " ").slice(0, 80).trim();
  const subject = reading.subject || firstWords || (reading.attachments[0]?.name ?? "–");
  return { subject, text, html, originalText, originalHtml, blockedImages };
}

const mostReaders = 50;

/** Everybody else in To and Cc who is not one of our inboxes. */
async function readersOf(work: Work, { own }: Inbound, { author, to, cc }: Reading): Promise<string[]> {
  const others = [...to, ...cc].filter(
    ({ address }) =>
      /^[^\s@]+@[^\s@]+$/.test(address) &&
      !sameAddress(address, author?.address ?? "") &&
      !own.some((each) => sameAddress(each, withoutTag(address))),
  );
  const ids = new Set<string>();
  for (const { name, address } of others.slice(0, mostReaders))
    ids.add(await findOrMake(work, { name, email: address }));
  return [...ids];
}
