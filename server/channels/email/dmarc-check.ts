import { getDomain } from "tldts";
import type { MailCheck } from "../../../shared/deliverability.ts";
import { tagsOf, txtRecord, unanswered } from "./dns-record.ts";
import type { NameLookup } from "./name-lookup.ts";

/** Judges what a domain wants done with mail that is not provably from it (DMARC, RFC 7489). */
export async function checkDmarc(lookup: NameLookup, domain: string): Promise<MailCheck> {
  const parent = getDomain(domain, { allowPrivateDomains: true });
  const names = [...new Set([domain, parent ?? domain])];
  for (const name of names) {
    const texts = await lookup.txt(`_dmarc.${name}`);
    if (!texts) return unanswered("dmarc", `_dmarc.${name}`);
    const found = texts.filter((text) => /^v\s*=\s*DMARC1\b/i.test(text));
    if (found.length > 0) return judged(name, found, name !== domain);
  }
  return {
    what: "dmarc",
    verdict: "bad",
    found: [],
    says: `${domain} does not say what to do with mail that only claims to come from it. Large providers take less mail from such domains.`,
    remedy:
      "Enter this TXT record; its reports tell who sends in your name. Later change p=none to p=quarantine.",
    record: txtRecord(`_dmarc.${domain}`, `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`),
  };
}

function judged(name: string, found: string[], inherited: boolean): MailCheck {
  const base = { what: "dmarc", found, record: null } as const;
  if (found.length > 1)
    return {
      ...base,
      verdict: "bad",
      says: `_dmarc.${name} has ${found.length} DMARC records. Receivers then count it as none.`,
      remedy: "Keep one of them.",
    };
  const tags = tagsOf(found[0] ?? "");
  const policy = ((inherited && tags.get("sp")) || tags.get("p") || "").toLowerCase();
  if (policy === "none")
    return {
      ...base,
      verdict: "warning",
      says: "Mail that only claims to come from you is watched, but not stopped (p=none).",
      remedy: "When SPF and DKIM are good for all that sends in your name, change p=none to p=quarantine.",
      record: txtRecord(`_dmarc.${name}`, stricter(found[0] ?? "", inherited)),
    };
  if (policy !== "quarantine" && policy !== "reject")
    return {
      ...base,
      verdict: "bad",
      says: `The record's policy "${policy}" is none that receivers know.`,
      remedy: "Write p=none, p=quarantine or p=reject.",
    };
  return {
    ...base,
    verdict: "good",
    says: `Mail that only claims to come from you is ${policy === "reject" ? "refused" : "put into spam"}.`,
    remedy: null,
  };
}

function stricter(record: string, inherited: boolean): string {
  const tag = inherited && /;\s*sp\s*=/i.test(record) ? "sp" : "p";
  return record.replace(new RegExp(`(;\\s*${tag}\\s*=\\s*)none`, "i"), "$1quarantine");
}
