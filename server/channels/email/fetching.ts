import type { ImapFlow } from "imapflow";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { reasonOf } from "./inbound-reason.ts";
import { found, type MailFolder, noticeNew } from "./mail-folder.ts";
import { countTry, setAsideUnfetched, type Waiting, waitingIn, waitNoMore } from "./mail-waiting.ts";
import { largestMail } from "./receiver.ts";
import type { Retries } from "./retries.ts";
import { type Addressed, spool } from "./spool.ts";

interface Fetching {
  house: House;
  client: ImapFlow;
  box: Addressed;
  retries: Retries;
  /** The line works: told after each mail, and before one is tried that went wrong before. */
  worked(): void;
}

/**
 * Notices what is new in the open folder and spools what waits there, each marked seen once it is safe. A mail that cannot be
 * had does not hold up those behind it: it is tried again later, and set aside in the end.
 */
export async function fetchNew(fetching: Fetching): Promise<void> {
  const { house, client, box, retries, worked } = fetching;
  const folder = await noticeNew(house, client, box);
  for (let more = true; more; ) {
    const waiting = await waitingIn(house, box, folder.id);
    const due = waiting.filter(({ uid, wanted }) => wanted || retries.isDue(keyOf(folder, uid)));
    for (const mail of due) {
      if (mail.tries > 0) worked();
      await tryOne(fetching, folder, mail);
    }
    more = due.length > 0 && waiting.length === 500;
  }
  worked();
}

const keyOf = ({ id }: MailFolder, uid: number) => `${id}/${uid}`;

async function tryOne(fetching: Fetching, folder: MailFolder, mail: Waiting): Promise<void> {
  const { house, client, box, retries, worked } = fetching;
  const { uid, tries, wanted } = mail;
  const key = keyOf(folder, uid);
  const { last } = await countTry(house, box, folder.id, uid, 1);
  try {
    if (await fetchOne(house, client, box, folder, uid)) worked();
    await waitNoMore(house, box, folder.id, uid);
    retries.done(key);
  } catch (error) {
    const broken = !client.usable || !client.mailbox;
    if (!broken && !(error instanceof Refused)) {
      // Our disk or database, or a server that asks for patience: not the mail's fault.
      await countTry(house, box, folder.id, uid, -1).catch(() => {});
      throw error;
    }
    if (last || (wanted && !broken)) {
      const why = error instanceof Refused ? error.message : brokeOff;
      await setAsideUnfetched(house, box, folder, uid, why);
      retries.done(key);
    } else retries.put(key, tries);
    if (broken) throw error;
  }
}

const brokeOff = "The line breaks each time the server hands it out.";

/** The server does not hand out a mail that it lists. */
class Refused extends Error {}

async function fetchOne(
  house: House,
  client: ImapFlow,
  box: Addressed,
  folder: MailFolder,
  uid: number,
): Promise<boolean> {
  const known = await isKept(house, box, folder, uid);
  const had = known ? null : await handedOut(client, uid);
  if (had)
    await spool(
      house,
      box,
      {
        raw: had.raw,
        source: "imap",
        place: { mailFolderId: folder.id, uid },
        envelopeFrom: "",
        remoteIp: "",
        helo: "",
      },
      had.large ? reasonOf("too_large", { megabytes: String(largestMail / 1024 / 1024) }) : null,
    );
  if (!known && !had) return false;
  if (!(await client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true }))) requireOpen(client);
  return true;
}

/** Kept before, and not marked when all ended: it is not fetched a second time. */
async function isKept(house: House, { workspaceId }: Addressed, { id }: MailFolder, uid: number) {
  const row = await house.work(system(workspaceId, "email.fetch"), (work) =>
    work.db
      .selectFrom("inboundMails")
      .select("id")
      .where("workspaceId", "=", workspaceId)
      .where("mailFolderId", "=", id)
      .where("uid", "=", uid)
      .where("fileId", "is not", null)
      .executeTakeFirst(),
  );
  return row !== undefined;
}

/** The mail, or its header when it is too large; null when somebody has removed it meanwhile. */
async function handedOut(client: ImapFlow, uid: number): Promise<{ raw: Buffer; large: boolean } | null> {
  const about = await asked(client, uid, { size: true, uid: true });
  if (!about) return goneOrRefused(client, uid);
  const large = (about.size ?? 0) > largestMail;
  const mail = await asked(client, uid, large ? { headers: true, uid: true } : { source: true, uid: true });
  const raw = mail && (large ? mail.headers : mail.source);
  return raw ? { raw, large } : goneOrRefused(client, uid);
}

async function asked(client: ImapFlow, uid: number, query: Parameters<ImapFlow["fetchOne"]>[1]) {
  try {
    return await client.fetchOne(String(uid), query, { uid: true });
  } catch (error) {
    const { code, responseText, message } = error as Error & { code?: string; responseText?: string };
    requireOpen(client);
    if (code === "ETHROTTLE") throw error;
    throw new Refused(`The server said: ${responseText || message}`.replace(/\.?$/, "."));
  }
}

/** Nothing came. Gone, a line that broke, and an answer that nobody can read look the same until the server is asked. */
async function goneOrRefused(client: ImapFlow, uid: number): Promise<null> {
  requireOpen(client);
  const there = await found(client, { uid: String(uid) });
  if (there.includes(uid)) throw new Refused("The server lists it, and what it hands out cannot be read.");
  return null;
}

function requireOpen(client: ImapFlow): void {
  if (!client.usable || !client.mailbox) throw new Error("The server ended the connection.");
}
