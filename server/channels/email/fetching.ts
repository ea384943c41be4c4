import type { ImapFlow } from "imapflow";
import { sql } from "kysely";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { reasonOf } from "./inbound-reason.ts";
import { largestMail } from "./receiver.ts";
import { type Addressed, spool } from "./spool.ts";

const day = 86_400_000;
/** How far back a mailbox is read that was never read before, or was numbered anew. */
const lookBack = 14 * day;

interface Progress {
  uidValidity: string;
  lastUid: number;
}

/**
 * Spools every mail of the open mailbox that came since the last time, marks it seen once it is safe, and returns how many.
 * The first time: what is unseen, up to two weeks old. After the server numbered all anew: two weeks, seen or not; what was here is known by its Message-ID.
 */
export async function fetchNew(house: House, client: ImapFlow, box: Addressed): Promise<number> {
  if (!client.mailbox) throw new Error("The folder is not open.");
  const { path: folder } = client.mailbox;
  const uidValidity = String(client.mailbox.uidValidity);
  const known = await progressOf(house, box, folder);
  const uids = await newUids(house, client, known, uidValidity);
  let fetched = 0;
  for (const uid of uids) {
    if (await fetchOne(house, client, box, `${folder}/${uidValidity}`, uid)) fetched++;
    await writeProgress(house, box, folder, { uidValidity, lastUid: uid });
  }
  if (uids.length === 0 && known?.uidValidity !== uidValidity)
    await writeProgress(house, box, folder, { uidValidity, lastUid: client.mailbox.uidNext - 1 });
  return fetched;
}

async function newUids(
  house: House,
  client: ImapFlow,
  known: Progress | null,
  uidValidity: string,
): Promise<number[]> {
  const since = new Date(house.clock.now().getTime() - lookBack);
  const query =
    known?.uidValidity === uidValidity
      ? { uid: `${known.lastUid + 1}:*` }
      : known
        ? { since }
        : { since, seen: false };
  const found = await client.search(query, { uid: true });
  // Not to know is not the same as to have none: what is there would count as seen.
  if (!found) throw new Error("The mailbox could not be searched.");
  // "n:*" names the last mail even when it is older than n.
  const after = known?.uidValidity === uidValidity ? known.lastUid : 0;
  return found.filter((uid) => uid > after).sort((a, b) => a - b);
}

async function fetchOne(
  house: House,
  client: ImapFlow,
  box: Addressed,
  numbering: string,
  uid: number,
): Promise<boolean> {
  const about = await client.fetchOne(String(uid), { size: true, uid: true }, { uid: true });
  if (!about) return gone(client);
  const large = (about.size ?? 0) > largestMail;
  const mail = await client.fetchOne(
    String(uid),
    large ? { headers: true, uid: true } : { source: true, uid: true },
    { uid: true },
  );
  const raw = mail && (large ? mail.headers : mail.source);
  if (!raw) return gone(client);
  await spool(
    house,
    box,
    {
      raw,
      source: "imap",
      sourceKey: `${numbering}/${uid}`,
      envelopeFrom: "",
      remoteIp: "",
      helo: "",
    },
    large ? reasonOf("too_large", { megabytes: "50" }) : null,
  );
  if (!(await client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true }))) requireOpen(client);
  return true;
}

/** Somebody has removed the mail meanwhile; a line that broke looks the same, and must not be taken for it. */
function gone(client: ImapFlow): false {
  requireOpen(client);
  return false;
}

function requireOpen(client: ImapFlow): void {
  if (!client.usable || !client.mailbox) throw new Error("The server ended the connection.");
}

async function progressOf(
  house: House,
  { workspaceId, inboxId }: Addressed,
  folder: string,
): Promise<Progress | null> {
  const row = await house.system
    .selectFrom("mailboxes")
    .select("imapProgress")
    .where("workspaceId", "=", workspaceId)
    .where("inboxId", "=", inboxId)
    .executeTakeFirst();
  return (row?.imapProgress as Record<string, Progress> | undefined)?.[folder] ?? null;
}

async function writeProgress(
  house: House,
  { workspaceId, inboxId }: Addressed,
  folder: string,
  progress: Progress,
): Promise<void> {
  await house.work(system(workspaceId, "email.fetch"), (work) =>
    work.db
      .updateTable("mailboxes")
      .set({ imapProgress: sql`imap_progress || ${JSON.stringify({ [folder]: progress })}::jsonb` })
      .where("workspaceId", "=", workspaceId)
      .where("inboxId", "=", inboxId)
      .execute(),
  );
}
