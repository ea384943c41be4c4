import { charsetLabel } from "./charset.ts";
import { decodeWords } from "./encoded-words.ts";
import { first, type Headers, readHeaders, readStructured } from "./header.ts";
import { decodeTransfer } from "./transfer.ts";

/** One node of a mail: either a leaf with bytes or a multipart with children. */
export interface Part {
  headers: Headers;
  /** Lower case, "text/plain" when the mail does not say. */
  mediaType: string;
  params: Record<string, string>;
  disposition: string;
  /** Decoded file name, "" when the part has none. */
  name: string;
  contentId: string;
  /** Bytes after transfer decoding; empty for a multipart. */
  content: Buffer;
  children: Part[];
}

export interface MimeTree {
  root: Part;
  flaws: string[];
}

// Deeper or more numerous parts are kept as one attachment: readable, and bounded in time and memory.
const MAX_DEPTH = 60;
const MAX_PARTS = 2_000;

interface Reading {
  parts: number;
  flaws: Set<string>;
}

/** Splits a mail into its parts; never throws, says what was wrong in `flaws`. */
export function readMime(raw: Buffer): MimeTree {
  const reading: Reading = { parts: 0, flaws: new Set() };
  const root = readPart(raw, 0, "text/plain", reading, 0);
  return { root, flaws: [...reading.flaws] };
}

function readPart(bytes: Buffer, start: number, fallback: string, reading: Reading, depth: number): Part {
  reading.parts++;
  const block = readHeaders(bytes, start);
  if (block.broken) reading.flaws.add("broken headers");

  const declared = first(block.headers, "content-type");
  const type = readStructured(declared);
  const charset = charsetLabel(type.params.charset);
  // Raw bytes in headers are mostly in the character set of the body, so read them again knowing it.
  const headers = charset && charset !== "utf-8" ? readHeaders(bytes, start, charset).headers : block.headers;
  const disposition = readStructured(first(headers, "content-disposition"));
  const part: Part = {
    headers,
    mediaType: mediaTypeOf(type.value, fallback),
    params: type.params,
    disposition: disposition.value,
    name: fileName(disposition.params.filename ?? type.params.name ?? ""),
    contentId: first(headers, "content-id").replace(/^[<\s]+|[>\s]+$/g, ""),
    content: Buffer.alloc(0),
    children: [],
  };
  fill(part, bytes.subarray(block.end), reading, depth);
  return part;
}

function mediaTypeOf(value: string, fallback: string): string {
  const type = value.replace(/\s+/g, "");
  if (/^[a-z0-9!#$&^_.+-]{1,80}\/[a-z0-9!#$&^_.+*-]{1,100}$/.test(type)) return type;
  if (type === "") return fallback;
  return type === "text" || type === "html" ? (type === "html" ? "text/html" : "text/plain") : "text/plain";
}

function fill(part: Part, body: Buffer, reading: Reading, depth: number): void {
  const encoding = first(part.headers, "content-transfer-encoding").replace(/\(.*?\)/g, "");
  if (!part.mediaType.startsWith("multipart/")) {
    part.content = decodeTransfer(body, encoding);
    return;
  }
  if (depth >= MAX_DEPTH || reading.parts >= MAX_PARTS) {
    reading.flaws.add(depth >= MAX_DEPTH ? "nested too deep" : "too many parts");
    part.mediaType = "message/rfc822";
    part.content = body;
    return;
  }
  let sections = sectionsOf(body, part.params.boundary ?? "");
  if (sections.length === 0 && /base64|quoted/i.test(encoding)) {
    sections = sectionsOf(decodeTransfer(body, encoding), part.params.boundary ?? "");
  }
  if (sections.length === 0) {
    reading.flaws.add("boundary missing");
    sections = sectionsOf(body, guessBoundary(body));
  }
  if (sections.length === 0) {
    part.mediaType = /^\s*<(?:!doctype|html|body|div|p|table)\b/i.test(body.toString("latin1", 0, 200))
      ? "text/html"
      : "text/plain";
    part.content = decodeTransfer(body, encoding);
    return;
  }
  const fallback = part.mediaType === "multipart/digest" ? "message/rfc822" : "text/plain";
  for (const section of sections) {
    if (reading.parts >= MAX_PARTS) {
      reading.flaws.add("too many parts");
      break;
    }
    part.children.push(readPart(section, 0, fallback, reading, depth + 1));
  }
}

/** The stretches between boundary lines; an end that never comes is taken as the end of the mail. */
function sectionsOf(body: Buffer, boundary: string): Buffer[] {
  if (boundary === "") return [];
  const mark = Buffer.from(`--${boundary}`, "utf8");
  const sections: Buffer[] = [];
  let open = -1;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (at > 0 && body[at - 1] !== 0x0a && body[at - 1] !== 0x0d) continue;
    const after = at + mark.length;
    const closing = body[after] === 0x2d && body[after + 1] === 0x2d;
    const next = endOfBoundary(body, closing ? after + 2 : after, closing);
    if (next < 0) continue;
    if (open >= 0) sections.push(body.subarray(open, beforeBreak(body, at, open)));
    open = closing ? -1 : next;
    if (sections.length > MAX_PARTS) return sections;
  }
  if (open >= 0 && open < body.length) sections.push(body.subarray(open));
  return sections;
}

/** Where the line after a boundary begins; -1 when the line goes on, so that it is no boundary. */
function endOfBoundary(body: Buffer, from: number, closing: boolean): number {
  let at = from;
  while (body[at] === 0x20 || body[at] === 0x09) at++;
  if (at >= body.length) return body.length;
  if (body[at] === 0x0d) return body[at + 1] === 0x0a ? at + 2 : at + 1;
  if (body[at] === 0x0a) return at + 1;
  // Some senders glue text to the closing boundary; to an opening one it would be another boundary.
  return closing ? at : -1;
}

function beforeBreak(body: Buffer, at: number, open: number): number {
  let end = at;
  if (end > open && body[end - 1] === 0x0a) end--;
  if (end > open && body[end - 1] === 0x0d) end--;
  return end;
}

/** When the header forgot its boundary: the first "--x" line that comes again. */
function guessBoundary(body: Buffer): string {
  const head = body.toString("latin1", 0, 50_000);
  for (const line of head.split(/\r?\n/, 500)) {
    const mark = /^--([\w'()+,./:=?-]{4,70})\s*$/.exec(line)?.[1];
    if (
      mark &&
      body.indexOf(`\n--${mark}`) >= 0 &&
      (body.indexOf(`--${mark}--`) >= 0 || /content-type/i.test(head))
    )
      return mark;
  }
  return "";
}

/** A name without path and control characters, at most 200 characters, its ending kept. */
export function fileName(raw: string): string {
  const decoded = decodeWords(raw)
    // Control characters and those that turn the writing direction are what we remove.
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/^.*[\\/]/s, "")
    .trim();
  if (decoded === "." || decoded === "..") return "";
  if (decoded.length <= 200) return decoded;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(decoded)?.[0] ?? "";
  return decoded.slice(0, 200 - ending.length) + ending;
}
