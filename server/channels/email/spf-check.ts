import type { MailCheck } from "../../../shared/deliverability.ts";
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
    says: several
      ? `${domain} has ${found.length} SPF records. Receivers then count it as none.`
      : `${domain} does not say who may send for it, so mail from it is easily taken for forged.`,
    remedy: several ? "Join them into one record." : "Enter this TXT record.",
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
      says: `${domain} allows the whole world to send for it (+all).`,
      remedy: "Replace +all at the end by ~all.",
      record: suggestion(domain, record.replace(/\+?all(?=\s|$)/i, "~all"), missing),
    };
  if (questions > mostQuestions)
    return {
      ...base,
      verdict: "bad",
      says: `Checking this record takes ${questions} questions to DNS; more than ${mostQuestions} make it invalid.`,
      remedy: "Take out entries of services that no longer send for you.",
    };
  if (missing.length > 0 && silent === null)
    return {
      ...base,
      verdict: "bad",
      says: `Your mail leaves through ${servers.join(", ")}, which ${domain} does not allow.`,
      remedy: "Change the record to this one.",
      record: suggestion(domain, record, missing),
    };
  if (silent !== null) return { ...unanswered("spf", silent), found: [record] };
  if (all === undefined && !/redirect=/i.test(record))
    return {
      ...base,
      verdict: "warning",
      says: "The record does not say what to think of all other servers.",
      remedy: "End it with ~all.",
      record: suggestion(domain, `${record} ~all`, []),
    };
  return { ...base, verdict: "good", says: fine(domain, servers), remedy: null };
}

function fine(domain: string, servers: readonly string[]): string {
  const unknown = servers.filter((server) => includeFor(server) === null);
  return unknown.length === 0
    ? `${domain} says who may send for it.`
    : `${domain} says who may send for it. Whether the servers behind ${unknown.join(", ")} are among them, their provider tells.`;
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
