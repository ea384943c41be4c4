import type { Inbox, InboxBody, Mailbox, MailServer } from "../../../shared/email.ts";
import * as inboxes from "../../conversations/inbox.ts";
import { brokenConstraint, Refusal, sqlState } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { endFolders } from "./mail-folder.ts";

interface WithPassword extends Mailbox {
  password?: string | undefined;
}

type Changes = { [K in keyof InboxBody]?: InboxBody[K] | undefined };

/** Every inbox with how it is reached and what troubles it. Passwords never come out. */
export async function listMailboxes(work: Work): Promise<{ items: Inbox[] }> {
  const known = await inboxes.listInboxes(work);
  const rows = await work.db
    .selectFrom("mailboxes")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .execute();
  const byInbox = new Map(rows.map((row) => [row.inboxId, row]));
  return { items: known.map((inbox) => shown(inbox, byInbox.get(inbox.id))) };
}

/** One inbox as settings show it. */
export async function getMailbox(work: Work, id: string): Promise<Inbox> {
  return shown(await inboxes.getInbox(work, id), await rowOf(work, id));
}

async function rowOf(work: Work, id: string) {
  return work.db
    .selectFrom("mailboxes")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", id)
    .executeTakeFirst();
}

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>;

function shown(inbox: inboxes.InboxRecord, row: Row | undefined): Inbox {
  return {
    ...inbox,
    imap: (row?.imap as Mailbox | null | undefined) ?? null,
    smtp: (row?.smtp as MailServer | null | undefined) ?? null,
    trouble: (["receiving", "sending"] as const).flatMap((where) => {
      const kept = where === "receiving" ? row?.receivingTrouble : row?.sendingTrouble;
      return kept ? [{ where, ...dated(kept as Kept) }] : [];
    }),
  };
}

interface Kept {
  what: string;
  remedy: string;
  since: string;
  nextTryAt: string | null;
}

const dated = ({ since, nextTryAt, ...rest }: Kept) => ({
  ...rest,
  since: new Date(since),
  nextTryAt: nextTryAt ? new Date(nextTryAt) : null,
});

/** Makes an inbox and seals its passwords; refuses an address that has one, in this workspace or another. */
export async function createMailbox(work: Work, house: House, body: InboxBody): Promise<Inbox> {
  const { imap, smtp, ...inbox } = body;
  const { id } = await inboxes
    .createInbox(work, inbox)
    .catch((error: unknown) => tellDuplicate(error, body.address));
  await writeServers(work, house, id, { imap, smtp });
  return getMailbox(work, id);
}

/** Changes an inbox; a password left out stays as it is, unless the server is another one: then it is refused. */
export async function changeMailbox(work: Work, house: House, id: string, body: Changes): Promise<Inbox> {
  const { imap, smtp, ...rest } = body;
  const changes = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  await inboxes
    .changeInbox(work, id, changes)
    .catch((error: unknown) => tellDuplicate(error, body.address ?? ""));
  await writeServers(work, house, id, { imap, smtp });
  return getMailbox(work, id);
}

/** Removes an inbox with its mailbox; refuses one that has conversations or mail. */
export async function removeMailbox(work: Work, id: string): Promise<Record<string, never>> {
  const { name } = await inboxes.getInbox(work, id);
  await inboxes.removeInbox(work, id).catch((error: unknown) => {
    if (sqlState(error) !== "23503") throw error;
    throw new Refusal(
      "in_use",
      `${name} has conversations or mail; give it another name or address instead.`,
    );
  });
  return {};
}

function tellDuplicate(error: unknown, address: string): never {
  if (brokenConstraint(error) === "inboxes_by_address")
    throw new Refusal("duplicate", `${address} has an inbox already.`);
  throw error;
}

interface Servers {
  imap?: WithPassword | null | undefined;
  smtp?: WithPassword | null | undefined;
}

async function writeServers(work: Work, house: House, inboxId: string, wanted: Servers): Promise<void> {
  const before = await rowOf(work, inboxId);
  const set = {
    ...(wanted.imap !== undefined && {
      ...columns(house, "imap", wanted.imap, before),
      receivingTrouble: null,
      failures: 0,
    }),
    ...(wanted.smtp !== undefined && {
      ...columns(house, "smtp", wanted.smtp, before),
      sendingTrouble: null,
    }),
  };
  if (Object.keys(set).length === 0) return;
  if (wanted.imap && !sameBox(wanted.imap, before?.imap)) await endFolders(work, inboxId);
  await work.db
    .insertInto("mailboxes")
    .values({ workspaceId: work.workspaceId, inboxId, ...set })
    .onConflict((conflict) => conflict.columns(["workspaceId", "inboxId"]).doUpdateSet(set))
    .execute();
}

function columns(house: House, side: "imap" | "smtp", wanted: WithPassword | null, before: Row | undefined) {
  if (!wanted) return { [side]: null, [`${side}Secret`]: null };
  const { password, ...server } = wanted;
  const known = before?.[side] as Mailbox | null | undefined;
  const folders = server.folders ?? known?.folders;
  const secret = before?.[`${side}Secret`] ?? null;
  // Somebody who may change settings must not have a kept password sent to a server of theirs.
  if (password === undefined && secret && known && known.host !== server.host)
    throw new Refusal("unprocessable", `Enter the password again: ${server.host} is another server.`);
  const sealed = password === undefined ? secret : password === "" ? null : house.secrets.seal(password);
  return { [side]: JSON.stringify({ ...server, folders }), [`${side}Secret`]: sealed };
}

function sameBox(wanted: MailServer, before: unknown): boolean {
  const known = before as MailServer | null | undefined;
  return known?.host === wanted.host && known.user === wanted.user;
}
