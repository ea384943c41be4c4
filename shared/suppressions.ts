import { z } from "zod";
import { endpoint, one } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

export const SuppressionCause = z.enum(["hard_bounce", "complaint", "agent"]);
export type SuppressionCause = z.infer<typeof SuppressionCause>;

/** An address that gets no mail, and why. */
export const Suppression = z.object({
  id: z.uuid(),
  address: z.string(),
  /** hard_bounce: mail came back for good; complaint: it was reported as spam; agent: somebody of us said so. */
  cause: SuppressionCause,
  /** In words for people. */
  reason: z.string(),
  /** The mail that came back, when it is one of the ledger. */
  deliveryId: z.uuid().nullable(),
  /** Who added it; null: the house. */
  agent: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Since then they wrote from this address, so replies to them go out; other mail still does not. */
  wroteSince: moment.nullable(),
  createdAt: moment,
});
export type Suppression = z.infer<typeof Suppression>;

export const listSuppressions = endpoint({
  method: "GET",
  path: "/api/suppressions",
  summary: "Addresses that get no mail, newest first; with `q` those that begin with it, by address.",
  audience: "agent",
  permission: "customers.suppress",
  scope: "customers:read",
  query: pageQuery.extend({ q: z.string().trim().toLowerCase().max(254).optional() }),
  reply: page(Suppression),
});

export const suppressAddress = endpoint({
  method: "POST",
  path: "/api/suppressions",
  summary: "Stops mail to an address; one that was stopped by an agent before stays as it is.",
  audience: "agent",
  permission: "customers.suppress",
  scope: "customers:write",
  body: z.object({ address: z.email().max(254), reason: z.string().trim().min(1).max(500) }),
  reply: Suppression,
});

export const liftSuppression = endpoint({
  method: "POST",
  path: "/api/suppressions/:id/lift",
  summary: "Lets mail to the address go again; the reason and who gave it are kept in the log.",
  audience: "agent",
  permission: "customers.suppress",
  scope: "customers:write",
  params: one,
  body: z.object({ why: z.string().trim().min(1).max(500) }),
  reply: Suppression,
});

/** survey: follow-ups and surveys, allowed until declined; marketing: campaigns, only after a yes. */
export const ConsentPurpose = z.enum(["survey", "marketing"]);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

const Consent = z.object({ granted: z.boolean(), source: z.string(), changedAt: moment });

/** What may be sent to one address of a customer. */
export const MailStanding = z.object({
  address: z.string(),
  suppressions: z.array(Suppression),
  survey: Consent.nullable(),
  marketing: Consent.nullable(),
  /** Why a reply to it would not go out; null: it goes. */
  repliesStopped: z.string().nullable(),
});
export type MailStanding = z.infer<typeof MailStanding>;

export const getMailStanding = endpoint({
  method: "GET",
  path: "/api/customers/:id/mail-standing",
  summary: "For each address of a customer: whether mail reaches it, and what they agreed to.",
  audience: "agent",
  scope: "customers:read",
  params: one,
  reply: z.object({ items: z.array(MailStanding) }),
});

export const changeConsent = endpoint({
  method: "PUT",
  path: "/api/customers/:id/consent",
  summary:
    "Records a yes or a no of the customer, with where it was given; refuses an address that is not theirs.",
  audience: "agent",
  permission: "customers.change",
  scope: "customers:write",
  params: one,
  body: z.object({
    address: z.email().max(254),
    purpose: ConsentPurpose,
    granted: z.boolean(),
    source: z.string().trim().min(1).max(200),
  }),
  reply: z.object({ items: z.array(MailStanding) }),
  errors: ["unprocessable"],
});
