import { decodeText } from "./charset.ts";
import { base64, quotedPrintable } from "./transfer.ts";

interface Word {
  charset: string;
  bytes: Buffer;
}

const MAX_LENGTH = 200_000;

/**
 * Decodes RFC 2047 words, also broken ones: split inside a character, with spaces, glued to text, without their end.
 * What is no word stays as it is.
 */
export function decodeWords(raw: string): string {
  if (!raw.includes("=?")) return raw;

  const value = raw.slice(0, MAX_LENGTH);
  let out = "";
  let pending: Word[] = [];
  let at = 0;
  const flush = () => {
    out += decodeRun(pending);
    pending = [];
  };

  while (at < value.length) {
    const start = value.indexOf("=?", at);
    if (start < 0) break;
    const word = wordAt(value, start);
    if (!word) {
      flush();
      out += value.slice(at, start + 2);
      at = start + 2;
      continue;
    }
    const between = value.slice(at, start);
    if (pending.length === 0 || between.trim() !== "") {
      flush();
      out += between;
    }
    pending.push(word);
    at = word.end;
  }
  flush();
  return out + value.slice(at);
}

function wordAt(value: string, start: number): (Word & { end: number }) | null {
  const head = /^=\?([^?\s]{1,60})\?([qQbB])\?/.exec(value.slice(start, start + 70));
  if (!head) return null;

  const from = start + head[0].length;
  let stop = value.indexOf("?=", from);
  // "Why?=20?=" holds a question mark before an encoded space: the word ends at the later mark.
  while (
    stop >= 0 &&
    /^[qQ]$/.test(head[2] ?? "") &&
    /^\?=[0-9A-Fa-f]{2}/.test(value.slice(stop, stop + 4))
  ) {
    const later = value.indexOf("?=", stop + 2);
    const other = value.indexOf("=?", stop + 2);
    if (later < 0 || (other >= 0 && other < later - 1)) break;
    stop = later;
  }
  const truncated = stop < 0;
  if (truncated && value.length - from > 500) return null;
  const text = truncated ? value.slice(from) : value.slice(from, stop);
  const bytes = /^[bB]$/.test(head[2] ?? "")
    ? base64(Buffer.from(text))
    : quotedPrintable(Buffer.from(text.replaceAll("_", " ").replace(/=\s+(?=[0-9A-Fa-f])/g, "=")), true);
  return { charset: (head[1] ?? "").replace(/\*.*$/, ""), bytes, end: truncated ? value.length : stop + 2 };
}

/** Neighbouring words of one character set are joined before decoding: senders split inside a character. */
function decodeRun(words: Word[]): string {
  let out = "";
  for (let i = 0; i < words.length; ) {
    const charset = words[i]?.charset.toLowerCase() ?? "";
    let end = i;
    while (end < words.length && words[end]?.charset.toLowerCase() === charset) end++;
    const run = words.slice(i, end);
    const joined = decodeText(Buffer.concat(run.map((word) => word.bytes)), charset);
    // Stateful sets begin anew in each word, so a join that failed is taken apart again.
    const apart = joined.guessed || joined.text.includes("\ufffd") || /^iso-2022/.test(charset);
    out += apart && run.length > 1 ? decodeApart(run, joined.text) : joined.text;
    i = end;
  }
  return out;
}

function decodeApart(run: Word[], joined: string): string {
  const parts = run.map((word) => decodeText(word.bytes, word.charset));
  const text = parts.map((part) => part.text).join("");
  return text.includes("\ufffd") || parts.some((part) => part.guessed) ? joined : text;
}
