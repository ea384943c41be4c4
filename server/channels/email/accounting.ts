import { sql } from "kysely";
import type { FolderAccount, MailAccount, MailCounts } from "../../../shared/mail-accounting.ts";
import { getInbox } from "../../conversations/inbox.ts";
import type { Actor } from "../../platform/actor.ts";
import { notFound } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { hookAccounts } from "./hook-account.ts";
import { found } from "./mail-folder.ts";
import { wantAgain } from "./mail-waiting.ts";
import { inMailbox } from "./mailbox-line.ts";

/** So many missing numbers are kept; how many there are is counted all the same. */
const mostNamed = 1000;

/** What came into an inbox by every way, and whether it adds up with what its servers said when they were asked last. */
export async function mailAccount(work: Work, inboxId: string): Promise<MailAccount> {
  await getInbox(work, inboxId);
  const rows = await countRows(work, inboxId);
  const ways = Map.groupBy(rows, ({ source }) => source);
  const folders = Map.groupBy(rows, ({ mailFolderId }) => mailFolderId);
  return {
    inboxId,
    ways: [...ways].map(([source, of]) => ({ source: source as "imap", counts: countsOf(of) })),
    folders: (await folderRows(work, inboxId)).map((row) => ({
      ...row,
      counts: countsOf(folders.get(row.id) ?? []),
    })),
    hooks: await hookAccounts(work, inboxId),
  };
}

interface CountRow {
  source: string;
  mailFolderId: string | null;
  state: string;
  count: number;
}

/** The mails of an inbox counted, from an index alone. */
export function countQuery(work: Work, inboxId: string) {
  return work.db
    .selectFrom("inboundMails")
    .select(["source", "mailFolderId", "state", (eb) => eb.fn.countAll<number>().as("count")])
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .groupBy(["source", "mailFolderId", "state"]);
}

const countRows = (work: Work, inboxId: string): Promise<CountRow[]> => countQuery(work, inboxId).execute();

function countsOf(rows: readonly CountRow[]): MailCounts {
  const of = (state: string) =>
    rows.reduce((sum, row) => sum + (row.state === state ? Number(row.count) : 0), 0);
  return {
    stored: of("stored"),
    quarantined: of("quarantined"),
    rejected: of("rejected"),
    received: of("received"),
  };
}

async function folderRows(work: Work, inboxId: string): Promise<Omit<FolderAccount, "counts">[]> {
  const rows = await work.db
    .selectFrom("mailFolders")
    .select(["id", "folder", "uidValidity", "startUid", "lastUid", "begunAt", "endedAt"])
    .select(["checkedAt", "serverCount", "missingCount", "missing"])
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .orderBy("begunAt")
    .orderBy("folder")
    .execute();
  const waiting = await waitingOf(
    work,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row,
    missing: numbers(row.missing),
    waiting: waiting.get(row.id) ?? 0,
  }));
}

/** Arrays of bigint come from the database as text. */
const numbers = (values: readonly (number | string)[]) => values.map(Number);

async function waitingOf(work: Work, folderIds: readonly string[]): Promise<Map<string, number>> {
  if (folderIds.length === 0) return new Map();
  const rows = await work.db
    .selectFrom("mailWaiting")
    .select(["folderId", (eb) => eb.fn.countAll<number>().as("count")])
    .where("workspaceId", "=", work.workspaceId)
    .where("folderId", "in", folderIds)
    .groupBy("folderId")
    .execute();
  return new Map(rows.map(({ folderId, count }) => [folderId, Number(count)]));
}

/** Asks the server for the numbers in each folder that is read, and writes down which of them are not here. */
export async function checkMailAccount(house: House, actor: Actor, inboxId: string): Promise<MailAccount> {
  const folders = await house.work(actor, (work) => folderRows(work, inboxId));
  const read = folders.filter(({ endedAt }) => endedAt === null);
  if (read.length > 0)
    await inMailbox(house, actor, inboxId, async (client) => {
      for (const { id, folder, uidValidity, startUid } of read) {
        const open = await client.mailboxOpen(folder, { readOnly: true }).catch((error: unknown) => {
          if (!client.usable) throw error;
          return null;
        });
        // Gone, or numbered anew a moment ago: the fetcher will say so.
        if (!open || Number(open.uidValidity) !== uidValidity) continue;
        const uids = await found(client, { uid: `${startUid}:*` });
        await house.work(actor, (work) =>
          compare(
            work,
            id,
            uids.filter((uid) => uid >= startUid),
          ),
        );
      }
    });
  return house.work(actor, (work) => mailAccount(work, inboxId));
}

async function compare(work: Work, folderId: string, uids: readonly number[]): Promise<void> {
  const { rows } = await sql<{ uid: number }>`
    select n.uid from unnest(${[...uids]}::bigint[]) as n(uid)
    where not exists (select from inbound_mails i
      where i.workspace_id = ${work.workspaceId} and i.mail_folder_id = ${folderId} and i.uid = n.uid)
    and not exists (select from mail_waiting w
      where w.workspace_id = ${work.workspaceId} and w.folder_id = ${folderId} and w.uid = n.uid)
    -- Higher ones came this moment, and nobody had a look yet.
    and n.uid <= (select last_uid from mail_folders f where f.workspace_id = ${work.workspaceId} and f.id = ${folderId})
    order by n.uid`.execute(work.db);
  await work.db
    .updateTable("mailFolders")
    .set({
      checkedAt: work.now,
      serverCount: uids.length,
      missingCount: rows.length,
      missing: rows.slice(0, mostNamed).map(({ uid }) => uid),
    })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", folderId)
    .execute();
  work.pass("mail_account.changed");
}

/** Has mails fetched again that are missing; the next look at the mailbox, within seconds, takes them. */
export async function fetchMailsAgain(
  work: Work,
  inboxId: string,
  { folderId, uids }: { folderId: string; uids: readonly number[] },
): Promise<Record<string, never>> {
  const folder = await work.db
    .selectFrom("mailFolders")
    .select(["id", "missing", "missingCount"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", folderId)
    .where("inboxId", "=", inboxId)
    .where("endedAt", "is", null)
    .executeTakeFirst();
  if (!folder) throw notFound();
  await wantAgain(work, folderId, uids);
  const named = numbers(folder.missing);
  const missing = named.filter((uid) => !uids.includes(uid));
  await work.db
    .updateTable("mailFolders")
    .set({ missing, missingCount: folder.missingCount - (named.length - missing.length) })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", folderId)
    .execute();
  return {};
}
