import type { DkimKey, DnsRecord, MailCheck } from "../../../shared/deliverability.ts";
import { dnsSentences as says } from "../../../shared/dns-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
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
  if (found.length === 0) return worded(says.keyNone, { name });
  if (found.length > 1) return worded(says.keyMany, { number: found.length, name });
  const shown = keyIn(found[0] ?? "");
  if (shown === undefined) return worded(says.keyEmpty, { name });
  if (shown === "") return worded(says.keyWithdrawn, { name });
  if (shown === publicKey) return "";
  return publicKey.startsWith(shown)
    ? worded(says.keyCut, { name, number: shown.length })
    : worded(says.keyOther, { name });
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
      says: worded(isTwice(active) ? says.dkimTwice : says.dkimSigned, { domain }),
      remedy: null,
    };
  if (active.length > 0)
    return {
      ...base,
      verdict: "warning",
      says: worded(says.dkimEdOnly, { domain }),
      remedy: says.addRsa,
    };
  const waiting = keys.find(({ state }) => state === "waiting");
  if (waiting && silent)
    return {
      ...base,
      verdict: "unknown",
      says: says.silent,
      remedy: says.lookAgainSoon,
      record: waiting.record,
    };
  if (waiting)
    return {
      ...base,
      verdict: "bad",
      says: worded(says.dkimWaiting, { inner: waiting.trouble || says.keyNotThere }),
      remedy: says.enterKey,
      record: waiting.record,
    };
  return {
    ...base,
    verdict: "warning",
    says: worded(says.dkimNone, { domain }),
    remedy: says.makeKey,
  };
}

const isTwice = (active: readonly DkimKey[]) => active.some(({ algorithm }) => algorithm === "ed25519");
