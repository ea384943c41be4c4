import { sql } from "kysely";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import type { Work } from "../../platform/work.ts";
import { codedReason, reasonOf, sentenceOf } from "./inbound-reason.ts";
import type { MailFolder } from "./mail-folder.ts";
import type { Addressed } from "./spool.ts";

/** So often, and for so long, a mail is asked for before it is set aside: a line that breaks is not the mail's fault. */
const mostTries = 5;
const longEnough = 10 * 60_000;

/** A mail that was noticed and is not safe yet. */
export interface Waiting {
  uid: number;
  tries: number;
  wanted: boolean;
}

/** What is to be fetched of a folder: what somebody asked for, then what was never tried, then the rest. */
export async function waitingIn(house: House, { workspaceId }: Addressed, folderId: string) {
  return house.work(system(workspaceId, "email.fetch"), (work) =>
    work.db
      .selectFrom("mailWaiting")
      .select(["uid", "tries", "wanted"])
      .where("workspaceId", "=", workspaceId)
      .where("folderId", "=", folderId)
      .orderBy("wanted", "desc")
      .orderBy("tries")
      .orderBy("uid")
      .limit(500)
      .execute(),
  );
}

/** Counts a try before it is made, and says whether it is the last; takes it back when our own house failed. */
export async function countTry(house: House, box: Addressed, folderId: string, uid: number, by: 1 | -1) {
  const actor = system(box.workspaceId, "email.fetch");
  return house.work(actor, async (work) => {
    const row = await work.db
      .updateTable("mailWaiting")
      .set({
        tries: sql`greatest(tries + ${by}, 0)`,
        firstTriedAt: sql`coalesce(first_tried_at, ${work.now})`,
        // Asked for once, it is tried at once one time.
        wanted: false,
      })
      .where("workspaceId", "=", work.workspaceId)
      .where("folderId", "=", folderId)
      .where("uid", "=", uid)
      .returning(["tries", "firstTriedAt"])
      .executeTakeFirst();
    const since = row?.firstTriedAt ? work.now.getTime() - row.firstTriedAt.getTime() : 0;
    return { last: (row?.tries ?? 0) >= mostTries && since >= longEnough };
  });
}

/** Takes a mail off the list: it is safe, or nobody has it any more. */
export async function waitNoMore(house: House, box: Addressed, folderId: string, uid: number): Promise<void> {
  await house.work(system(box.workspaceId, "email.fetch"), (work) => leave(work, folderId, uid));
}

async function leave(work: Work, folderId: string, uid: number): Promise<void> {
  await work.db
    .deleteFrom("mailWaiting")
    .where("workspaceId", "=", work.workspaceId)
    .where("folderId", "=", folderId)
    .where("uid", "=", uid)
    .execute();
  work.pass("mail_account.changed");
}

/** Writes down a mail that its server does not hand out, so that those behind it go on and somebody sees it. */
export async function setAsideUnfetched(
  house: House,
  { workspaceId, inboxId, to }: Addressed,
  { id, folder }: MailFolder,
  uid: number,
  why: string,
): Promise<void> {
  const reason = reasonOf("not_handed_out", { number: String(uid), folder, why });
  const set = { ...codedReason(reason), state: "quarantined" };
  await house.work(system(workspaceId, "email.fetch"), async (work) => {
    const row = await work.db
      .insertInto("inboundMails")
      .values({
        workspaceId,
        id: newId(),
        inboxId,
        source: "imap",
        mailFolderId: id,
        uid,
        size: 0,
        envelopeFrom: "",
        envelopeTo: to,
        ...set,
        receivedAt: work.now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(["workspaceId", "mailFolderId", "uid"])
          .where("mailFolderId", "is not", null)
          .doUpdateSet(set)
          .where("inboundMails.fileId", "is", null),
      )
      .returning("id")
      .executeTakeFirst();
    if (row) work.record("mail.quarantined", { inboundId: row.id, inboxId, reason: sentenceOf(reason) });
    await leave(work, id, uid);
  });
}

/** A mail whose source never came is asked for once more; it stays aside until it comes. */
export async function fetchAgain(work: Work, inboundId: string) {
  const reason = codedReason(reasonOf("fetching_again"));
  const row = await work.db
    .updateTable("inboundMails")
    .set(reason)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", inboundId)
    .returning(["inboxId", "mailFolderId", "uid"])
    .executeTakeFirstOrThrow();
  if (row.mailFolderId && row.uid !== null) await wantAgain(work, row.mailFolderId, [row.uid]);
  work.record("mail.quarantined", { inboundId, inboxId: row.inboxId, reason: reason.reason });
  return { ...reason, reasonParams: {} };
}

/** Has mails of a folder fetched again at once, by their numbers; those that are here stay as they are. */
export async function wantAgain(work: Work, folderId: string, uids: readonly number[]): Promise<void> {
  if (uids.length === 0) return;
  await sql`
    insert into mail_waiting (workspace_id, folder_id, uid, noticed_at, wanted)
    select ${work.workspaceId}, ${folderId}, n.uid, ${work.now}, true from unnest(${[...uids]}::bigint[]) as n(uid)
    where not exists (select from inbound_mails i
      where i.workspace_id = ${work.workspaceId} and i.mail_folder_id = ${folderId} and i.uid = n.uid and i.file_id is not null)
    on conflict (workspace_id, folder_id, uid) do update set wanted = true, tries = 0, first_tried_at = null`.execute(
    work.db,
  );
  work.pass("mail_account.changed");
}
