import { setTimeout as pause } from "node:timers/promises";
import { Fetcher } from "../server/channels/email/fetcher.ts";
import { seeded } from "../server/channels/email/mutation.ts";
import { openCuttingProxy } from "../test/cutting-proxy.ts";
import { hasMailboxServer, MailboxServer, password } from "../test/mailbox-server.ts";
import { type MailHouse, openMailHouse } from "./mail-house.ts";

export interface Fetched {
  interrupted: number;
  /** In the mailbox, and no message or more than one after all. */
  lost: number;
  doubled: number;
  /** Read by somebody before the first fetch, and messages all the same. */
  revived: number;
}

const user = "bench";
const address = "bench@bench.example";
const readBefore = 40;
const mostMinutes = 15;

/** A mailbox fetched over a line that is cut at a random byte, again and again, while mail goes on arriving. Null where no Dovecot is. */
export async function interruptedFetches(
  count: number,
  say: (sentence: string) => void,
): Promise<Fetched | null> {
  if (!hasMailboxServer) {
    say("  There is no Dovecot on this machine; no library has an IMAP server, so fetches are not measured.");
    return null;
  }
  const mailbox = await MailboxServer.open();
  const random = seeded(20_260_105);
  // A whole session without mail is about a kilobyte; mails are one to five.
  let lines = 0;
  const proxy = await openCuttingProxy(mailbox.port, () => (lines++ < count ? 1 + random(9_000) : null));
  const bench = await openMailHouse();
  let fetcher: Fetcher | null = null;
  try {
    const server = { host: "127.0.0.1", port: proxy.port, security: "none" as const, user };
    const inboxId = await bench.newInbox(address, { imap: server, password });
    for (let number = 0; number < readBefore; number++) await append(mailbox, `old-${number}`, ["\\Seen"]);
    let written = 0;
    const write = async (many: number) => {
      for (const end = written + many; written < end; written++)
        await append(mailbox, `new-${written}`, [], random(4_000));
    };
    await write(50);
    const { house, workspaceId } = bench;
    const box = { workspaceId, inboxId, to: [address], server, password, failures: 0 };
    fetcher = new Fetcher(house, box, [0.01]);
    const until = performance.now() + mostMinutes * 60_000;
    for (let said = 0; ; ) {
      if (performance.now() > until)
        throw new Error(`Only ${proxy.cuts} of ${count} cuts in ${mostMinutes} min.`);
      const waiting = written - (await spooled(bench));
      if (proxy.cuts >= count && waiting <= 0) break;
      if (proxy.cuts < count && waiting < 10) await write(20);
      if (proxy.cuts >= said + 100) say(`  cut ${(said = proxy.cuts)} times, ${written} mails written`);
      await pause(50);
    }
    await fetcher.stop();
    fetcher = null;
    await bench.react();
    return { interrupted: proxy.cuts, ...(await verdict(bench, written)) };
  } finally {
    await fetcher?.stop();
    await proxy.close();
    await bench.close();
    await mailbox.close();
  }
}

async function append(mailbox: MailboxServer, word: string, flags: string[], filling = 0): Promise<void> {
  const client = await lineTo(mailbox);
  await client.append(
    "INBOX",
    `From: ${word}@mail.example\r\nTo: ${address}\r\nSubject: ${word}\r\nMessage-ID: <${word}@mail.example>\r\nDate: ${new Date().toUTCString()}\r\n\r\n${word}\r\n${"filling ".repeat(filling / 8)}\r\n`,
    flags,
  );
}

const lines = new WeakMap<MailboxServer, Promise<ReturnType<MailboxServer["client"]>>>();

/** One line for all that is written into the mailbox, past the one that is cut. */
function lineTo(mailbox: MailboxServer) {
  const known = lines.get(mailbox);
  if (known) return known;
  const client = mailbox.client(user);
  const made = client.connect().then(() => client);
  lines.set(mailbox, made);
  return made;
}

async function spooled({ house }: MailHouse): Promise<number> {
  const { count } = await house.system
    .selectFrom("inboundMails")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function verdict({ house }: MailHouse, written: number): Promise<Omit<Fetched, "interrupted">> {
  const rows = await house.system
    .selectFrom("messages")
    .select(["internetMessageId"])
    .where("direction", "=", "in")
    .execute();
  const times = new Map<string, number>();
  for (const { internetMessageId } of rows) {
    const word = /(old|new)-\d+/.exec(internetMessageId ?? "")?.[0] ?? "";
    times.set(word, (times.get(word) ?? 0) + 1);
  }
  const all = Array.from({ length: written }, (_, number) => times.get(`new-${number}`) ?? 0);
  return {
    lost: all.filter((count) => count === 0).length,
    doubled: all.filter((count) => count > 1).length,
    revived: [...times.keys()].filter((word) => !word.startsWith("new-")).length,
  };
}
