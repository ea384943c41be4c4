import { z } from "zod";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";

/** A folder of a mailbox as its server lists it. */
export const ServerFolder = z.object({
  /** As it is entered among the folders of an inbox. */
  path: z.string(),
  /** What the server says it is for; null: nothing special. */
  use: z.enum(["inbox", "sent", "drafts", "junk", "trash", "archive", "all", "flagged"]).nullable(),
});
export type ServerFolder = z.infer<typeof ServerFolder>;

export const listServerFolders = endpoint({
  method: "GET",
  path: "/api/inboxes/:id/folders",
  summary:
    "Asks the mailbox of an inbox now which folders it has; refused with a sentence when it cannot be asked.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:read",
  params: one,
  reply: z.object({ items: z.array(ServerFolder) }),
});

const count = z.number().int();

/** What became of mails, by state. */
export const MailCounts = z.object({
  stored: count,
  quarantined: count,
  rejected: count,
  /** Safe, and not read yet. */
  received: count,
});
export type MailCounts = z.infer<typeof MailCounts>;

/** One folder under one numbering of its server, and whether it adds up. */
export const FolderAccount = z.object({
  id: z.uuid(),
  folder: z.string(),
  uidValidity: count,
  /** Mails with this number and higher are counted: those below were there before. */
  startUid: count,
  lastUid: count,
  begunAt: moment,
  /** When the server numbered all anew, or another mailbox was entered; null while it is read. */
  endedAt: moment.nullable(),
  counts: MailCounts,
  /** Noticed, and not fetched yet. */
  waiting: count,
  /** Null: the server was never asked. */
  checkedAt: moment.nullable(),
  /** Mails the server had in it since the beginning when it was asked. */
  serverCount: count.nullable(),
  /** How many of those are neither here nor waiting, and the numbers of the first thousand. */
  missingCount: count,
  missing: z.array(count),
});
export type FolderAccount = z.infer<typeof FolderAccount>;

/** What a mail service has handed over by a hook, and whether it adds up. */
export const HookAccount = z.object({
  hookId: z.uuid(),
  provider: z.string(),
  /** Mails that were handed over, by the provider's ids. */
  handedOver: count,
  missingCount: count,
  /** Ids of mails that were handed over and are not here; the newest hundred. The service sends them again by itself. */
  missing: z.array(z.string()),
});

export type HookAccount = z.infer<typeof HookAccount>;

export const MailAccount = z.object({
  inboxId: z.uuid(),
  /** By the way they came. */
  ways: z.array(z.object({ source: z.enum(["smtp", "lmtp", "imap", "hook"]), counts: MailCounts })),
  folders: z.array(FolderAccount),
  hooks: z.array(HookAccount),
});
export type MailAccount = z.infer<typeof MailAccount>;

export const getMailAccount = endpoint({
  method: "GET",
  path: "/api/inboxes/:id/accounting",
  summary: "What came into an inbox by every way, and whether it adds up with what its servers said last.",
  audience: "admin",
  permission: "mail.log",
  scope: "settings:read",
  params: one,
  reply: MailAccount,
});

export const checkMailAccount = endpoint({
  method: "POST",
  path: "/api/inboxes/:id/accounting",
  summary: "Asks the mailbox now which mails it has and compares them with those that are here.",
  audience: "admin",
  permission: "mail.log",
  scope: "settings:write",
  params: one,
  reply: MailAccount,
});

export const fetchMailsAgain = endpoint({
  method: "POST",
  path: "/api/inboxes/:id/accounting/fetches",
  summary:
    "Has mails of a folder fetched again at once, by their numbers; those that are here stay as they are.",
  audience: "admin",
  permission: "mail.log",
  scope: "settings:write",
  params: one,
  body: z.object({ folderId: z.uuid(), uids: z.array(z.number().int().positive()).min(1).max(1000) }),
  reply: nothing,
});
