import type { DnsRecord, MailCheck } from "../../../shared/deliverability.ts";
import { dnsSentences as says } from "../../../shared/dns-sentences.ts";
import { worded } from "../../../shared/sentence.ts";

/** A TXT record with its line for a zone file; a value over 255 characters is cut there (RFC 1035, 3.3). */
export function txtRecord(name: string, value: string): DnsRecord {
  const pieces = value.match(/.{1,255}/g) ?? [""];
  const quoted = pieces.map((piece) => `"${piece.replace(/["\\]/g, "\\$&")}"`).join(" ");
  return { type: "TXT", name, value, zoneLine: `${name}. 3600 IN TXT ${quoted}` };
}

/** Tags of a record such as `v=DKIM1; k=rsa; p=…`, names in lower case, the first of each. */
export function tagsOf(record: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (const part of record.split(";")) {
    const [name = "", ...value] = part.split("=");
    const key = name.trim().toLowerCase();
    if (key !== "" && value.length > 0 && !tags.has(key)) tags.set(key, value.join("=").trim());
  }
  return tags;
}

/** What is said when DNS did not answer. */
export function unanswered(what: MailCheck["what"], name: string): MailCheck {
  return {
    what,
    verdict: "unknown",
    found: [],
    says: worded(says.unanswered, { name }),
    remedy: says.lookAgain,
    record: null,
  };
}
