import { type AuthenticateResult, type DNSResolver, authenticate as mailauth } from "mailauth";
import { proofSentences as because } from "../../../shared/proof-sentences.ts";
import { worded } from "../../../shared/sentence.ts";

export type Verdict =
  | "pass"
  | "fail"
  | "softfail"
  | "neutral"
  | "none"
  | "policy"
  | "temperror"
  | "permerror";

export interface Authenticity {
  spf: { result: Verdict; domain: string };
  dkim: { result: Verdict; domain: string; selector: string; aligned: boolean }[];
  dmarc: { result: Verdict; policy: string; domain: string };
  arc: { result: Verdict; sealedBy: string };
  /** A passing DKIM signature or SPF belongs to the domain in From (DMARC alignment). */
  aligned: boolean;
  /** From can be believed. Only this lets a mail join a conversation on the strength of its sender. */
  proven: boolean;
  /** One short sentence for people. */
  why: string;
}

export interface AuthenticityInput {
  raw: Buffer | Uint8Array;
  remoteIp: string;
  helo: string;
  /** SMTP envelope sender, "" for the null path. */
  mailFrom: string;
  /** Answers DNS questions as node:dns resolve does; the machine's resolver by default. */
  resolver?: DNSResolver;
  /** Milliseconds until it counts as a temporary error; 5,000 by default. */
  timeLimit?: number;
}

const VERDICTS = new Set<string>([
  "pass",
  "fail",
  "softfail",
  "neutral",
  "none",
  "policy",
  "temperror",
  "permerror",
]);

/** Checks DKIM, SPF, DMARC and ARC of a mail. Never throws: what cannot be checked in time is unproven with "temperror". */
export async function authenticate(input: AuthenticityInput): Promise<Authenticity> {
  const limit = Promise.withResolvers<null>();
  const timer = setTimeout(() => limit.resolve(null), input.timeLimit ?? 5_000);
  try {
    const found = await Promise.race([check(input), limit.promise]);
    return found ? shape(found) : unknown(because.late);
  } catch (error) {
    const said = error instanceof Error ? error.message.slice(0, 200) : "unknown";
    return unknown(worded(because.unchecked, { said }));
  } finally {
    clearTimeout(timer);
  }
}

async function check(input: AuthenticityInput): Promise<AuthenticateResult> {
  return mailauth(Buffer.from(input.raw), {
    // Without an address there is nothing SPF could check; mailauth then leaves it out.
    ...(input.remoteIp ? { ip: input.remoteIp } : {}),
    helo: input.helo || input.remoteIp || "unknown",
    sender: input.mailFrom,
    mta: "baton",
    disableBimi: true,
    minBitLength: 1024,
    rejectRsaSha1: true,
    trustReceived: false,
    ...(input.resolver ? { resolver: input.resolver } : {}),
  });
}

function verdict(result: string | undefined): Verdict {
  if (result === "temperr") return "temperror";
  return result !== undefined && VERDICTS.has(result) ? (result as Verdict) : "none";
}

function shape(found: AuthenticateResult): Authenticity {
  const dkim = found.dkim.results
    .map((row) => ({
      result: verdict(row.status.result),
      domain: row.signingDomain ?? "",
      selector: row.selector ?? "",
      // A signature over a part of the body (l=) proves nothing of what was added below it.
      aligned: row.status.result === "pass" && Boolean(row.status.aligned) && !partial(row),
    }))
    .filter((row) => row.domain !== "");
  const spf = {
    result: verdict(found.spf ? found.spf.status.result : undefined),
    domain: found.spf ? found.spf.domain : "",
  };
  const status = found.dmarc ? found.dmarc : null;
  const dmarc = {
    result: verdict(status?.status.result),
    policy: status?.p ?? "none",
    domain: status?.domain ?? "",
  };
  const arc = {
    result: verdict(found.arc ? found.arc.status.result : undefined),
    sealedBy: found.arc && found.arc.signature ? (found.arc.signature.signingDomain ?? "") : "",
  };
  const spfAligned = spf.result === "pass" && spfMatches(found);
  const aligned = dkim.some((row) => row.aligned) || spfAligned;
  // Mail with several senders has no one sender to prove.
  const oneSender = !found.dmarcSkipReason && found.dkim.headerFrom.length === 1;
  const proven = aligned && oneSender && dmarc.result !== "fail";
  return {
    spf,
    dkim,
    dmarc,
    arc,
    aligned,
    proven,
    why: reason({ spf, dkim, dmarc, aligned, proven, oneSender, spfAligned }),
  };
}

function partial(row: AuthenticateResult["dkim"]["results"][number]): boolean {
  return Boolean(row.canonBodyLengthLimited) && (row.canonBodyLengthTotal ?? 0) > (row.canonBodyLength ?? 0);
}

/** DMARC says whether SPF's domain belongs to From's; without a DMARC record only the very same domain counts. */
function spfMatches(found: AuthenticateResult): boolean {
  if (found.dmarc && found.dmarc.status.result !== "none") return Boolean(found.dmarc.alignment.spf.result);
  const from = found.dkim.headerFrom[0]?.split("@").at(-1)?.toLowerCase();
  return found.spf !== false && from !== undefined && found.spf.domain.toLowerCase() === from;
}

interface Facts extends Pick<Authenticity, "spf" | "dkim" | "dmarc" | "aligned" | "proven"> {
  oneSender: boolean;
  spfAligned: boolean;
}

function reason(facts: Facts): string {
  if (facts.proven)
    return facts.spfAligned && !facts.dkim.some((row) => row.aligned)
      ? worded(because.spf, { domain: facts.spf.domain })
      : worded(because.signed, { domain: facts.dkim.find((row) => row.aligned)?.domain ?? "" });
  if (!facts.oneSender) return because.senders;
  if (
    facts.dmarc.result === "temperror" ||
    facts.spf.result === "temperror" ||
    facts.dkim.some((row) => row.result === "temperror")
  )
    return because.silent;
  if (facts.dmarc.result === "fail") return worded(because.dmarc, { domain: facts.dmarc.domain });
  if (facts.dkim.some((row) => row.result === "pass") || facts.spf.result === "pass")
    return because.otherDomain;
  return facts.dkim.length > 0 ? because.brokenSignature : because.nothing;
}

function unknown(why: string): Authenticity {
  return {
    spf: { result: "temperror", domain: "" },
    dkim: [],
    dmarc: { result: "temperror", policy: "none", domain: "" },
    arc: { result: "none", sealedBy: "" },
    aligned: false,
    proven: false,
    why,
  };
}
