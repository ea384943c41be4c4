import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeInbox, removeInbox, testInbox } from "../../../shared/email.ts";
import { listMessages } from "../../../shared/messages.ts";
import { sendReply } from "../../../shared/replies.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { patience, TestMailbox } from "../../../test/mailbox.ts";
import { hasMailboxServer, MailboxServer } from "../../../test/mailbox-server.ts";
import { replyPurpose } from "./composed.ts";
import { replyAddress, signReplyToken } from "./reply-address.ts";

// Where no Dovecot is installed there is no honest way to test a mailbox.
describe.runIf(hasMailboxServer)("a mailbox", () => {
  let house: TestHouse;
  let server: MailboxServer;
  let mailbox: TestMailbox;
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
  });
  afterEach(() => mailbox.close());

  const troubles = () => mailbox.troubles();
  const unseen = () => mailbox.unseen();

  test("what is unseen at first, and what comes while it waits, becomes conversations and is marked seen", async () => {
    await mailbox.deliver("Answered long ago", { flags: ["\\Seen"] });
    await mailbox.deliver("Waiting");
    await mailbox.newInbox();
    mailbox.fetch();
    await mailbox.arrived(1);
    await mailbox.deliver("New");
    await mailbox.arrived(2);
    await expect.poll(unseen, patience).toEqual([]);
    expect(await mailbox.subjects()).toEqual(["New", "Waiting"]);
    expect(await mailbox.spooled()).toMatchObject([{ source: "imap", state: "stored" }, { state: "stored" }]);
  });

  test("a mail that another program has marked seen meanwhile is fetched all the same", async () => {
    await mailbox.newInbox();
    mailbox.fetch();
    await mailbox.deliver("First");
    await mailbox.arrived(1);
    await mailbox.stopFetching();
    await mailbox.deliver("Read elsewhere", { flags: ["\\Seen"] });
    mailbox.fetch();
    await mailbox.arrived(2);
    await house.runReactions();
    expect((await mailbox.spooled())[0]).toMatchObject({ subject: "Read elsewhere" });
  });

  test("nothing is fetched twice: not after a restart, and not by two processes at once", async () => {
    for (let i = 0; i < 5; i++) await mailbox.deliver(`Mail ${i}`);
    await mailbox.newInbox();
    mailbox.fetch();
    mailbox.fetch();
    await mailbox.arrived(5);
    await mailbox.stopFetching();
    mailbox.fetch();
    await mailbox.deliver("Last");
    await mailbox.arrived(6);
    expect(await mailbox.subjects()).toEqual(["Last", ...Array.from({ length: 5 }, (_, i) => `Mail ${i}`)]);
  });

  test("another process takes a mailbox over when the one that read it ends", async () => {
    await mailbox.newInbox();
    const first = mailbox.fetch();
    await mailbox.deliver("One");
    await mailbox.arrived(1);
    mailbox.fetch();
    await first.stop();
    await mailbox.deliver("Two");
    await mailbox.arrived(2);
    await house.runReactions();
    expect((await mailbox.spooled())[0]).toMatchObject({ subject: "Two" });
  });

  test("when the server numbers all anew, what was here stays one message and nothing is missed", async () => {
    await mailbox.deliver("One");
    await mailbox.newInbox();
    mailbox.fetch();
    await mailbox.arrived(1);
    await mailbox.stopFetching();
    await mailbox.deliver("Two");
    await server.renumber(mailbox.user);
    mailbox.fetch();
    await mailbox.arrived(3);
    expect(await mailbox.subjects()).toEqual(["One", "Two"]);
  });

  test("a wrong password shows on the inbox with what to do, and the right one is taken without a restart", async () => {
    await mailbox.deliver("Waiting");
    const inbox = await mailbox.newInbox({ imap: mailbox.settings("wrong") });
    mailbox.fetch([60]);
    await expect.poll(troubles, patience).toMatchObject([
      {
        where: "receiving",
        what: expect.stringContaining("does not accept"),
        remedy: expect.stringContaining("password"),
      },
    ]);
    const [trouble] = await troubles();
    expect(trouble?.nextTryAt?.getTime()).toBe((trouble?.since.getTime() ?? 0) + 60_000);
    await mailbox.owner.call(changeInbox, { params: { id: inbox.id }, body: { imap: mailbox.settings() } });
    await mailbox.arrived(1);
    expect(await troubles()).toEqual([]);
  });

  test("a server that goes away is a trouble that ends by itself, and pauses grow meanwhile", async () => {
    const inbox = await mailbox.newInbox();
    mailbox.fetch([0.1, 0.2, 0.3]);
    await mailbox.deliver("One");
    await mailbox.arrived(1);
    await server.stop();
    await expect.poll(troubles, patience).toMatchObject([{ where: "receiving" }]);
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
        patience,
      )
      .toBeGreaterThan(2);
    await server.start();
    await mailbox.deliver("Two");
    await mailbox.arrived(2);
    await expect.poll(troubles, patience).toEqual([]);
  });

  test("a mail that is kept but not marked yet when all ends is fetched once", async () => {
    await mailbox.deliver("One");
    const inbox = await mailbox.newInbox();
    mailbox.fetch();
    await mailbox.arrived(1);
    await mailbox.stopFetching();
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
    await mailbox.inside((client) => client.messageFlagsRemove("1:*", ["\\Seen"]));
    mailbox.fetch();
    await expect.poll(unseen, patience).toEqual([]);
    expect(await mailbox.spooled()).toHaveLength(1);
  });

  test("an inbox that is removed is let go", async () => {
    const inbox = await mailbox.newInbox();
    mailbox.fetch();
    const held = async () =>
      (
        await sql<{ n: number }>`select count(*)::int as n from pg_locks
          where locktype = 'advisory' and classid = 7226803
            and database = (select oid from pg_database where datname = current_database())`.execute(
          house.system,
        )
      ).rows[0]?.n;
    await expect.poll(held, patience).toBe(1);
    await mailbox.owner.call(removeInbox, { params: { id: inbox.id } });
    await expect.poll(held, patience).toBe(0);
  });

  test("an inbox is tried step by step, and the step that fails says why", async () => {
    const inbox = await mailbox.newInbox();
    const good = await mailbox.owner.call(testInbox, { params: { id: inbox.id } });
    expect(good.steps.map(({ where, step, ok }) => [where, step, ok])).toEqual([
      ["receiving", "Find the server", true],
      ["receiving", "Connect", true],
      ["receiving", "Sign in", true],
      ["receiving", "Open the folder INBOX", true],
      ["sending", "Mail server", false],
    ]);
    await mailbox.owner.call(changeInbox, {
      params: { id: inbox.id },
      body: { imap: mailbox.settings("wrong") },
    });
    const wrong = await mailbox.owner.call(testInbox, { params: { id: inbox.id } });
    expect(wrong.steps[2]).toMatchObject({
      step: "Sign in",
      ok: false,
      detail: expect.stringContaining("password"),
    });
    await mailbox.owner.call(changeInbox, {
      params: { id: inbox.id },
      body: { imap: { ...mailbox.settings(), security: "tls" } },
    });
    const plain = await mailbox.owner.call(testInbox, { params: { id: inbox.id } });
    expect(plain.steps[2]).toMatchObject({
      step: "Encrypt",
      ok: false,
      remedy: "STARTTLS may be meant.",
    });
  });

  test("an answer to the signed address joins its conversation from a mailbox, too", async () => {
    const inbox = await mailbox.newInbox();
    mailbox.fetch();
    await mailbox.deliver("One");
    await mailbox.arrived(1);
    await house.runReactions();
    const id = (await mailbox.spooled())[0]?.conversationId ?? "";
    const dueAt = new Date(house.clock.now().getTime() + 86_400_000).toISOString();
    await mailbox.owner.call(sendReply, {
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
    await mailbox.inside((client) =>
      client.append(
        "INBOX",
        `From: anna@customer.example\r\nTo: ${signed}\r\nSubject: Anything\r\n\r\nThanks\r\n`,
      ),
    );
    await mailbox.arrived(2);
    await house.runReactions();
    const { items } = await mailbox.owner.call(listMessages, { params: { id } });
    expect(items.at(-1)).toMatchObject({ text: "Thanks", proven: true });
  });
});
