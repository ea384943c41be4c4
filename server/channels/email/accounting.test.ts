import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeInbox, retryInbound } from "../../../shared/email.ts";
import * as api from "../../../shared/mail-accounting.ts";
import { newWorkspace } from "../../../test/builders.ts";
import { type CuttingProxy, openCuttingProxy } from "../../../test/cutting-proxy.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { patience, TestMailbox } from "../../../test/mailbox.ts";
import { hasMailboxServer, MailboxServer } from "../../../test/mailbox-server.ts";
import { analysed } from "../../../test/plans.ts";
import { system } from "../../platform/actor.ts";
import { countQuery } from "./accounting.ts";

describe.runIf(hasMailboxServer)("what a mailbox has and what is here", () => {
  let house: TestHouse;
  let server: MailboxServer;
  let mailbox: TestMailbox;
  const proxies: CuttingProxy[] = [];
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
  afterEach(async () => {
    await mailbox.close();
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
  });

  const id = () => ({ params: { id: mailbox.inbox?.id ?? "" } });
  const check = () => mailbox.owner.call(api.checkMailAccount, id());
  const waitingUids = async () =>
    (
      await house.system
        .selectFrom("mailWaiting")
        .select(["uid", "tries"])
        .where("workspaceId", "=", mailbox.owner.workspaceId)
        .execute()
    ).map(({ uid }) => uid);

  test("adds up; a mail that is missing is named, and fetched again when somebody asks for it", async () => {
    await mailbox.deliver("From before", { flags: ["\\Seen"] });
    await mailbox.newInbox();
    mailbox.fetch();
    await mailbox.begun();
    const [one, two] = [await mailbox.deliver("One"), await mailbox.deliver("Two")];
    await mailbox.arrived(2);
    await house.runReactions();
    await expect.poll(waitingUids, patience).toEqual([]);
    expect(await check()).toMatchObject({
      ways: [{ source: "imap", counts: { stored: 2, quarantined: 0, rejected: 0, received: 0 } }],
      folders: [{ folder: "INBOX", startUid: one, serverCount: 2, missingCount: 0, missing: [], waiting: 0 }],
    });

    await house.system
      .deleteFrom("inboundMails")
      .where("workspaceId", "=", mailbox.owner.workspaceId)
      .where("uid", "=", two)
      .execute();
    const [folder] = (await check()).folders;
    expect(folder).toMatchObject({ serverCount: 2, missingCount: 1, missing: [two], counts: { stored: 1 } });

    await mailbox.owner.call(api.fetchMailsAgain, {
      ...id(),
      body: { folderId: folder?.id ?? "", uids: [two] },
    });
    await mailbox.arrived(2);
    await expect.poll(waitingUids, patience).toEqual([]);
    expect((await check()).folders[0]).toMatchObject({ missingCount: 0, missing: [] });
    expect(await mailbox.subjects()).toEqual(["One", "Two"]);
  });

  test("a mail its server does not hand out is noted after some tries, and those behind it come at once", async () => {
    await mailbox.newInbox();
    const poison = await mailbox.deliver("Locked away");
    await mailbox.deliver("Behind it");
    await server.lock(mailbox.user, "Locked away");
    mailbox.fetch([0.05]);
    await mailbox.arrived(1);
    expect((await mailbox.spooled())[0]?.subject || "Behind it").toBe("Behind it");
    await expect.poll(waitingUids, patience).toEqual([poison]);
    house.clock.advance(11 * 60_000);
    await mailbox.arrived(2);
    const aside = (await mailbox.spooled()).find(({ fetched }) => !fetched);
    expect(aside).toMatchObject({
      state: "quarantined",
      reasonCode: "not_handed_out",
      reasonParams: { number: String(poison), folder: "INBOX" },
    });
    await expect.poll(waitingUids, patience).toEqual([]);
    expect((await check()).folders[0]).toMatchObject({ missingCount: 0, counts: { quarantined: 1 } });

    await server.lock(mailbox.user, "Locked away", false);
    await mailbox.owner.call(retryInbound, { params: { id: aside?.id ?? "" } });
    await expect
      .poll(async () => (await mailbox.spooled()).every(({ fetched }) => fetched), patience)
      .toBe(true);
    expect(await mailbox.subjects()).toEqual(["Behind it", "Locked away"]);
  });

  test("a mail that breaks the line each time does not hold up those behind it", async () => {
    const proxy = await openCuttingProxy(server.port, () => null, "p01s0n");
    proxies.push(proxy);
    await mailbox.newInbox({ imap: mailbox.settings(undefined, { port: proxy.port }) });
    await mailbox.deliver("Breaks", { text: "p01s0n ".repeat(2_000) });
    await mailbox.deliver("Behind it");
    mailbox.fetch([0.05]);
    await mailbox.arrived(1);
    await expect.poll(() => proxy.cuts, patience).toBeGreaterThan(5);
    house.clock.advance(11 * 60_000);
    await mailbox.arrived(2);
    expect((await mailbox.spooled()).filter(({ fetched }) => !fetched)).toMatchObject([
      { state: "quarantined", reasonParams: { why: expect.stringContaining("line breaks") } },
    ]);
    await mailbox.deliver("Later");
    await mailbox.arrived(3);
    expect(await mailbox.subjects()).toEqual(["Behind it", "Later"]);
  });

  test("a mail from before that somebody marks unread is taken, once, and an old one is not", async () => {
    const old = new Date(house.clock.now().getTime() - 30 * 86_400_000);
    const before = await mailbox.deliver("From before", { flags: ["\\Seen"] });
    const ancient = await mailbox.deliver("Ancient", { flags: ["\\Seen"], at: old });
    await mailbox.newInbox();
    mailbox.fetch();
    await mailbox.deliver("New");
    await mailbox.arrived(1);
    await mailbox.inside((client) =>
      client.messageFlagsRemove(`${before},${ancient},${ancient + 1}`, ["\\Seen"], { uid: true }),
    );
    // A new mail brings a look at all.
    await mailbox.deliver("Another");
    await mailbox.arrived(3);
    await expect.poll(waitingUids, patience).toEqual([]);
    expect(await mailbox.subjects()).toEqual(["Another", "From before", "New"]);
  });

  test("a mail that was moved away and back is one message", async () => {
    await mailbox.inside((client) => client.mailboxCreate("Done"));
    await mailbox.newInbox();
    mailbox.fetch();
    const uid = await mailbox.deliver("Moved");
    await mailbox.arrived(1);
    await expect.poll(waitingUids, patience).toEqual([]);
    await mailbox.inside((client) => client.messageMove(String(uid), "Done", { uid: true }));
    await mailbox.inside(async (client) => {
      await client.mailboxOpen("Done");
      await client.messageMove("1:*", "INBOX");
    });
    await mailbox.arrived(2);
    expect(await mailbox.subjects()).toEqual(["Moved"]);
    expect((await check()).folders.find(({ folder }) => folder === "INBOX")).toMatchObject({
      missingCount: 0,
    });
  });

  test("another mailbox begins anew: equal numbers are other mails", async () => {
    await mailbox.newInbox();
    mailbox.fetch();
    await mailbox.deliver("First account");
    await mailbox.arrived(1);
    const other = await TestMailbox.open(house, server);
    await other.deliver("Second account");
    await mailbox.owner.call(changeInbox, {
      ...id(),
      body: { imap: other.settings() },
    });
    await mailbox.arrived(2);
    expect(await mailbox.subjects()).toEqual(["First account", "Second account"]);
    const { folders } = await mailbox.owner.call(api.getMailAccount, id());
    expect(folders.map(({ endedAt }) => endedAt === null)).toEqual([false, true]);
  });

  test("the folders of a mailbox are listed with what they are for, and refused with a sentence", async () => {
    await mailbox.inside(async (client) => {
      for (const folder of ["Orders", "Sent", "Trash"]) await client.mailboxCreate(folder);
    });
    await mailbox.newInbox();
    const { items } = await mailbox.owner.call(api.listServerFolders, id());
    expect(items).toEqual([
      { path: "INBOX", use: "inbox" },
      { path: "Orders", use: null },
      { path: "Sent", use: "sent" },
      { path: "Trash", use: "trash" },
    ]);
    const wrong = await TestMailbox.open(house, server);
    const { id: closed } = await wrong.newInbox({ imap: wrong.settings("wrong") });
    expect(await wrong.owner.try(api.listServerFolders, { params: { id: closed } })).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining("password") },
    });
  });
});

