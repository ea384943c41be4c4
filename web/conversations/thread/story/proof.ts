import type { IncomingStory, MailFindings, ProofResult } from "../../../../shared/mail-story.ts";
import type { Key } from "../../../lib/i18n.ts";

export interface Proof {
  what: "SPF" | "DKIM" | "DMARC" | "ARC";
  verdict: "good" | "bad" | "none";
  text: Key;
  domain: string;
}

/** What each check found, in the order in which they are usually asked about; signatures each by itself. */
export function proofsOf(findings: MailFindings, source: IncomingStory["source"]): Proof[] {
  const { spf, dkim, dmarc, arc } = findings;
  return [
    {
      what: "SPF",
      verdict: verdictOf(spf.result),
      text:
        source === "imap" && spf.result === "none" ? "mailStory.spf.fetched" : `mailStory.spf.${spf.result}`,
      domain: spf.domain,
    },
    ...(dkim.length > 0
      ? dkim.map((one) => signature(one))
      : [{ what: "DKIM", verdict: "none", text: "mailStory.dkim.none", domain: "" } as const]),
    {
      what: "DMARC",
      verdict: verdictOf(dmarc.result),
      text: `mailStory.dmarc.${simple(dmarc.result)}`,
      domain: dmarc.domain,
    },
    ...(arc.sealedBy
      ? [
          {
            what: "ARC",
            verdict: verdictOf(arc.result),
            text: arc.result === "pass" ? "mailStory.arc.pass" : "mailStory.arc.other",
            domain: arc.sealedBy,
          } as const,
        ]
      : []),
  ];
}

function signature({ result, domain, aligned }: MailFindings["dkim"][number]): Proof {
  const text =
    result === "pass" && aligned ? "mailStory.dkim.aligned" : (`mailStory.dkim.${simple(result)}` as const);
  // A good signature of somebody else proves nothing about the sender.
  const verdict = result === "pass" && !aligned ? "none" : verdictOf(result);
  return { what: "DKIM", verdict, text, domain };
}

function verdictOf(result: ProofResult): Proof["verdict"] {
  if (result === "pass") return "good";
  return result === "fail" || result === "softfail" || result === "permerror" ? "bad" : "none";
}

function simple(result: ProofResult): "pass" | "fail" | "none" | "temperror" | "permerror" {
  if (result === "softfail" || result === "policy") return "fail";
  return result === "neutral" ? "none" : result;
}
