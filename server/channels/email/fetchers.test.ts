import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listConversations, listMessages, sendReply } from "../../../shared/conversations.ts";
import {
  changeInbox,
  type Inbox,
  listInbound,
  listInboxes,
  removeInbox,
  testInbox,
} from "../../../shared/email.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { hasMailboxServer, MailboxServer, password } from "../../../test/mailbox-server.ts";
import { replyPurpose } from "./composed.ts";
import { Fetchers } from "./fetchers.ts";
import { replyAddress, signReplyToken } from "./reply-address.ts";

// Where no Dovecot is installed there is no honest way to test a mailbox.
describe.runIf(hasMailboxServer)("a mailbox", () => {
  let house: TestHouse;
  let mailbox: MailboxServer;
  let owner: Person;
  let inbox: Inbox;
  let user = "";
  let made = 0;
  const running: Fetchers[] = [];
  beforeAll(async () => {
    house = await openTestHouse();
    mailbox = await MailboxServer.open();
  });
  afterAll(async () => {
    await mailbox.close();
    await house.close();
  });
  beforeEach(async () => {
    user = `support${++made}`;
    owner = await newWorkspace(house);
  });
  afterEach(async () => {
    for (const fetchers of running.splice(0)) await fetchers.stop();
    if (inbox) await owner.try(changeInbox, { params: { id: inbox.id }, body: { imap: null } });
  });

  const server = (secret = password) => ({
    host: "127.0.0.1",
    port: mailbox.port,
    security: "none" as const,
    user,
    password: secret,
  });

  function fetching(pauses = [0.2]): void {
    running.push(new Fetchers(house, pauses));
  }

  const raw = (id: string, words: string) =>
    `From: Anna <anna@customer.example>\r\nTo: ${user}@shop.example\r\nSubject: ${words}\r\nMessage-ID: <${id}@customer.example>\r\nDate: ${new Date().toUTCString()}\r\n\r\n${words}\r\n`;
  const deliver = (id: string, words: string, flags: string[] = []) =>
    mailbox.inside(user, (client) => client.append("INBOX", raw(id, words), flags));
  const spooled = async () => (await owner.call(listInbound)).items;
  const arrived = (count: number) =>
    expect.poll(async () => (await spooled()).length, { timeout: 15_000 }).toBe(count);
  const unseen = () => mailbox.inside(user, async (client) => (await client.search({ seen: false })) || []);
  const troubles = async () => (await owner.call(listInboxes)).items.flatMap(({ trouble }) => trouble);

  test("what is unseen at first, and what comes while it waits, becomes conversations and is marked seen", async () => {
    await deliver("old", "Answered long ago", ["\\Seen"]);
    await deliver("waiting", "Waiting");
    inbox = await newInbox(owner, null, { imap: server() });
    fetching();
    await arrived(1);
    await deliver("new", "New");
    await arrived(2);
    await expect.poll(unseen).toEqual([]);
    await house.runReactions();
    const { items } = await owner.call(listConversations);
    expect(items.map(({ subject }) => subject).sort()).toEqual(["New", "Waiting"]);
    expect(await spooled()).toMatchObject([{ source: "imap", state: "stored" }, { state: "stored" }]);
  });

  test("a mail that another program has marked seen meanwhile is fetched all the same", async () => {
    inbox = await newInbox(owner, null, { imap: server() });
    fetching();
    await deliver("first", "First");
    await arrived(1);
    await running.splice(0)[0]?.stop();
    await deliver("read", "Read elsewhere", ["\\Seen"]);
    fetching();
    await arrived(2);
    await house.runReactions();
    expect((await spooled())[0]).toMatchObject({ subject: "Read elsewhere" });
  });

  test("nothing is fetched twice: not after a restart, and not by two processes at once", async () => {
    for (let i = 0; i < 5; i++) await deliver(`m${i}`, `Mail ${i}`);
    inbox = await newInbox(owner, null, { imap: server() });
    fetching();
    fetching();
    await arrived(5);
    for (const fetchers of running.splice(0)) await fetchers.stop();
    fetching();
    await deliver("last", "Last");
    await arrived(6);
    await house.runReactions();
    expect((await owner.call(listConversations)).items).toHaveLength(6);
  });

  test("another process takes a mailbox over when the one that read it ends", async () => {
    inbox = await newInbox(owner, null, { imap: server() });
    fetching();
    await deliver("one", "One");
    await arrived(1);
    fetching();
    await running.shift()?.stop();
    await deliver("two", "Two");
    await arrived(2);
    await house.runReactions();
    expect((await spooled())[0]).toMatchObject({ subject: "Two" });
  });

  test("when the server numbers all anew, what was here stays one message and nothing is missed", async () => {
    await deliver("one", "One");
    inbox = await newInbox(owner, null, { imap: server() });
    fetching();
    await arrived(1);
    await running.splice(0)[0]?.stop();
    await deliver("two", "Two");
    await mailbox.renumber(user);
    fetching();
    await arrived(3);
    await house.runReactions();
    expect((await owner.call(listConversations)).items.map(({ subject }) => subject).sort()).toEqual([
      "One",
      "Two",
    ]);
  });

  test("a wrong password shows on the inbox with what to do, and the right one is taken without a restart", async () => {
    await deliver("waiting", "Waiting");
    inbox = await newInbox(owner, null, { imap: server("wrong") });
    fetching([60]);
    await expect.poll(troubles, { timeout: 15_000 }).toMatchObject([
      {
        where: "receiving",
        what: expect.stringContaining("does not accept"),
        remedy: expect.stringContaining("password"),
      },
    ]);
    const [trouble] = await troubles();
    expect(trouble?.nextTryAt?.getTime()).toBe((trouble?.since.getTime() ?? 0) + 60_000);
    await owner.call(changeInbox, { params: { id: inbox.id }, body: { imap: server() } });
    await arrived(1);
    expect(await troubles()).toEqual([]);
  });

  test("a server that goes away is a trouble that ends by itself, and pauses grow meanwhile", async () => {
    inbox = await newInbox(owner, null, { imap: server() });
    fetching([0.1, 0.2, 0.3]);
    await deliver("one", "One");
    await arrived(1);
    await mailbox.stop();
    await expect.poll(troubles, { timeout: 15_000 }).toMatchObject([{ where: "receiving" }]);
    await expect
      .poll(
        async () =>
          (
            await house.system
              .selectFrom("mailboxes")
              .select("failures")
              .where("inboxId", "=", inbox.id)
              .execute()
          )[0]?.failures,
      )
      .toBeGreaterThan(2);
    await mailbox.start();
    await deliver("two", "Two");
    await arrived(2);
    await expect.poll(troubles).toEqual([]);
  });

  test("a mail that is kept but not marked yet when all ends is fetched once", async () => {
    await deliver("one", "One");
    inbox = await newInbox(owner, null, { imap: server() });
    fetching();
    await arrived(1);
    await running.splice(0)[0]?.stop();
    // As if the process had died between keeping the mail and noting how far it came.
    await house.system
      .insertInto("mailWaiting")
      .columns(["workspaceId", "folderId", "uid", "noticedAt"])
      .expression((eb) =>
        eb
          .selectFrom("inboundMails")
          .select(["workspaceId", "mailFolderId", "uid", "receivedAt"])
          .where("inboxId", "=", inbox.id),
      )
      .execute();
    await mailbox.inside(user, (client) => client.messageFlagsRemove("1:*", ["\\Seen"]));
    fetching();
    await expect.poll(unseen, { timeout: 15_000 }).toEqual([]);
    expect(await spooled()).toHaveLength(1);
  });

  test("an inbox that is removed is let go", async () => {
    inbox = await newInbox(owner, null, { imap: server() });
    fetching();
    const held = async () =>
      (
        await sql<{ n: number }>`select count(*)::int as n from pg_locks
          where locktype = 'advisory' and classid = 7226803
            and database = (select oid from pg_database where datname = current_database())`.execute(
          house.system,
        )
      ).rows[0]?.n;
    await expect.poll(held).toBe(1);
    await owner.call(removeInbox, { params: { id: inbox.id } });
    await expect.poll(held, { timeout: 15_000 }).toBe(0);
  });

  test("an inbox is tried step by step, and the step that fails says why", async () => {
    inbox = await newInbox(owner, null, { imap: server() });
    const good = await owner.call(testInbox, { params: { id: inbox.id } });
    expect(good.steps.map(({ where, step, ok }) => [where, step, ok])).toEqual([
      ["receiving", "Find the server", true],
      ["receiving", "Connect", true],
      ["receiving", "Sign in", true],
      ["receiving", "Open the folder INBOX", true],
      ["sending", "Mail server", false],
    ]);
    await owner.call(changeInbox, { params: { id: inbox.id }, body: { imap: server("wrong") } });
    const wrong = await owner.call(testInbox, { params: { id: inbox.id } });
    expect(wrong.steps[2]).toMatchObject({
      step: "Sign in",
      ok: false,
      detail: expect.stringContaining("password"),
    });
    await owner.call(changeInbox, {
      params: { id: inbox.id },
      body: { imap: { ...server(), security: "tls" } },
    });
    const plain = await owner.call(testInbox, { params: { id: inbox.id } });
    expect(plain.steps[2]).toMatchObject({
      step: "Encrypt",
      ok: false,
      detail: expect.stringContaining("STARTTLS"),
    });
  });

  test("an answer to the signed address joins its conversation from a mailbox, too", async () => {
    inbox = await newInbox(owner, null, { imap: server() });
    fetching();
    await deliver("one", "One");
    await arrived(1);
    await house.runReactions();
    const [conversation] = (await owner.call(listConversations)).items;
    const id = conversation?.id ?? "";
    const dueAt = new Date(house.clock.now().getTime() + 86_400_000).toISOString();
    await owner.call(sendReply, {
      params: { id },
      body: { text: "An answer", then: { state: "open", promise: { text: "Look", dueAt } } },
    });
    await house.runReactions();
    const { token } = await house.system
      .selectFrom("replyAddresses")
      .select("token")
      .where("conversationId", "=", id)
      .executeTakeFirstOrThrow();
    const signed = replyAddress(inbox.address, signReplyToken(token, house.secrets.key(replyPurpose)));
    await mailbox.inside(user, (client) =>
      client.append(
        "INBOX",
        `From: anna@customer.example\r\nTo: ${signed}\r\nSubject: Anything\r\n\r\nThanks\r\n`,
      ),
    );
    await arrived(2);
    await house.runReactions();
    const { items } = await owner.call(listMessages, { params: { id } });
    expect(items.at(-1)).toMatchObject({ text: "Thanks", proven: true });
  });
});
