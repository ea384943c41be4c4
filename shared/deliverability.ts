import { z } from "zod";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";

/** A record to be entered at whoever keeps the domain's DNS. */
export const DnsRecord = z.object({
  type: z.enum(["TXT", "MX"]),
  name: z.string(),
  value: z.string(),
  /** The same as a line of a zone file, long values cut into pieces of 255. */
  zoneLine: z.string(),
});
export type DnsRecord = z.infer<typeof DnsRecord>;

/** A key that signs what a domain sends; its private part never leaves the house. */
export const DkimKey = z.object({
  id: z.uuid(),
  domain: z.string(),
  selector: z.string(),
  /** rsa is read by every server; ed25519 (RFC 8463) is meant to sign beside it. */
  algorithm: z.enum(["rsa", "ed25519"]),
  /** waiting: the record is not in DNS yet; active: it signs; replaced: a newer key of its kind signs. */
  state: z.enum(["waiting", "active", "replaced"]),
  record: DnsRecord,
  /** What the last look at DNS found wrong; "" when nothing. */
  trouble: z.string(),
  checkedAt: moment.nullable(),
  createdAt: moment,
});
export type DkimKey = z.infer<typeof DkimKey>;

export const MailDomain = z.object({
  domain: z.string(),
  /** Addresses of the inboxes that send under it. */
  addresses: z.array(z.string()),
  keys: z.array(DkimKey),
});
export type MailDomain = z.infer<typeof MailDomain>;

export const listMailDomains = endpoint({
  method: "GET",
  path: "/api/mail-domains",
  summary: "The domains that inboxes send under, with their signing keys; asks no DNS.",
  audience: "admin",
  permission: "mail.domains",
  scope: "settings:read",
  reply: z.object({ items: z.array(MailDomain) }),
});

export const createDkimKey = endpoint({
  method: "POST",
  path: "/api/dkim-keys",
  summary:
    "Makes a signing key (RSA of 2048 bits, or Ed25519) for a domain of an inbox; it signs once DNS shows its record.",
  audience: "admin",
  permission: "mail.domains",
  scope: "settings:write",
  body: z.object({
    domain: z.string().trim().toLowerCase().min(1).max(253),
    algorithm: DkimKey.shape.algorithm.default("rsa"),
  }),
  reply: DkimKey,
  errors: ["unprocessable"],
});

export const checkDkimKey = endpoint({
  method: "POST",
  path: "/api/dkim-keys/:id/check",
  summary: "Looks now whether DNS shows the record of a key.",
  audience: "admin",
  permission: "mail.domains",
  scope: "settings:write",
  params: one,
  reply: DkimKey,
});

export const removeDkimKey = endpoint({
  method: "DELETE",
  path: "/api/dkim-keys/:id",
  summary: "Removes a signing key; mail goes unsigned when it was the domain's last.",
  audience: "admin",
  permission: "mail.domains",
  scope: "settings:write",
  params: one,
  reply: nothing,
});

/** One thing that decides whether mail arrives, judged. */
export const MailCheck = z.object({
  what: z.enum(["spf", "dkim", "dmarc", "mx"]),
  /** unknown: DNS did not answer. */
  verdict: z.enum(["good", "warning", "bad", "unknown"]),
  /** What DNS says now. */
  found: z.array(z.string()),
  /** What that means, in plain words. */
  says: z.string(),
  /** What to do about it; null when nothing. */
  remedy: z.string().nullable(),
  /** The record that would do; null when there is none to suggest. */
  record: DnsRecord.nullable(),
});
export type MailCheck = z.infer<typeof MailCheck>;

export const getDeliverability = endpoint({
  method: "GET",
  path: "/api/mail-domains/:domain/report",
  summary:
    "Asks DNS about SPF, DKIM, DMARC and MX of a domain of an inbox and says what it means and what to do.",
  audience: "admin",
  permission: "mail.domains",
  scope: "settings:read",
  params: z.object({ domain: z.string().trim().toLowerCase().max(253) }),
  reply: z.object({ domain: z.string(), checks: z.array(MailCheck), checkedAt: moment }),
});
