import type { MailCheck } from "../../../shared/deliverability.ts";
import { dnsSentences as says } from "../../../shared/dns-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
import { txtRecord, unanswered } from "./dns-record.ts";
import type { NameLookup } from "./name-lookup.ts";

/** What the large providers ask for in SPF, by the server that takes the mail. */
const includes: [RegExp, string][] = [
  [/(^|\.)(gmail|google|googlemail)\.com$/, "_spf.google.com"],
  [/(^|\.)(office365|outlook|hotmail)\.com$/, "spf.protection.outlook.com"],
  [/(^|\.)amazonaws\.com$/, "amazonses.com"],
  [/(^|\.)postmarkapp\.com$/, "spf.mtasv.net"],
  [/(^|\.)sendgrid\.net$/, "sendgrid.net"],
  [/(^|\.)mailgun\.org$/, "mailgun.org"],
  [/(^|\.)mandrillapp\.com$/, "spf.mandrillapp.com"],
  [/(^|\.)sparkpostmail\.com$/, "sparkpostmail.com"],
  [/(^|\.)(sendinblue|brevo)\.com$/, "spf.brevo.com"],
  [/(^|\.)mailjet\.com$/, "spf.mailjet.com"],
  [/(^|\.)zoho\.(com|eu)$/, "zoho.com"],
  [/(^|\.)fastmail\.com$/, "spf.messagingengine.com"],
  [/(^|\.)ionos\.(com|de|co\.uk|fr|es|it)$/, "_spf-eu.ionos.com"],
];

/** Most questions that checking a record may cost the receiver (RFC 7208, 4.6.4). */
const mostQuestions = 10;

/** Judges who a domain allows to send (SPF, RFC 7208); `servers` are those that take our mail, by name. */
export async function checkSpf(
  lookup: NameLookup,
  domain: string,
  servers: readonly string[],
): Promise<MailCheck> {
  const texts = await lookup.txt(domain);
  if (!texts) return unanswered("spf", domain);
  const found = texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
  const wanted = [...new Set(servers.map(includeFor).filter((one) => one !== null))];
  const record = found[0];
  if (record === undefined || found.length > 1) return noneOrMany(domain, found, wanted);
  const walked = await walk(lookup, domain, record);
  const missing = wanted.filter((one) => !walked.names.has(one));
  return judged(domain, record, walked, missing, servers);
}

function noneOrMany(domain: string, found: string[], wanted: string[]): MailCheck {
  const several = found.length > 1;
  return {
    what: "spf",
    verdict: "bad",
    found,
    says: several ? worded(says.spfMany, { domain, number: found.length }) : worded(says.spfNone, { domain }),
    remedy: several ? says.joinRecords : says.enterRecord,
    record: several ? null : suggestion(domain, `v=spf1 mx ~all`, wanted),
  };
}

interface Walked {
  names: Set<string>;
  questions: number;
  silent: string | null;
}

/** Every name the record leads to, and how many questions that costs. Bounded: a record may lead to itself. */
async function walk(lookup: NameLookup, domain: string, record: string): Promise<Walked> {
  const walked: Walked = { names: new Set([domain]), questions: 0, silent: null };
  const open = [record];
  while (open.length > 0 && walked.questions <= mostQuestions * 2) {
    for (const term of (open.shift() ?? "").toLowerCase().split(/\s+/).slice(1)) {
      const name = /^[+?~-]?include:(.+)$|^redirect=(.+)$/.exec(term)?.slice(1).find(Boolean);
      if (name || /^[+?~-]?(a|mx|ptr|exists)([:/]|$)/.test(term)) walked.questions++;
      // A name with a macro is different for each mail.
      if (!name || name.includes("%") || walked.names.has(name)) continue;
      walked.names.add(name);
      const inner = await lookup.txt(name);
      if (inner === null) walked.silent = name;
      open.push(...(inner ?? []).filter((text) => /^v=spf1(?: |$)/i.test(text)).slice(0, 1));
    }
  }
  return walked;
}

function judged(
  domain: string,
  record: string,
  { questions, silent }: Walked,
  missing: string[],
  servers: readonly string[],
): MailCheck {
  const base = { what: "spf" as const, found: [record], record: null };
  const all = /(?:^|\s)([+?~-]?)all(?:\s|$)/i.exec(record)?.[1];
  if (all === "" || all === "+")
    return {
      ...base,
      verdict: "bad",
      says: worded(says.spfAll, { domain }),
      remedy: says.replaceAll,
      record: suggestion(domain, record.replace(/\+?all(?=\s|$)/i, "~all"), missing),
    };
  if (questions > mostQuestions)
    return {
      ...base,
      verdict: "bad",
      says: worded(says.spfQuestions, { number: questions, most: mostQuestions }),
      remedy: says.takeOut,
    };
  if (missing.length > 0 && silent === null)
    return {
      ...base,
      verdict: "bad",
      says: worded(says.spfMissing, { servers: servers.join(", "), domain }),
      remedy: says.changeRecord,
      record: suggestion(domain, record, missing),
    };
  if (silent !== null) return { ...unanswered("spf", silent), found: [record] };
  if (all === undefined && !/redirect=/i.test(record))
    return {
      ...base,
      verdict: "warning",
      says: says.spfOpen,
      remedy: says.endWithAll,
      record: suggestion(domain, `${record} ~all`, []),
    };
  return { ...base, verdict: "good", says: fine(domain, servers), remedy: null };
}

function fine(domain: string, servers: readonly string[]): string {
  const unknown = servers.filter((server) => includeFor(server) === null);
  return unknown.length === 0
    ? worded(says.spfGood, { domain })
    : worded(says.spfUnknown, { domain, servers: unknown.join(", ") });
}

function includeFor(server: string): string | null {
  return includes.find(([pattern]) => pattern.test(server.toLowerCase()))?.[1] ?? null;
}

function suggestion(domain: string, record: string, missing: readonly string[]) {
  const added = missing.map((name) => ` include:${name}`).join("");
  return txtRecord(
    domain,
    record.replace(/^v=spf1/i, (version) => version + added),
  );
}
