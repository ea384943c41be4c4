import { z } from "zod";
import { endpoint, nothing } from "./endpoint.ts";
import { HookProvider } from "./inbound-hooks.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

/** One thing a provider told about a mail that was sent by it. */
export const MailEvent = z.object({
  id: z.uuid(),
  provider: HookProvider,
  kind: z.enum(["delivered", "bounced", "deferred", "complained"]),
  address: z.string(),
  /** What the server at the other end said. */
  detail: z.string(),
  /** What it names the mail by: our Message-ID, or the provider's own id. */
  about: z.string(),
  /** Null: it is about mail that was not sent from here. */
  deliveryId: z.uuid().nullable(),
  at: moment,
});
export type MailEvent = z.infer<typeof MailEvent>;

export const listMailEvents = endpoint({
  method: "GET",
  path: "/api/mail-events",
  summary:
    "What providers told about mail that was sent, newest first; with `unknown` only what is about mail not sent from here.",
  audience: "admin",
  permission: "mail.log",
  scope: "settings:read",
  query: pageQuery.extend({ unknown: z.enum(["true", "false"]).default("false") }),
  reply: page(MailEvent),
});

/** Answered 200 only when all of it is kept; the same event twice changes nothing. */
export const tellMailEvents = endpoint({
  method: "POST",
  path: "/api/mail-events/:hook",
  summary:
    "Where Postmark, SendGrid, Mailgun and SES (by SNS) tell what became of mail; the secret in the address and their signature are the key.",
  audience: "anyone",
  params: z.object({ hook: z.uuid() }),
  query: z.object({ token: z.string().max(200).optional() }),
  reply: nothing,
  errors: ["not_found", "unprocessable", "too_large"],
});