describe("a large account", () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse();
  });
  afterAll(() => house.close());

  test("is counted from an index at 100,000 mails", async () => {
    const owner = await newWorkspace(house);
    const { id } = await newInbox(owner, null);
    await sql`
      with folder as (insert into mail_folders (workspace_id, id, inbox_id, folder, uid_validity, start_uid, last_uid, begun_at)
        values (${owner.workspaceId}, gen_random_uuid(), ${id}, 'INBOX', 1, 1, 100000, now()) returning id)
      insert into inbound_mails (workspace_id, id, inbox_id, source, mail_folder_id, uid, size, envelope_from, envelope_to, state, received_at)
      select ${owner.workspaceId}, gen_random_uuid(), ${id}, 'imap', folder.id, n, 0, '', '{}', 'quarantined', now()
      from folder, generate_series(1, 100000) n`.execute(house.system);
    await analysed(house, ["inbound_mails"]);
    const plan = await house.work(system(owner.workspaceId, "test"), async (work) =>
      JSON.stringify(await countQuery(work, id).explain("json")),
    );
    expect(plan).toContain('"Node Type":"Index Only Scan"');
    expect(plan).toContain("inbound_mails_counted");
    expect(plan).not.toContain('"Node Type":"Seq Scan"');
    const { folders } = await owner.call(api.getMailAccount, { params: { id } });
    expect(folders[0]?.counts.quarantined).toBe(100_000);
  });
});
