import { heardFrom } from "../../conversations/correspondence.ts";
import { keepFile } from "../../conversations/file.ts";
import { addParticipants } from "../../conversations/participant.ts";
import { type Incoming, type Received, receive } from "../../conversations/receive.ts";
import { findOrMake } from "../../customers/customer.ts";
import { verifyEmail } from "../../customers/identity.ts";
import { noteWriting } from "../../customers/suppression.ts";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { sameAddress } from "./address.ts";
import { recordBounce, recordComplaint } from "./bounced.ts";
import { type Inbound, loadInbound, lockReceived, quarantine, reject, rejection, store } from "./inbound.ts";
import { type Belonging, belongingOf, conversationsOf } from "./joining.ts";
import { read, Unreadable } from "./reader.ts";
import type { Reading } from "./reading.ts";
import { withoutTag } from "./spool.ts";

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
  const files: Stored[] = [];
  for (const { content } of reading.attachments)
    files.push(await house.files.put(workspaceId, Buffer.from(content)));
  const state = await house.work(actor, (work) => settle(work, house, spooled, reading, files));
  if (state) house.metrics.inbound.inc({ state });
}

/** The SMTP sender, "" for the null path. Mailboxes do not tell it, providers not always; those write the null path as "<>". */
function senderOf({ source, envelopeFrom }: Inbound): string | null {
  if (source === "imap" || (source === "hook" && envelopeFrom === "")) return null;
  return envelopeFrom === "<>" ? "" : envelopeFrom;
}

/** Why a mail is at fault, or null when the house is. */
function unreadable(error: unknown): string | null {
  if (error instanceof Unreadable) return error.message;
  if ((error as NodeJS.ErrnoException).code === "ENOENT")
    return "Its raw text is not in the file store any more.";
  return null;
}

async function settle(
  work: Work,
  house: House,
  spooled: Inbound,
  reading: Reading,
  files: readonly Stored[],
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
  if (!reading.author) {
    await quarantine(work, inbound, "It does not say who sent it.", reading.subject);
    return "quarantined";
  }
  const belonging = await belongingOf(work, house, reading, inbound.envelopeTo);
  if (
    belonging.conversationId &&
    (await looksLikeLoop(work, belonging.conversationId, reading.author.address))
  ) {
    await quarantine(
      work,
      inbound,
      `Held: looks like a loop. ${reading.author.address} sent more than ${mostAnHour} mails to one conversation within an hour.`,
      reading.subject,
    );
    return "quarantined";
  }
  const received = await take(work, inbound, reading, belonging, files);
  await store(work, inbound, reading, { ...received, by: belonging.by });
  return "stored";
}

async function take(
  work: Work,
  inbound: Inbound,
  reading: Reading,
  belonging: Belonging,
  files: readonly Stored[],
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
    provenWhy: belonging.why,
    inboundId: inbound.id,
  });
  if (belonging.admit) await addParticipants(work, received.conversationId, [customerId]);
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

const mostAnHour = 20;

async function looksLikeLoop(work: Work, conversationId: string, address: string): Promise<boolean> {
  const since = new Date(work.now.getTime() - 3_600_000);
  return (await heardFrom(work, { conversationId, address, since, most: mostAnHour })) >= mostAnHour;
}
