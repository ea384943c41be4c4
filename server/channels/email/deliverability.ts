import type { MailCheck, MailDomain } from "../../../shared/deliverability.ts";
import { dnsSentences as says } from "../../../shared/dns-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
import type { Actor } from "../../platform/actor.ts";
import { notFound } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { checkDkim } from "./dkim-check.ts";
import { keysOf, listKeys, look } from "./dkim-key.ts";
import { checkDmarc } from "./dmarc-check.ts";
import { unanswered } from "./dns-record.ts";
import { domainsOf, serversOf } from "./mail-domain.ts";
import { lookupAt, type NameLookup } from "./name-lookup.ts";
import { checkSpf } from "./spf-check.ts";

/** The domains that inboxes send under, with their signing keys. */
export async function listMailDomains(work: Work): Promise<{ items: MailDomain[] }> {
  const keys = await listKeys(work);
  const items = [...(await domainsOf(work))].map(([domain, addresses]) => ({
    domain,
    addresses,
    keys: keys.filter((key) => key.domain === domain),
  }));
  return { items: items.sort((a, b) => a.domain.localeCompare(b.domain)) };
}

/** What DNS says of a domain that an inbox sends under, judged; any other domain is not found. */
export async function getDeliverability(house: House, actor: Actor, domain: string) {
  const known = await house.work(actor, async (work) => {
    if (!(await domainsOf(work)).has(domain)) throw notFound();
    return { servers: await serversOf(work, house, domain), keys: await keysOf(work, domain) };
  });
  const lookup = lookupAt(house.config.dnsServer);
  const [spf, dkim, dmarc, mx] = await Promise.all([
    checkSpf(lookup, domain, known.servers),
    lookAtKeys(house, actor, domain, lookup, known.keys),
    checkDmarc(lookup, domain),
    checkMx(lookup, domain),
  ]);
  return { domain, checks: [spf, dkim, dmarc, mx], checkedAt: house.clock.now() };
}

async function lookAtKeys(
  house: House,
  actor: Actor,
  domain: string,
  lookup: NameLookup,
  keys: MailDomain["keys"],
): Promise<MailCheck> {
  const answers = await Promise.all(keys.map((key) => look(house, actor, key, lookup)));
  const now = await house.work(actor, (work) => keysOf(work, domain));
  return checkDkim(domain, now, answers.includes(false));
}

/** Judges whether answers to a domain can arrive (RFC 7505 for the null MX). */
async function checkMx(lookup: NameLookup, domain: string): Promise<MailCheck> {
  const found = await lookup.mx(domain);
  if (!found) return unanswered("mx", domain);
  const base = { what: "mx", found, record: null } as const;
  if (found.every((name) => name === "" || name === "."))
    return {
      ...base,
      verdict: "bad",
      says: worded(says.mxNone, { domain }),
      remedy: says.enterMx,
    };
  return {
    ...base,
    verdict: "good",
    says: worded(says.mxGood, { domain, servers: found.join(", ") }),
    remedy: null,
  };
}
