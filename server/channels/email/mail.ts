import { type Address, readAddresses } from "./address.ts";
import type { Attachment } from "./attachment.ts";
import { type Body, readBody } from "./body.ts";
import { decodeWords } from "./encoded-words.ts";
import { first, type Headers, noHeaders } from "./header.ts";
import type { Kinds } from "./kinds.ts";
import { mailDate } from "./mail-date.ts";
import { messageIds, normalMessageId } from "./message-id.ts";
import { type MimeTree, readMime } from "./mime.ts";

export type { Address, Attachment, Headers, Kinds };

export interface Mail {
  /** `local@domain` without brackets; null when missing. */
  messageId: string | null;
  inReplyTo: string | null;
  /** Oldest first, at most 100; In-Reply-To is its last member when References lacks it. */
  references: string[];
  subject: string;
  /** As the header says; `originator` tells who really wrote it. Null when there is none. */
  from: Address | null;
  sender: Address | null;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  bcc: Address[];
  /** Addresses the mail was delivered to, by Delivered-To, X-Original-To, Envelope-To and the like. */
  deliveredTo: string[];
  /** Return-Path: "" for the null path, null when the header is missing. */
  returnPath: string | null;
  date: Date | null;
  /** Readable text, made from the HTML when there is no text part; lines end with LF. */
  text: string;
  html: string | null;
  textFromHtml: boolean;
  attachments: Attachment[];
  /** The text of calendars that came along; they are attachments too. */
  calendars: string[];
  headers: Headers;
  listId: string | null;
  /** First word of Auto-Submitted, lower case ("no", "auto-replied" …); null when missing. */
  autoSubmitted: string | null;
  kinds: Kinds;
  /** What was wrong with it, in short words; empty for a clean mail. */
  flaws: string[];
}

const MAX_SUBJECT = 1_000;

/** Reads a raw mail, whatever it is made of. Never throws: the worst mail gives its raw text and says so in `flaws`. */
export async function readMail(raw: Buffer | Uint8Array): Promise<Mail> {
  const bytes = Buffer.isBuffer(raw) ? raw : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  try {
    const tree = readMime(withLineFeeds(bytes));
    return assemble(tree, readBody(tree.root));
  } catch (error) {
    return unreadable(bytes, error);
  }
}

/** A mail whose lines end with CR alone (old Mac software) gets LF, all others stay untouched. */
function withLineFeeds(bytes: Buffer): Buffer {
  if (bytes.includes(0x0a) || !bytes.includes(0x0d)) return bytes;
  return Buffer.from(bytes.map((byte) => (byte === 0x0d ? 0x0a : byte)));
}

function assemble(tree: MimeTree, body: Body): Mail {
  const { headers } = tree.root;
  const from = readAddresses(headers.from);
  const flaws = new Set([...tree.flaws, ...body.flaws]);
  if (from.length === 0) flaws.add("no sender");
  if (from.length > 1) flaws.add("several senders");
  const inReplyTo = messageIds(headers["in-reply-to"]).at(0) ?? null;
  const date = mailDate(first(headers, "date"));
  if (!date) flaws.add("no date");
  return {
    messageId: normalMessageId(first(headers, "message-id")),
    inReplyTo,
    references: messageIds([...(headers.references ?? []), inReplyTo ? `<${inReplyTo}>` : ""]),
    subject: subjectOf(headers),
    from: from[0] ?? null,
    sender: readAddresses(headers.sender)[0] ?? null,
    replyTo: readAddresses(headers["reply-to"]),
    to: readAddresses(headers.to),
    cc: readAddresses(headers.cc),
    bcc: readAddresses(headers.bcc),
    deliveredTo: deliveredTo(headers),
    returnPath: returnPath(headers),
    date,
    text: body.text,
    html: body.html,
    textFromHtml: body.textFromHtml,
    attachments: body.attachments,
    calendars: body.calendars,
    headers,
    listId: listId(headers),
    autoSubmitted:
      /^[a-z-]+/.exec(
        first(headers, "auto-submitted")
          .replace(/\(.*?\)/g, "")
          .trim()
          .toLowerCase(),
      )?.[0] ?? null,
    kinds: body.kinds,
    flaws: [...flaws],
  };
}

function subjectOf(headers: Headers): string {
  const words = decodeWords(first(headers, "subject").slice(0, 20_000));
  // Control characters and those that turn the writing direction are what we remove.
  return words
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]+/g, " ")
    .replace(/ {2,}/g, " ")
    .trim()
    .slice(0, MAX_SUBJECT)
    .toWellFormed();
}

function deliveredTo(headers: Headers): string[] {
  const found = new Map<string, string>();
  for (const name of [
    "x-original-to",
    "envelope-to",
    "delivered-to",
    "x-envelope-to",
    "x-forwarded-to",
    "apparently-to",
    "x-rcpt-to",
  ]) {
    for (const { address } of readAddresses(headers[name]?.slice(0, 50))) {
      if (address) found.set(address.toLowerCase(), address);
    }
  }
  return [...found.values()];
}

function returnPath(headers: Headers): string | null {
  const value = headers["return-path"]?.[0];
  if (value === undefined) return null;
  return readAddresses([value])[0]?.address ?? "";
}

function listId(headers: Headers): string | null {
  const value = first(headers, "list-id");
  if (value === "") return null;
  return (/<([^<>]*)>/.exec(value)?.[1] ?? value).trim().toLowerCase().slice(0, 300) || null;
}

function unreadable(bytes: Buffer, error: unknown): Mail {
  return {
    messageId: null,
    inReplyTo: null,
    references: [],
    subject: "",
    from: null,
    sender: null,
    replyTo: [],
    to: [],
    cc: [],
    bcc: [],
    deliveredTo: [],
    returnPath: null,
    date: null,
    text: bytes.toString("latin1", 0, 100_000).replaceAll("\0", ""),
    html: null,
    textFromHtml: false,
    attachments: [],
    calendars: [],
    headers: noHeaders(),
    listId: null,
    autoSubmitted: null,
    kinds: { calendar: null, signed: null, encrypted: null, signer: null, tnef: false, report: null },
    flaws: [`unreadable: ${error instanceof Error ? error.message : "unknown"}`],
  };
}
