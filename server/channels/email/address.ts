import { addressParser } from "postal-mime";
import { decodeWords } from "./encoded-words.ts";

/** A mailbox. `address` is "" when the header held only a name. */
export interface Address {
  name: string;
  address: string;
}

const MAX_HEADER = 200_000;
const MAX_ADDRESSES = 1_000;

/** Reads address headers, groups unwrapped; forgives commas in names, missing brackets, "mailto:", quotes around addresses. */
export function readAddresses(values: string[] | undefined): Address[] {
  const found: Address[] = [];
  for (const value of values ?? []) {
    if (found.length >= MAX_ADDRESSES) break;
    found.push(...readList(value.slice(0, MAX_HEADER)));
  }
  return found.slice(0, MAX_ADDRESSES);
}

function readList(value: string): Address[] {
  let entries: { name: string; address?: string | undefined; group?: Address[] | undefined }[];
  try {
    entries = addressParser(
      quoteWords(value)
        .replace(/<\s*mailto:/gi, "<")
        .replace(/^mailto:/i, "")
        .replace(/<<+/g, "<")
        .replace(/>>+/g, ">"),
    );
  } catch {
    entries = [];
  }
  const flat = entries.flatMap((entry) =>
    entry.group ? entry.group : [{ name: entry.name, address: entry.address ?? "" }],
  );
  return joinNames(flat.map(tidy)).filter((entry) => entry.address || entry.name);
}

/** Encoded words become quoted strings first: a comma inside one must not split the list. */
function quoteWords(value: string): string {
  if (!value.includes("=?")) return value;
  let out = "";
  for (const [i, piece] of value.split('"').entries()) {
    const inside = i % 2 === 1;
    if (i > 0) out += '"';
    if (inside) out += decodeWords(piece).replace(/["\\]/g, "\\$&");
    else
      out += piece.replace(
        /=\?[^?\s]{1,60}\?[qQbB]\?[^?]*\?=(?:\s*=\?[^?\s]{1,60}\?[qQbB]\?[^?]*\?=)*/g,
        (words) => `"${decodeWords(words).replace(/["\\]/g, "\\$&")}" `,
      );
  }
  return out;
}

function tidy(entry: { name: string; address?: string | undefined }): Address {
  const name = clean(entry.name)
    .replace(/^(['"])(.*)\1$/s, "$2")
    .replace(/>$/, "")
    .trim();
  const address = clean(entry.address ?? "")
    .replace(/^['"<\s]+|['">\s]+$/g, "")
    .replace(/^mailto:/i, "");
  if (address.includes("@") && !/\s/.test(address))
    return { name: name.toLowerCase() === address.toLowerCase() ? "" : name, address: address.slice(0, 320) };
  return { name: name || address, address: "" };
}

function clean(text: string): string {
  // Control characters and those that turn the writing direction are what we remove.
  return text
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 500);
}

/** "Doe, Jane <jane@…>" without quotes is one person, not a nameless address and a half name. */
function joinNames(entries: Address[]): Address[] {
  const joined: Address[] = [];
  for (const entry of entries) {
    const before = joined.at(-1);
    if (before && before.address === "" && entry.address !== "" && entry.name !== "") {
      joined[joined.length - 1] = {
        name: `${before.name}, ${entry.name}`.slice(0, 500),
        address: entry.address,
      };
    } else joined.push(entry);
  }
  return joined;
}

/** Two spellings of one mailbox: compared in lower case, as every large provider delivers. */
export function sameAddress(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** The part after the last "@", lower case; "" when there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? "" : address.slice(at + 1).toLowerCase();
}
