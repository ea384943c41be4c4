import type { ImapFlow } from "imapflow";
import { sql } from "kysely";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import type { Work } from "../../platform/work.ts";
import type { Addressed } from "./spool.ts";

const day = 86_400_000;
/** How far back a folder is read that was never read before, or was numbered anew, and how old a mail may be that is made unread. */
const lookBack = 14 * day;

/** A folder under one numbering, as far as it was noticed. */
export interface MailFolder {
  id: string;
  folder: string;
  uidValidity: number;
  lastUid: number;
  modseq: string | null;
}

/** The folder as it is known under this numbering, and whether it was known under another. */
export async function knownFolder(
  work: Work,
  inboxId: string,
  { folder, uidValidity }: { folder: string; uidValidity: number },
): Promise<{ known: MailFolder | null; before: boolean }> {
  const rows = await work.db
    .selectFrom("mailFolders")
    .select(["id", "folder", "uidValidity", "lastUid", "modseq"])
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .where("folder", "=", folder)
    .where("endedAt", "is", null)
    .execute();
  return { known: rows.find((row) => row.uidValidity === uidValidity) ?? null, before: rows.length > 0 };
}

/** Other mailboxes have other numbers: what is noticed from now on is counted apart. */
export async function endFolders(work: Work, inboxId: string, folder?: string): Promise<void> {
  await work.db
    .updateTable("mailFolders")
    .set({ endedAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .where("endedAt", "is", null)
    .$if(folder !== undefined, (query) => query.where("folder", "=", folder ?? ""))
    .execute();
}

/**
 * Notes every mail of the open folder that came since the last time, and those that somebody has made unread: they wait to be
 * fetched. The first time: what is unseen, up to two weeks old; after the server numbered all anew: two weeks, seen or not.
 */
export async function noticeNew(house: House, client: ImapFlow, box: Addressed): Promise<MailFolder> {
  const open = client.mailbox;
  if (!open) throw new Error("The folder is not open.");
  const { inboxId, workspaceId } = box;
  const actor = system(workspaceId, "email.fetch");
  const place = { folder: open.path, uidValidity: Number(open.uidValidity) };
  const { known, before } = await house.work(actor, (work) => knownFolder(work, inboxId, place));
  if (!known) {
    const begun = await firstSight(house, client, before);
    await house.work(actor, (work) => begin(work, inboxId, place, begun));
    // What came between opening and searching is newer than what was noted.
    return noticeNew(house, client, box);
  }
  const fresh = (await found(client, { uid: `${known.lastUid + 1}:*` })).filter((uid) => uid > known.lastUid);
  const { unread, modseq } = await madeUnread(house, client, known);
  const noticed = [...new Set([...unread, ...fresh])];
  const lastUid = Math.max(known.lastUid, ...fresh);
  if (noticed.length > 0 || modseq !== known.modseq)
    await house.work(actor, async (work) => {
      await wait(work, known.id, noticed);
      await work.db
        .updateTable("mailFolders")
        // Of two fetchers the one that saw more counts.
        .set({ lastUid: sql`greatest(last_uid, ${lastUid})`, modseq })
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", known.id)
        .execute();
      if (noticed.length > 0) work.pass("mail_account.changed");
    });
  return { ...known, lastUid, modseq };
}

interface FirstSight {
  uids: number[];
  uidNext: number;
  modseq: string | null;
}

async function firstSight(house: House, client: ImapFlow, before: boolean): Promise<FirstSight> {
  const since = new Date(house.clock.now().getTime() - lookBack);
  const { uidNext, highestModseq } = client.mailbox || {};
  const uids = await found(client, before ? { since } : { since, seen: false });
  // Some servers do not tell the next number.
  const next = uidNext ?? Math.max(0, ...(await found(client, { all: true }))) + 1;
  return { uids, uidNext: next, modseq: highestModseq?.toString() ?? null };
}

async function begin(
  work: Work,
  inboxId: string,
  place: { folder: string; uidValidity: number },
  { uids, uidNext, modseq }: FirstSight,
): Promise<void> {
  if ((await knownFolder(work, inboxId, place)).known) return;
  await endFolders(work, inboxId, place.folder);
  const row = await work.db
    .insertInto("mailFolders")
    .values({
      workspaceId: work.workspaceId,
      id: newId(),
      inboxId,
      ...place,
      startUid: uidNext,
      lastUid: uidNext - 1,
      modseq,
      begunAt: work.now,
    })
    // Another process may look for the first time at this very moment.
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (row) await wait(work, row.id, uids);
  work.pass("mail_account.changed");
}

/** Mails that were there and have become unread, by what the server says changed; two weeks of them, and none that we have. */
async function madeUnread(house: House, client: ImapFlow, { lastUid, modseq }: MailFolder) {
  if (lastUid === 0) return { unread: [], modseq };
  const since = new Date(house.clock.now().getTime() - lookBack);
  const { highestModseq, noModseq } = client.mailbox || {};
  if (modseq === null || noModseq || highestModseq === undefined)
    return { unread: await found(client, { uid: `1:${lastUid}`, since, seen: false }), modseq: null };
  if (highestModseq === BigInt(modseq)) return { unread: [], modseq };
  let newest = BigInt(modseq);
  const unread: number[] = [];
  const changed = client.fetch(
    "1:*",
    { uid: true, flags: true, internalDate: true },
    { uid: true, changedSince: newest },
  );
  for await (const { uid, flags, internalDate, modseq: at } of changed) {
    if (at !== undefined && at > newest) newest = at;
    const young = !internalDate || new Date(internalDate) >= since;
    if (uid <= lastUid && young && !flags?.has("\\Seen")) unread.push(uid);
  }
  if (!client.usable || !client.mailbox) throw new Error("The server ended the connection.");
  return { unread, modseq: newest.toString() };
}

type Query = Parameters<ImapFlow["search"]>[0];

/** Numbers by search. Not to know is not the same as to have none: what is there would count as seen. */
export async function found(client: ImapFlow, query: Query): Promise<number[]> {
  const uids = await client.search(query, { uid: true });
  if (!Array.isArray(uids)) throw new Error("The mailbox could not be searched.");
  return uids;
}

/** Puts numbers on the list of what is to be fetched, but for those that are here. */
export async function wait(work: Work, folderId: string, uids: readonly number[]): Promise<void> {
  if (uids.length === 0) return;
  await sql`
    insert into mail_waiting (workspace_id, folder_id, uid, noticed_at)
    select ${work.workspaceId}, ${folderId}, n.uid, ${work.now} from unnest(${[...uids]}::bigint[]) as n(uid)
    where not exists (select from inbound_mails i
      where i.workspace_id = ${work.workspaceId} and i.mail_folder_id = ${folderId} and i.uid = n.uid)
    on conflict do nothing`.execute(work.db);
}
