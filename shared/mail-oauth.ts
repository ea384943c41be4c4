import { z } from "zod";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";

export const MailProvider = z.enum(["microsoft", "google", "other"]);
export type MailProvider = z.infer<typeof MailProvider>;

/** What a provider lets an inbox do in the name of its mailbox, instead of a password. */
export const MailGrant = z.object({
  provider: MailProvider,
  mailbox: z.string(),
  clientId: z.string(),
  authorizeUrl: z.string(),
  tokenUrl: z.string(),
  /** asked: nobody has said yes yet; given: it works; ended: somebody must say yes again. */
  state: z.enum(["asked", "given", "ended"]),
  /** Why it does not work, and what to do; "" when it does. */
  trouble: z.string(),
  grantedAt: moment.nullable(),
});
export type MailGrant = z.infer<typeof MailGrant>;

const reply = z.object({
  grant: MailGrant.nullable(),
  /** To be entered at the provider as redirect URI. */
  redirectUrl: z.string(),
});

export const getMailGrant = endpoint({
  method: "GET",
  path: "/api/inboxes/:id/mail-grant",
  summary:
    "How an inbox signs in at its provider without a password (OAuth 2), if it does. Tokens never come out.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:read",
  params: one,
  reply,
});

const address = z.url({ protocol: /^https?$/ }).max(500);

export const mailGrantBody = z.object({
  provider: MailProvider,
  /** The account at the provider; left out, the inbox's address. */
  mailbox: z.string().trim().min(1).max(254).optional(),
  clientId: z.string().trim().min(1).max(300),
  /** Left out, the one kept stays. */
  clientSecret: z.string().min(1).max(1000).optional(),
  /** Microsoft only: the directory (tenant); left out, any. */
  tenant: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .optional(),
  /** For `other` only, and there needed. */
  authorizeUrl: address.optional(),
  tokenUrl: address.optional(),
  scope: z.string().max(1000).optional(),
});
export type MailGrantBody = z.infer<typeof mailGrantBody>;

export const changeMailGrant = endpoint({
  method: "PUT",
  path: "/api/inboxes/:id/mail-grant",
  summary:
    "Says at which provider an inbox signs in, by which registered client; what was granted before ends. Then ask.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:write",
  params: one,
  body: mailGrantBody,
  reply,
  errors: ["unprocessable"],
});

export const askForMailGrant = endpoint({
  method: "POST",
  path: "/api/inboxes/:id/mail-grant/asks",
  summary:
    "Gives the address at the provider where whoever asked says yes, within ten minutes; they come back by themselves.",
  audience: "admin",
  permission: "mail.inboxes",
  params: one,
  reply: z.object({ url: z.string() }),
  errors: ["unprocessable"],
});

export const removeMailGrant = endpoint({
  method: "DELETE",
  path: "/api/inboxes/:id/mail-grant",
  summary: "Forgets what was granted; the inbox needs a password again.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:write",
  params: one,
  reply: nothing,
});

export const takeMailGrant = endpoint({
  method: "GET",
  path: "/api/mail-grants/callback",
  summary:
    "Where the provider sends people back; leads on to the inbox settings with `mailGrant=given` or `failed`.",
  audience: "admin",
  permission: "mail.inboxes",
  query: z.object({
    state: z.string().max(500).default(""),
    code: z.string().max(10_000).optional(),
    error: z.string().max(500).optional(),
    error_description: z.string().max(2000).optional(),
  }),
  reply: z.unknown(),
});
