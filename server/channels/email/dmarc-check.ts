import { getDomain } from "tldts";
import type { MailCheck } from "../../../shared/deliverability.ts";
import { dnsSentences as says } from "../../../shared/dns-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
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
    says: worded(says.dmarcNone, { domain }),
    remedy: says.enterDmarc,
    record: txtRecord(`_dmarc.${domain}`, `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`),
  };
}

function judged(name: string, found: string[], inherited: boolean): MailCheck {
  const base = { what: "dmarc", found, record: null } as const;
  if (found.length > 1)
    return {
      ...base,
      verdict: "bad",
      says: worded(says.dmarcMany, { name, number: found.length }),
      remedy: says.keepOne,
    };
  const tags = tagsOf(found[0] ?? "");
  const policy = ((inherited && tags.get("sp")) || tags.get("p") || "").toLowerCase();
  if (policy === "none")
    return {
      ...base,
      verdict: "warning",
      says: says.dmarcWatched,
      remedy: says.tightenDmarc,
      record: txtRecord(`_dmarc.${name}`, stricter(found[0] ?? "", inherited)),
    };
  if (policy !== "quarantine" && policy !== "reject")
    return {
      ...base,
      verdict: "bad",
      says: worded(says.dmarcPolicy, { policy }),
      remedy: says.writePolicy,
    };
  return {
    ...base,
    verdict: "good",
    says: policy === "reject" ? says.dmarcRefused : says.dmarcSpam,
    remedy: null,
  };
}

function stricter(record: string, inherited: boolean): string {
  const tag = inherited && /;\s*sp\s*=/i.test(record) ? "sp" : "p";
  return record.replace(new RegExp(`(;\\s*${tag}\\s*=\\s*)none`, "i"), "$1quarantine");
}
