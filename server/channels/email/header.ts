import { isAscii } from "node:buffer";
import { decodeText } from "./charset.ts";

/** Every value of every header, by lower-case name, unfolded, encoded words still as they were on the wire. */
export type Headers = Record<string, string[]>;

export interface HeaderBlock {
  headers: Headers;
  /** Where the body begins. */
  end: number;
  broken: boolean;
}

const MAX_HEADER_BYTES = 1024 * 1024;
const MAX_HEADER_LINES = 10_000;
const NAME = /^[!-9;-~]{1,200}[ \t]*:/;

/** An object no header name (`constructor`, `__proto__`) can confuse. */
export function noHeaders(): Headers {
  return Object.create(null) as Headers;
}

/**
 * Reads the header block at `start`. Forgives what real mail does: an mbox "From " line, blank lines before it, bare LF,
 * a stray line between headers, no blank line before the body. Bytes beyond ASCII are read as UTF-8 or `charset`.
 */
export function readHeaders(bytes: Buffer, start = 0, charset?: string): HeaderBlock {
  const headers = noHeaders();
  let at = start;
  let broken = false;
  let name = "";
  let value: Buffer[] = [];
  let lines = 0;

  const keep = () => {
    if (name) put(headers, name, value, charset);
    name = "";
    value = [];
  };

  while (at < bytes.length) {
    const [next, stop] = lineEnd(bytes, at);
    const line = bytes.subarray(at, stop);
    if (isBlank(line)) {
      // Only a whole mail may begin with blank lines: in a part they mean "no headers".
      if (lines === 0 && start === 0 && at < 100 && looksLikeHeader(bytes, pastBlanks(bytes, next))) {
        at = next;
        continue;
      }
      keep();
      return { headers, end: next, broken };
    }
    const first = line[0];
    const head = line.subarray(0, 220).toString("latin1");
    if ((first === 0x20 || first === 0x09) && name) value.push(line);
    else if (NAME.test(head)) {
      keep();
      const colon = line.indexOf(0x3a);
      name = line.toString("latin1", 0, colon).trim().toLowerCase();
      value.push(line.subarray(colon + 1));
    } else if (lines === 0 && /^>?From /.test(head)) {
      // An mbox separator is not a header.
    } else if (next < bytes.length && looksLikeHeader(bytes, next)) {
      broken = true;
      if (name) value.push(line);
    } else {
      keep();
      return { headers, end: at, broken: true };
    }
    at = next;
    lines++;
    if (at - start > MAX_HEADER_BYTES || lines > MAX_HEADER_LINES) {
      keep();
      return { headers, end: skipToBody(bytes, at), broken: true };
    }
  }
  keep();
  return { headers, end: bytes.length, broken };
}

function lineEnd(bytes: Buffer, at: number): [next: number, stop: number] {
  const feed = bytes.indexOf(0x0a, at);
  if (feed < 0) return [bytes.length, bytes.length];
  return [feed + 1, bytes[feed - 1] === 0x0d && feed > at ? feed - 1 : feed];
}

function isBlank(line: Buffer): boolean {
  if (line.length === 0) return true;
  // A line of white space ends the headers too, unless it is long enough to be content.
  return line.length < 80 && line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

function pastBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < from + 100 && (bytes[at] === 0x0d || bytes[at] === 0x0a)) at++;
  return at;
}

function looksLikeHeader(bytes: Buffer, at: number): boolean {
  return /^(?:>?From |[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:[ \t\r\n])/.test(
    bytes.toString("latin1", at, at + 70),
  );
}

function skipToBody(bytes: Buffer, at: number): number {
  const crlf = bytes.indexOf("\r\n\r\n", at);
  const lf = bytes.indexOf("\n\n", at);
  if (crlf < 0 && lf < 0) return bytes.length;
  return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf + 2;
}

function put(headers: Headers, name: string, value: Buffer[], charset?: string): void {
  const raw = value.length === 1 ? (value[0] ?? Buffer.alloc(0)) : Buffer.concat(value);
  const text = decodeText(raw, isAscii(raw) ? undefined : charset)
    .text.replace(/[\r\n]+/g, " ")
    .trim();
  const values = headers[name];
  if (values) values.push(text);
  else headers[name] = [text];
}

/** The first value of a header, "" when there is none. */
export function first(headers: Headers, name: string): string {
  return headers[name]?.[0] ?? "";
}

export interface Structured {
  /** The part before the first semicolon, lower case, without comments. */
  value: string;
  params: Record<string, string>;
}

/** Reads `value; name="text"; name*0*=utf-8''…` with RFC 2231 continuations; the first of two equal names counts. */
export function readStructured(raw: string): Structured {
  const pieces = splitParams(raw.slice(0, 20_000));
  const params: Record<string, string> = Object.create(null);
  const sections = new Map<string, { at: number; encoded: boolean; text: string }[]>();

  for (const piece of pieces.slice(1)) {
    const equals = piece.indexOf("=");
    if (equals < 0) continue;
    const name = piece.slice(0, equals).trim().toLowerCase();
    const text = unquote(piece.slice(equals + 1).trim());
    const section = /^([^*]+)\*(?:(\d{1,4})(\*?))?$/.exec(name);
    if (!section) params[name] ??= text;
    else {
      const encoded = section[2] === undefined || section[3] === "*";
      const list = sections.get(section[1] ?? "") ?? [];
      list.push({ at: Number(section[2] ?? 0), encoded, text });
      sections.set(section[1] ?? "", list);
    }
  }
  for (const [name, list] of sections) params[name] = joinSections(list);
  return { value: (pieces[0] ?? "").trim().toLowerCase(), params };
}

function splitParams(raw: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  let quoted = false;
  let comment = 0;
  for (let i = 0; i < raw.length; i++) {
    const char = raw[i] ?? "";
    if (quoted && char === "\\" && i + 1 < raw.length) piece += char + (raw[++i] ?? "");
    else if (char === '"' && comment === 0) {
      quoted = !quoted;
      piece += char;
    } else if (quoted) piece += char;
    else if (
      char === "(" &&
      (comment > 0 || /(?:^|\s)$/.test(piece.slice(-1)) || !piece.includes("=")) &&
      raw.indexOf(")", i) > 0
    )
      comment++;
    else if (char === ")" && comment > 0) comment--;
    else if (comment > 0) continue;
    else if (char === ";") {
      pieces.push(piece);
      piece = "";
    } else piece += char;
  }
  pieces.push(piece);
  return pieces;
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  const end = /^"((?:[^"\\]|\\.)*)"?/s.exec(text);
  // "C:\temp\a.txt" is a path of a careless sender, not escapes: only \" and \\ are taken as such.
  return (end?.[1] ?? text).replace(/\\(["\\])/g, "$1");
}

function joinSections(list: { at: number; encoded: boolean; text: string }[]): string {
  const ordered = list.sort((a, b) => a.at - b.at).slice(0, 500);
  const head = ordered[0]?.encoded ? /^([^']*)'[^']*'(.*)$/s.exec(ordered[0].text) : null;
  const bytes: Buffer[] = [];
  ordered.forEach((section, index) => {
    const text = index === 0 && head ? (head[2] ?? "") : section.text;
    bytes.push(section.encoded ? percentBytes(text) : Buffer.from(text));
  });
  return decodeText(Buffer.concat(bytes), head?.[1]).text;
}

function percentBytes(text: string): Buffer {
  const binary = Buffer.from(text).toString("latin1");
  return Buffer.from(
    binary.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}
