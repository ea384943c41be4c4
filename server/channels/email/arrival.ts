import { keepFile } from "../../conversations/file.ts";
import { noteFrom } from "../../conversations/mailed.ts";
import { addParticipants } from "../../conversations/participant.ts";
import { type Incoming, type Received, receive } from "../../conversations/receive.ts";
import { findOrMake } from "../../customers/customer.ts";
import { verifyEmail } from "../../customers/identity.ts";
import { noteWriting } from "../../customers/suppression.ts";
import { actorAgain } from "../../people/actor-again.ts";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { sameAddress } from "./address.ts";
import { type AgentMail, agentMailOf, answerByMail } from "./agent-mail.ts";
import { recordBounce, recordComplaint } from "./bounced.ts";
import { type Inbound, loadInbound, lockReceived, quarantine, reject, rejection, store } from "./inbound.ts";
import { type InboundReason, reasonOf } from "./inbound-reason.ts";
import { type Belonging, belongingOf, conversationsOf } from "./joining.ts";
import { looksLikeLoop, mostAnHour } from "./loop-guard.ts";
import { read, Unreadable } from "./reader.ts";
import type { Reading } from "./reading.ts";
import { withoutTag } from "./spool.ts";
import { traitsOf } from "./traits.ts";

interface Stored {
  sha256: Buffer;
  size: number;
}

/**
 * Reads a spooled mail and puts it where it belongs; one that was read already stays as it is. What cannot be read is
 * quarantined with its reason; when the house is what fails, the job is tried again and the mail waits in the spool.
 */
export async function readInbound(house: House, workspaceId: string, id: string): Promise<void> {
  const actor = system(workspaceId, "email.read");
  const spooled = await house.work(actor, (work) => loadInbound(work, id));
  if (spooled?.state !== "received") return;
  let reading: Reading;
  try {
    reading = await read({
      raw: await house.files.read(workspaceId, spooled.sha256),
      envelopeFrom: senderOf(spooled),
      remoteIp: spooled.remoteIp,
      helo: spooled.helo,
      own: spooled.own,
      dnsServer: house.config.dnsServer,
      now: house.clock.now(),
    });
  } catch (error) {
    const reason = unreadable(error);
    if (reason === null) throw error;
    await house.work(actor, (work) => quarantine(work, spooled, reason));
    house.metrics.inbound.inc({ state: "quarantined" });
    return;
  }
  const byAgent = await house.work(actor, (work) => agentMailOf(work, house, reading, spooled.envelopeTo));
  const kept = byAgent?.what === "forward" ? asOriginal(reading) : reading;
  const files: Stored[] = [];
  for (const { content } of kept.attachments)
    files.push(await house.files.put(workspaceId, Buffer.from(content)));
  const agent =
    byAgent?.what === "answer"
      ? await actorAgain(house, { workspaceId, kind: "agent", id: byAgent.agentId })
      : null;
  // An agent's own words are written with the rights they have by now.
  const state = await house.work(agent ?? actor, (work) =>
    settle(work, house, spooled, kept, files, byAgent),
  );
  if (state) house.metrics.inbound.inc({ state });
}

/** The SMTP sender, "" for the null path. Mailboxes do not tell it, providers not always; those write the null path as "<>". */
function senderOf({ source, envelopeFrom }: Inbound): string | null {
  if (source === "imap" || (source === "hook" && envelopeFrom === "")) return null;
  return envelopeFrom === "<>" ? "" : envelopeFrom;
}

/** Why a mail is at fault, or null when the house is. */
function unreadable(error: unknown): InboundReason | null {
  if (error instanceof Unreadable) return error.reason;
  return (error as NodeJS.ErrnoException).code === "ENOENT" ? reasonOf("source_missing") : null;
}

/** The mail that was sent on, in place of the one that carried it. It answers nobody by itself, for nobody wrote to us. */
function asOriginal(reading: Reading): Reading {
  const { forwarded } = reading;
  if (!forwarded) return reading;
  const { comment: _, subject, ...original } = forwarded;
  return {
    ...reading,
    ...original,
    subject: subject || reading.subject,
    authorIsFrom: false,
    addressed: [],
    noAnswer: "An agent forwarded it; nobody wrote to us.",
  };
}

async function settle(
  work: Work,
  house: House,
  spooled: Inbound,
  reading: Reading,
  files: readonly Stored[],
  byAgent: AgentMail | null,
) {
  const inbound = await lockReceived(work, spooled);
  if (!inbound) return null;
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
  if (byAgent?.what === "answer") return settleAnswer(work, inbound, reading, files, byAgent);
  const forwarded = byAgent?.what === "forward" ? byAgent : null;
  const belonging = await belongingOf(work, house, reading, forwarded ? [] : inbound.envelopeTo);
  if (
    belonging.conversationId &&
    (await looksLikeLoop(work, belonging.conversationId, reading.author.address))
  ) {
    const { address } = reading.author;
    return setApart(work, inbound, reasonOf("loop", { address, most: String(mostAnHour) }), reading);
  }
  const received = await take(work, inbound, reading, belonging, files, forwarded);
  await store(work, inbound, reading, { ...received, by: belonging.by });
  return "stored";
}

async function setApart(work: Work, inbound: Inbound, reason: InboundReason, { subject }: Reading) {
  await quarantine(work, inbound, reason, subject);
  return "quarantined";
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
  inbound: Inbound,
  reading: Reading,
  belonging: Belonging,
  files: readonly Stored[],
  forwarded: { agentId: string; name: string } | null,
): Promise<Received> {
  const author = reading.author ?? { name: "", address: "" };
  const customerId = await findOrMake(work, { name: author.name, email: author.address });
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
    proven: belonging.proven,
    provenWhy: forwarded ? `forwarded by ${forwarded.name}` : belonging.why,
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
  // That they wrote to somebody else once proves nothing about their mailbox of today.
  if (forwarded) return received;
  await noteWriting(work, author.address);
  if (belonging.verified) await verifyEmail(work, customerId, author.address);
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

/** Another mail under the same Message-ID is a message of its own; without id and date nothing tells two alike apart. */
function providerKey(inbound: Inbound, { messageId, digest }: Reading): string {
  return digest === null ? `mail:${inbound.id}` : `mail:${messageId?.toLowerCase() ?? ""}:${digest}`;
}

/** Files of an agent's own mail, as if they had uploaded them. */
async function keepFiles(work: Work, { attachments }: Reading, files: readonly Stored[]) {
  const kept = [];
  for (const [i, { name, mediaType }] of attachments.entries())
    kept.push(await keepFile(work, files[i] as Stored, { name, mediaType }));
  return kept;
}

async function keepAttachments(work: Work, { attachments }: Reading, files: readonly Stored[]) {
  const kept = [];
  for (const [i, { id, name, mediaType, contentId, inline }] of attachments.entries()) {
    const file = await keepFile(work, files[i] as Stored, { name, mediaType });
    kept.push({ id, fileId: file.id, name: file.name, contentId, inline });
  }
  return kept;
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
