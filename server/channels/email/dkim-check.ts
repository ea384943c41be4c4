import type { DkimKey, DnsRecord, MailCheck } from "../../../shared/deliverability.ts";
import { tagsOf, txtRecord } from "./dns-record.ts";
import type { NameLookup } from "./name-lookup.ts";

export interface PublishedKey {
  domain: string;
  selector: string;
  /** Base64 of the SubjectPublicKeyInfo. */
  publicKey: string;
  algorithm: DkimKey["algorithm"];
}

/** The TXT record that shows a key (RFC 6376, 3.6.1; of Ed25519 the bare 32 bytes, RFC 8463, 4). */
export function dkimRecord({ domain, selector, publicKey, algorithm }: PublishedKey): DnsRecord {
  const shown =
    algorithm === "rsa" ? publicKey : Buffer.from(publicKey, "base64").subarray(-32).toString("base64");
  return txtRecord(`${selector}._domainkey.${domain}`, `v=DKIM1; k=${algorithm}; p=${shown}`);
}

/** What DNS shows of a key: it is there; something else or nothing is, in words; null when DNS did not answer. */
export async function lookForKey(
  lookup: NameLookup,
  { name, value }: DnsRecord,
): Promise<{ there: boolean; found: string[]; trouble: string } | null> {
  const found = await lookup.txt(name);
  if (!found) return null;
  const trouble = troubleOf(name, keyIn(value) ?? "", found);
  return { there: trouble === "", found, trouble };
}

const keyIn = (value: string) => tagsOf(value).get("p")?.replace(/\s+/g, "");

function troubleOf(name: string, publicKey: string, found: string[]): string {
  if (found.length === 0) return `There is no TXT record at ${name} yet.`;
  if (found.length > 1) return `There are ${found.length} TXT records at ${name}; only one may be there.`;
  const shown = keyIn(found[0] ?? "");
  if (shown === undefined) return `The record at ${name} holds no key (p=).`;
  if (shown === "") return `The record at ${name} says that the key was withdrawn.`;
  if (shown === publicKey) return "";
  return publicKey.startsWith(shown)
    ? `The key at ${name} was cut off after ${shown.length} characters; enter all of it, in pieces if need be.`
    : `The record at ${name} shows another key.`;
}

/** Judges whether a domain's mail is signed; keys as they stood after a look at DNS. */
export function checkDkim(domain: string, keys: readonly DkimKey[], silent: boolean): MailCheck {
  const active = keys.filter(({ state }) => state === "active");
  const found = active.map(({ record }) => record.name);
  const base = { what: "dkim", found, record: null } as const;
  if (active.some(({ algorithm }) => algorithm === "rsa"))
    return {
      ...base,
      verdict: "good",
      says: `Mail of ${domain} is signed here${twice(active)}.`,
      remedy: null,
    };
  if (active.length > 0)
    return {
      ...base,
      verdict: "warning",
      says: `Mail of ${domain} is signed here, but only in a way (Ed25519) that many servers do not read.`,
      remedy: "Make an RSA key beside it, and enter its record.",
    };
  const waiting = keys.find(({ state }) => state === "waiting");
  if (waiting && silent)
    return {
      ...base,
      verdict: "unknown",
      says: "DNS did not answer.",
      remedy: "Look again in a minute.",
      record: waiting.record,
    };
  if (waiting)
    return {
      ...base,
      verdict: "bad",
      says: `Mail is not signed yet: ${waiting.trouble || "the record is not in DNS."}`,
      remedy:
        "Enter this TXT record. It is looked for again by itself; new records may take an hour to show.",
      record: waiting.record,
    };
  return {
    ...base,
    verdict: "warning",
    says: `Mail of ${domain} is not signed here. Your mail server may sign it; Baton cannot see that.`,
    remedy: "Make a key, and enter its record.",
  };
}

const twice = (active: readonly DkimKey[]) =>
  active.some(({ algorithm }) => algorithm === "ed25519") ? " twice, by RSA and by Ed25519" : "";
