import { z } from "zod";
import { endpoint, nothing, one } from "./endpoint.ts";
import { DeliveryRef } from "./messages.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

/** How a mailbox or a mail server is reached; passwords go in and never come out. */
const server = z.object({
  host: z.string().trim().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  /** tls: encrypted from the start; starttls: upgraded, refused without; none: local tests only. */
  security: z.enum(["tls", "starttls", "none"]),
  user: z.string().max(254).default(""),
});
export const MailServer = server;
export type MailServer = z.infer<typeof MailServer>;

/** Folders that are fetched, the first by waiting for news, the others every minute. Left out: as they were, at first INBOX. */
const folders = z.array(z.string().trim().min(1).max(200)).min(1).max(20).optional();
export const Mailbox = server.extend({ folders });
export type Mailbox = z.infer<typeof Mailbox>;

const password = z.string().max(1000).optional();
const serverWithPassword = server.extend({ password });
const mailboxWithPassword = Mailbox.extend({ password });

export const InboxTrouble = z.object({
  where: z.enum(["receiving", "sending"]),
  /** What went wrong, in words for people. */
  what: z.string(),
  /** What to do about it. */
  remedy: z.string(),
  since: moment,
  nextTryAt: moment.nullable(),
});

export const Inbox = z.object({
  id: z.uuid(),
  name: z.string(),
  address: z.string(),
  /** New conversations of this inbox go to this team; null: to the workspace's first owner. */
  teamId: z.uuid().nullable(),
  /** Only the team (and admins) see its conversations. */
  restricted: z.boolean(),
  signature: z.string(),
  acknowledge: z.boolean(),
  /** Mail to `support+anything@…` comes to `support@…`; answers to our own mails always do. */
  plusAddressing: z.boolean(),
  imap: Mailbox.nullable(),
  smtp: server.nullable(),
  trouble: z.array(InboxTrouble),
  createdAt: moment,
});
export type Inbox = z.infer<typeof Inbox>;

const inboxBody = z.object({
  name: z.string().trim().min(1).max(100),
  address: z.email().max(254),
  teamId: z.uuid().nullable().default(null),
  restricted: z.boolean().default(false),
  signature: z.string().max(5000).default(""),
  acknowledge: z.boolean().default(true),
  plusAddressing: z.boolean().default(true),
  imap: mailboxWithPassword.nullable().default(null),
  smtp: serverWithPassword.nullable().default(null),
});
export type InboxBody = z.infer<typeof inboxBody>;

export const listInboxes = endpoint({
  method: "GET",
  path: "/api/inboxes",
  summary: "The inboxes, with what troubles them.",
  audience: "member",
  scope: "settings:read",
  reply: z.object({ items: z.array(Inbox) }),
});

export const createInbox = endpoint({
  method: "POST",
  path: "/api/inboxes",
  summary: "Makes an e-mail inbox; mail to its address is accepted by the built-in receiver at once.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:write",
  body: inboxBody,
  reply: Inbox,
  errors: ["duplicate"],
});

export const changeInbox = endpoint({
  method: "PATCH",
  path: "/api/inboxes/:id",
  summary: "Changes an inbox; a password left out stays as it is.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:write",
  params: one,
  body: z.object({
    name: inboxBody.shape.name.optional(),
    address: inboxBody.shape.address.optional(),
    teamId: z.uuid().nullable().optional(),
    restricted: z.boolean().optional(),
    signature: z.string().max(5000).optional(),
    acknowledge: z.boolean().optional(),
    plusAddressing: z.boolean().optional(),
    imap: mailboxWithPassword.nullable().optional(),
    smtp: serverWithPassword.nullable().optional(),
  }),
  reply: Inbox,
  errors: ["duplicate"],
});

export const removeInbox = endpoint({
  method: "DELETE",
  path: "/api/inboxes/:id",
  summary: "Removes an inbox that has no conversations.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:write",
  params: one,
  reply: nothing,
  errors: ["in_use"],
});

export const testInbox = endpoint({
  method: "POST",
  path: "/api/inboxes/:id/test",
  summary: "Tries the mailbox and the mail server now and says step by step what works.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:write",
  params: one,
  reply: z.object({
    steps: z.array(
      z.object({
        where: z.enum(["receiving", "sending"]),
        step: z.string(),
        ok: z.boolean(),
        detail: z.string(),
        /** What to do about it; "" when nothing. */
        remedy: z.string(),
      }),
    ),
  }),
});

/** One item that came in: it ends stored, quarantined or rejected, with its reason. */
export const InboundMail = z.object({
  id: z.uuid(),
  inboxId: z.uuid().nullable(),
  source: z.enum(["smtp", "lmtp", "imap", "hook"]),
  state: z.enum(["received", "stored", "quarantined", "rejected"]),
  /** An English sentence; `reasonCode` with its parameters says the same for translation, "" for mail from before there were codes. */
  reason: z.string(),
  reasonCode: z.string(),
  reasonParams: z.record(z.string(), z.string()),
  envelopeFrom: z.string(),
  subject: z.string(),
  size: z.number().int(),
  conversationId: z.uuid().nullable(),
  /** False for a mail that its server did not hand out: there is no raw text. */
  fetched: z.boolean(),
  receivedAt: moment,
});
export type InboundMail = z.infer<typeof InboundMail>;

/** So many mails of a state are counted; that many may be more. */
export const mostCounted = 500;

export const listInbound = endpoint({
  method: "GET",
  path: "/api/inbound",
  summary:
    "Mail that came in, newest first, with what became of it, and how many there are of each state: 500 means that many or more.",
  audience: "admin",
  permission: "mail.log",
  scope: "settings:read",
  query: pageQuery.extend({ state: z.enum(["received", "stored", "quarantined", "rejected"]).optional() }),
  reply: page(InboundMail).extend({ counts: z.record(z.string(), z.number().int()) }),
});

export const retryInbound = endpoint({
  method: "POST",
  path: "/api/inbound/:id/retry",
  summary: "Reads a quarantined mail again.",
  audience: "admin",
  permission: "mail.log",
  scope: "settings:write",
  params: one,
  reply: InboundMail,
});

export const downloadInbound = endpoint({
  method: "GET",
  path: "/api/inbound/:id/raw",
  summary: "A mail as it came, as a file.",
  audience: "admin",
  permission: "mail.log",
  scope: "settings:read",
  params: one,
  reply: z.unknown(),
});

export const Delivery = DeliveryRef.extend({
  kind: z.enum(["reply", "acknowledgement", "follow_up", "account", "side"]),
  subject: z.string(),
  attempts: z.number().int(),
  conversationId: z.uuid().nullable(),
  messageId: z.uuid().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export const listDeliveries = endpoint({
  method: "GET",
  path: "/api/deliveries",
  summary: "The outbound ledger, newest first.",
  audience: "admin",
  permission: "mail.log",
  scope: "settings:read",
  query: pageQuery.extend({ state: DeliveryRef.shape.state.optional() }),
  reply: page(Delivery),
});

export const redirectDelivery = endpoint({
  method: "POST",
  path: "/api/deliveries/:id/redirection",
  summary: "Sends a mail that could not arrive to another address instead, once; never account mails.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ address: z.email().max(254) }),
  reply: Delivery,
  errors: ["unprocessable"],
});

export const retryDelivery = endpoint({
  method: "POST",
  path: "/api/deliveries/:id/retry",
  summary: "Tries a failed, held or deferred delivery again now.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: Delivery,
  errors: ["unprocessable"],
});
