import { createHash } from "node:crypto";
import { Resolver } from "node:dns/promises";
import { newId } from "../../platform/ids.ts";
import { safeHtml } from "../../platform/safe-html.ts";
import type { Address } from "./address.ts";
import { type Authenticity, authenticate } from "./authenticity.ts";
import { type Automatic, automatic, mayAnswer } from "./automatic.ts";
import { type Bounce, readBounce } from "./bounce.ts";
import { type Complaint, readComplaint } from "./complaint.ts";
import { isForwardSubject } from "./forwarded.ts";
import { type Mail, readMail } from "./mail.ts";
import { originator } from "./originator.ts";
import { writtenText } from "./quote.ts";
import { foldHtml } from "./quote-html.ts";

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

export interface ReadAttachment {
  /** Its id from now on: the HTML names it already. */
  id: string;
  name: string;
  mediaType: string;
  contentId: string | null;
  inline: boolean;
  content: Uint8Array;
}

/** A mail as the house keeps it. Plain data: it crosses a thread. */
export interface Reading {
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
  text: string;
  originalText: string | null;
  html: string | null;
  originalHtml: string | null;
  blockedImages: number;
  attachments: ReadAttachment[];
  automatic: Automatic;
  /** The sender's system answers what it got; nothing of it may open or answer anything. */
  ownMark: boolean;
  nullPath: boolean;
  /** Why no acknowledgement may be sent, null when it may. */
  noAnswer: string | null;
  bounce: Bounce | null;
  complaint: Complaint | null;
  authenticity: Authenticity;
  /** What was wrong with it, in short words. */
  flaws: string[];
  /** Same sender and words (and, without a Message-ID, date and subject): the same message, however it was wrapped on its way. Null when nothing tells two alike apart. */
  digest: string | null;
}

const mostAttachments = 300;
const day = 86_400_000;

/** Reads a raw mail into what the house keeps; everything in the HTML that could act is gone. */
export async function readWhole(unread: Unread): Promise<Reading> {
  const mail = await readMail(unread.raw);
  const envelopeFrom = unread.envelopeFrom ?? undefined;
  const wrote = originator(mail, { own: unread.own });
  const attachments = mail.attachments.slice(0, mostAttachments).map((file) => ({
    id: newId(),
    name: clean(file.name),
    mediaType: clean(file.mediaType),
    contentId: file.contentId === null ? null : clean(file.contentId),
    inline: file.inline,
    content: new Uint8Array(file.content),
  }));
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
    authenticity,
    flaws: mail.flaws.map(clean),
    digest: digestOf(mail),
  };
}

const cleaned = ({ name, address }: Address): Address => ({ name: clean(name), address: clean(address) });

/** PostgreSQL keeps neither NUL nor half surrogates. */
function clean(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

function nearestFirst({ inReplyTo, references }: Mail): string[] {
  return [...new Set([...(inReplyTo ? [inReplyTo] : []), ...references.toReversed()])];
}

/** Without a signature and from our own network there is nothing to ask DNS about. */
async function proofOf(
  mail: Mail,
  { raw, remoteIp, helo, envelopeFrom, dnsServer }: Unread,
): Promise<Authenticity> {
  const local =
    remoteIp === "" || /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd])/i.test(remoteIp);
  if (local && !mail.headers["dkim-signature"]) return unsigned;
  return authenticate({
    raw,
    remoteIp: local ? "" : remoteIp,
    helo,
    mailFrom: envelopeFrom ?? mail.returnPath ?? "",
    ...(dnsServer && { resolver: resolverAt(dnsServer) }),
  });
}

const unsigned: Authenticity = {
  spf: { result: "none", domain: "" },
  dkim: [],
  dmarc: { result: "none", policy: "none", domain: "" },
  arc: { result: "none", sealedBy: "" },
  aligned: false,
  proven: false,
  why: "neither signed nor sent from an allowed server",
};

function resolverAt(server: string) {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  resolver.setServers([server]);
  return (name: string, type: string) => resolver.resolve(name, type) as never;
}

function noAnswer(mail: Mail, unread: Unread, author: string, authenticity: Authenticity): string | null {
  // An answer to a forged sender would hit somebody who never wrote.
  if (authenticity.dmarc.result === "fail") return "The sender's domain says that this mail is forged.";
  // A mailbox read for the first time holds what was answered long ago.
  if (mail.date && unread.now.getTime() - mail.date.getTime() > day) return "It is older than a day.";
  const { answer, why } = mayAnswer(mail, unread.envelopeFrom ?? mail.returnPath ?? author, unread.own);
  return answer ? null : why;
}

function wordsOf(
  mail: Mail,
  attachments: readonly ReadAttachment[],
): Pick<Reading, "text" | "originalText" | "html" | "originalHtml" | "blockedImages"> {
  const options = { forwarded: isForwardSubject(mail.subject) };
  const byCid = new Map(attachments.map(({ id, contentId }) => [contentId, `/api/files/${id}`]));
  const safe = (html: string) => safeHtml(clean(html), { cid: (id) => byCid.get(id), remoteImages: false });
  const whole = clean(mail.text).trim();
  const text = writtenText(whole, options);
  const folded = mail.html === null ? null : foldHtml(mail.html, options);
  const written = folded && safe(folded.written);
  return {
    text,
    originalText: text === whole ? null : whole,
    html: written?.html ?? null,
    originalHtml: folded?.quoted ? safe(mail.html ?? "").html : null,
    blockedImages: written?.blockedImages ?? 0,
  };
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
