import { createHash } from "node:crypto";
import { Resolver } from "node:dns/promises";
import type { Invitation, Protection } from "../../../shared/mail-traits.ts";
import { proofSentences as because } from "../../../shared/proof-sentences.ts";
import type { Address } from "./address.ts";
import { type Authenticity, authenticate } from "./authenticity.ts";
import { type Automatic, automatic, mayAnswer } from "./automatic.ts";
import { type Bounce, readBounce } from "./bounce.ts";
import { invitationsIn } from "./calendar.ts";
import { type Complaint, readComplaint } from "./complaint.ts";
import { DnsMemory } from "./dns-memory.ts";
import { type ForwardedReading, readForwarded } from "./forwarded-reading.ts";
import { type Mail, readMail } from "./mail.ts";
import {
  attachmentsOf,
  clean,
  cleaned,
  type MailWords,
  nearestFirst,
  protectionOf,
  type ReadAttachment,
  wordsOf,
} from "./mail-words.ts";
import { originator } from "./originator.ts";

/** What is to be read, and what the envelope told. */
export interface Unread {
  raw: Uint8Array;
  /** Null when no SMTP envelope is known (a mailbox): Return-Path counts then. */
  envelopeFrom: string | null;
  remoteIp: string;
  helo: string;
  /** Addresses of our inboxes. */
  own: string[];
  dnsServer: string | null;
  now: Date;
}

/** A mail as the house keeps it. Plain data: it crosses a thread. */
export interface Reading extends MailWords {
  messageId: string | null;
  subject: string;
  author: Address | null;
  /** The author is who From names, so that proof of From proves the author. */
  authorIsFrom: boolean;
  to: Address[];
  cc: Address[];
  /** Every address it names as delivered to, where a signed reply address may stand. */
  addressed: string[];
  /** Message-IDs it answers, the nearest first. */
  answers: string[];
  attachments: ReadAttachment[];
  automatic: Automatic;
  /** The sender's system answers what it got; nothing of it may open or answer anything. */
  ownMark: boolean;
  nullPath: boolean;
  /** Why no acknowledgement may be sent, null when it may. */
  noAnswer: string | null;
  bounce: Bounce | null;
  complaint: Complaint | null;
  invitations: Invitation[];
  protection: Protection | null;
  /** The mail inside, where somebody sent one on. */
  forwarded: ForwardedReading | null;
  authenticity: Authenticity;
  /** What was wrong with it, in short words. */
  flaws: string[];
  /** Same sender and words (and, without a Message-ID, date and subject): the same message, however it was wrapped on its way. Null when nothing tells two alike apart. */
  digest: string | null;
}

const day = 86_400_000;

/** Reads a raw mail into what the house keeps; everything in the HTML that could act is gone. */
export async function readWhole(unread: Unread): Promise<Reading> {
  const mail = await readMail(unread.raw);
  const envelopeFrom = unread.envelopeFrom ?? undefined;
  const wrote = originator(mail, { own: unread.own });
  const attachments = attachmentsOf(mail);
  const authenticity = await proofOf(mail, unread);
  return {
    messageId: mail.messageId && clean(mail.messageId),
    subject: clean(mail.subject),
    author: wrote && { name: clean(wrote.author.name), address: clean(wrote.author.address) },
    authorIsFrom: wrote?.by === "from" && !wrote.resent,
    to: mail.to.map(cleaned),
    cc: mail.cc.map(cleaned),
    addressed: [...mail.to, ...mail.cc].map(({ address }) => address).concat(mail.deliveredTo),
    answers: nearestFirst(mail).map(clean),
    ...wordsOf(mail, attachments),
    attachments,
    automatic: automatic(mail, envelopeFrom),
    ownMark: Object.keys(mail.headers).some((name) => name.startsWith("x-baton-")),
    nullPath: (envelopeFrom ?? mail.returnPath) === "",
    noAnswer: noAnswer(mail, unread, wrote?.author.address ?? "", authenticity),
    bounce: readBounce(mail, envelopeFrom),
    complaint: readComplaint(mail),
    invitations: invitationsIn(mail.calendars),
    protection: protectionOf(mail),
    forwarded: await readForwarded(mail, attachments),
    authenticity,
    flaws: mail.flaws.map(clean),
    digest: digestOf(mail),
  };
}

/** Without a signature and from our own network there is nothing to ask DNS about. */
async function proofOf(
  mail: Mail,
  { raw, remoteIp, helo, envelopeFrom, dnsServer, now }: Unread,
): Promise<Authenticity> {
  const local =
    remoteIp === "" || /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd])/i.test(remoteIp);
  if (local && !mail.headers["dkim-signature"]) return unsigned;
  return authenticate({
    raw,
    remoteIp: local ? "" : remoteIp,
    helo,
    mailFrom: envelopeFrom ?? mail.returnPath ?? "",
    resolver: (name, type) => memoryAt(dnsServer).ask(name, type, now.getTime()) as never,
  });
}

const unsigned: Authenticity = {
  spf: { result: "none", domain: "" },
  dkim: [],
  dmarc: { result: "none", policy: "none", domain: "" },
  arc: { result: "none", sealedBy: "" },
  aligned: false,
  proven: false,
  why: because.nothing,
};

const memories = new Map<string | null, DnsMemory>();

/** Null is the machine's own server. One for each thread: those two share nothing. */
function memoryAt(server: string | null): DnsMemory {
  const known = memories.get(server);
  if (known) return known;
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (server) resolver.setServers([server]);
  const made = new DnsMemory((name, type) => resolver.resolve(name, type));
  memories.set(server, made);
  return made;
}

function noAnswer(mail: Mail, unread: Unread, author: string, authenticity: Authenticity): string | null {
  // An answer to a forged sender would hit somebody who never wrote.
  if (authenticity.dmarc.result === "fail") return "The sender's domain says that this mail is forged.";
  // A mailbox read for the first time holds what was answered long ago.
  if (mail.date && unread.now.getTime() - mail.date.getTime() > day) return "It is older than a day.";
  const { answer, why } = mayAnswer(mail, unread.envelopeFrom ?? mail.returnPath ?? author, unread.own);
  return answer ? null : why;
}

function digestOf(mail: Mail): string | null {
  if (!mail.messageId && !mail.date) return null;
  const hash = createHash("sha256");
  // Who sends a mail again under its Message-ID often dates it anew, and some date the subject too.
  const when = mail.messageId ? [] : [mail.date?.toISOString() ?? "", mail.subject];
  const words = mail.text.replace(/\s+/g, " ").trim();
  hash.update(JSON.stringify([mail.from?.address.toLowerCase() ?? "", ...when, words]));
  for (const { content } of mail.attachments) hash.update(createHash("sha256").update(content).digest());
  return hash.digest("hex").slice(0, 32);
}
