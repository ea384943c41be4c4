import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Inbox, MailServer } from "../../../shared/email.ts";
import { type CuttingProxy, openCuttingProxy } from "../../../test/cutting-proxy.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { TestMailbox } from "../../../test/mailbox.ts";
import { hasMailboxServer, MailboxServer, password } from "../../../test/mailbox-server.ts";
import { Fetcher } from "./fetcher.ts";
import { seeded } from "./mutation.ts";

// Where no Dovecot is installed there is no honest way to test a mailbox: no library brings an IMAP server.
if (!hasMailboxServer)
  process.stderr.write("Dovecot is not installed: interrupted fetches are not tested on this machine.\n");

describe.runIf(hasMailboxServer)("a mailbox behind a line that is cut", () => {
  let house: TestHouse;
  let server: MailboxServer;
  let mailbox: TestMailbox;
  let inbox: Inbox;
  const proxies: CuttingProxy[] = [];
  const running: Fetcher[] = [];
  beforeAll(async () => {
    house = await openTestHouse();
    server = await MailboxServer.open();
  });
  afterAll(async () => {
    await server.close();
    await house.close();
  });
  beforeEach(async () => {
    mailbox = await TestMailbox.open(house, server);
    // Without the mailbox: the line to it is the test's.
    inbox = await newInbox(mailbox.owner, null, { acknowledge: false });
    return async () => {
      await Promise.all(running.splice(0).map((fetcher) => fetcher.stop()));
      await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
    };
  });

  const raw = (word: string, length: number) =>
    `From: ${word}@customer.example\r\nTo: ${inbox.address}\r\nSubject: ${word}\r\nMessage-ID: <${word}@customer.example>\r\nDate: ${new Date().toUTCString()}\r\n\r\n${"filling ".repeat(length / 8)}\r\n`;

  const append = (count: number, filling: (at: number) => number) =>
    mailbox.inside(async (client) => {
      for (let at = 0; at < count; at++) await client.append("INBOX", raw(`mail-${at}`, filling(at)), []);
    });

  async function fetchBy(next: () => number | null): Promise<CuttingProxy> {
    const proxy = await openCuttingProxy(server.port, next);
    proxies.push(proxy);
    const { user } = mailbox;
    const line: MailServer = { host: "127.0.0.1", port: proxy.port, security: "none", user };
    // Kept as settings, without a mailbox that the house itself would fetch: progress needs its row.
    await house.system
      .insertInto("mailboxes")
      .values({ workspaceId: mailbox.owner.workspaceId, inboxId: inbox.id, smtp: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { workspaceId } = mailbox.owner;
    const box = { workspaceId, inboxId: inbox.id, to: [inbox.address], server: line, password, failures: 0 };
    running.push(new Fetcher(house, box, [0.01]));
    return proxy;
  }

  const subjects = async () =>
    (
      await house.system
        .selectFrom("messages as m")
        .innerJoin("conversations as c", (join) =>
          join.onRef("c.workspaceId", "=", "m.workspaceId").onRef("c.id", "=", "m.conversationId"),
        )
        .select("c.subject")
        .where("m.workspaceId", "=", mailbox.owner.workspaceId)
        .where("m.direction", "=", "in")
        .execute()
    )
      .map(({ subject }) => subject)
      .sort();
  const unseen = () => mailbox.unseen();
  const each = (count: number) => Array.from({ length: count }, (_, at) => `mail-${at}`).sort();

  test("60 times at a random byte: no mail is lost and none is there twice", async () => {
    const random = seeded(60);
    await append(70, () => random(3_000));
    let lines = 0;
    const proxy = await fetchBy(() => (lines++ < 60 ? 1 + random(6_000) : null));
    await expect.poll(unseen, { timeout: 400_000, interval: 300 }).toEqual([]);
    await house.runReactions();
    expect(await subjects()).toEqual(each(70));
    expect(proxy.cuts).toBeGreaterThanOrEqual(40);
  }, 900_000);

  test("two fetchers of one mailbox at once, both cut again and again, keep each mail once", async () => {
    const random = seeded(2);
    await append(25, () => random(2_000));
    let lines = 0;
    const next = () => (lines++ < 20 ? 1 + random(6_000) : null);
    await fetchBy(next);
    await fetchBy(next);
    await expect.poll(unseen, { timeout: 400_000, interval: 300 }).toEqual([]);
    await house.runReactions();
    expect(await subjects()).toEqual(each(25));
  }, 900_000);

  test("one large mail that breaks off in the middle is whole in the end", async () => {
    await append(1, () => 400_000);
    let lines = 0;
    const proxy = await fetchBy(() => (lines++ < 3 ? 100_000 : null));
    await expect.poll(unseen, { timeout: 400_000, interval: 300 }).toEqual([]);
    const mails = await house.system
      .selectFrom("inboundMails")
      .select("size")
      .where("workspaceId", "=", mailbox.owner.workspaceId)
      .execute();
    expect(mails).toEqual([{ size: raw("mail-0", 400_000).length }]);
    expect(proxy.cuts).toBe(3);
  }, 900_000);
});
