import { z } from "zod";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";

export const HookProvider = z.enum(["postmark", "sendgrid", "mailgun", "ses"]);
export type HookProvider = z.infer<typeof HookProvider>;

/** An address where a provider hands over mail by HTTP. */
export const InboundHook = z.object({
  id: z.uuid(),
  /** Mail to no other inbox's address goes here. */
  inboxId: z.uuid(),
  provider: HookProvider,
  /** mail: it hands over mail that came in; events: it tells what became of mail that we sent by it. */
  purpose: z.enum(["mail", "events"]),
  /** Of events: how many were told, and how many are about mail that was not sent from here. */
  told: z.number().int(),
  unknown: z.number().int(),
  /** True when each request must carry the provider's signature, too. */
  signed: z.boolean(),
  /** SES: the topic it was confirmed for; null before that. */
  topic: z.string().nullable(),
  lastMailAt: moment.nullable(),
  lastRefusedAt: moment.nullable(),
  /** Why the last refused request was refused. */
  lastRefusal: z.string(),
  createdAt: moment,
});
export type InboundHook = z.infer<typeof InboundHook>;

export const listInboundHooks = endpoint({
  method: "GET",
  path: "/api/inbound-hooks",
  summary: "Addresses where providers hand over mail, oldest first.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:read",
  reply: z.object({ items: z.array(InboundHook) }),
});

export const createInboundHook = endpoint({
  method: "POST",
  path: "/api/inbound-hooks",
  summary: "Makes an address for a provider's inbound mail; it holds a secret and is told only now.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:write",
  body: z.object({
    inboxId: z.uuid(),
    provider: HookProvider,
    purpose: InboundHook.shape.purpose.default("mail"),
    /** Mailgun: its HTTP webhook signing key, needed. SendGrid: its verification key, if signing is on there. */
    signingKey: z.string().trim().min(1).max(2000).optional(),
  }),
  reply: z.object({ hook: InboundHook, url: z.string() }),
  errors: ["unprocessable"],
});

export const removeInboundHook = endpoint({
  method: "DELETE",
  path: "/api/inbound-hooks/:id",
  summary: "Removes an address; what the provider sends there is refused from now on.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:write",
  params: one,
  reply: nothing,
});

/** Answered 200 only when the mail is safe; the same mail twice is one. */
export const handOverMail = endpoint({
  method: "POST",
  path: "/api/inbound-mail/:hook/mime",
  summary:
    "Where Postmark, SendGrid, Mailgun and SES (by SNS) hand over mail; the secret in the address and their signature are the key.",
  audience: "anyone",
  params: z.object({ hook: z.uuid() }),
  query: z.object({ token: z.string().max(200).optional() }),
  reply: nothing,
  errors: ["not_found", "unprocessable", "too_large"],
});
