import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeInbox, type Inbox, listInboxes, testInbox } from "../../../shared/email.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { hasMailboxServer, MailboxServer, password } from "../../../test/mailbox-server.ts";
import { Fetchers } from "./fetchers.ts";

describe.runIf(hasMailboxServer)("a mailbox of several folders", () => {
  let house: TestHouse;
  let mailbox: MailboxServer;
  let owner: Person;
  let inbox: Inbox;
  let fetchers: Fetchers | null = null;
  let user = "";
  let made = 0;
  beforeAll(async () => {
    house = await openTestHouse();
    mailbox = await MailboxServer.open();
  });
  afterAll(async () => {
    await mailbox.close();
    await house.close();
  });
  beforeEach(async () => {
    user = `folders${++made}`;
    owner = await newWorkspace(house);
    await mailbox.inside(user, async (client) => {
      await client.mailboxCreate("Orders");
      await client.mailboxCreate("Private");
    });
  });
  afterEach(async () => {
    await fetchers?.stop();
    fetchers = null;
    await owner.try(changeInbox, { params: { id: inbox.id }, body: { imap: null } });
  });

  async function fetchFrom(folders: string[]) {
    const server = { host: "127.0.0.1", port: mailbox.port, security: "none" as const, user, password };
    inbox = await newInbox(owner, null, { acknowledge: false, imap: { ...server, folders } });
    fetchers = new Fetchers(house, [0.2]);
  }

  const deliver = (folder: string, words: string, id = words) =>
    mailbox.inside(user, (client) =>
      client.append(
        folder,
        `From: anna@customer.example\r\nTo: ${inbox?.address ?? "us@shop.example"}\r\nSubject: ${words}\r\nMessage-ID: <${id}@customer.example>\r\nDate: Mon, 5 Jan 2026 10:00:00 +0000\r\n\r\n${words}\r\n`,
        [],
      ),
    );
  const keys = async () =>
    (
      await house.system
        .selectFrom("inboundMails as i")
        .innerJoin("mailFolders as f", "f.id", "i.mailFolderId")
        .select("f.folder")
        .where("i.workspaceId", "=", owner.workspaceId)
        .execute()
    )
      .map(({ folder }) => folder)
      .sort();
  const arrived = (folders: string[]) => expect.poll(keys, { timeout: 15_000 }).toEqual(folders);
  const subjects = async () => {
    await house.runReactions();
    const rows = await house.system
      .selectFrom("conversations")
      .select("subject")
      .where("workspaceId", "=", owner.workspaceId)
      .execute();
    return rows.map(({ subject }) => subject).sort();
  };

  test("is fetched from those that were named, each at its own place, and from no other", async () => {
    await deliver("INBOX", "First");
    await deliver("Orders", "Second");
    await deliver("Private", "Not for you");
    await fetchFrom(["INBOX", "Orders"]);
    await arrived(["INBOX", "Orders"]);
    await deliver("Orders", "Third");
    // News in the folder that is waited on brings a look at all.
    await deliver("INBOX", "Fourth");
    await arrived(["INBOX", "INBOX", "Orders", "Orders"]);
    expect(await subjects()).toEqual(["First", "Fourth", "Second", "Third"]);
  });

  test("has a mail that lies in two of them as one message", async () => {
    await fetchFrom(["INBOX", "Orders"]);
    await deliver("Orders", "Copied", "same");
    await deliver("INBOX", "Copied", "same");
    await arrived(["INBOX", "Orders"]);
    expect(await subjects()).toEqual(["Copied"]);
  });

  test("goes on when one is missing, and says which", async () => {
    await fetchFrom(["INBOX", "Gone"]);
    await deliver("INBOX", "Here");
    await arrived(["INBOX"]);
    const troubles = async () => (await owner.call(listInboxes)).items.flatMap(({ trouble }) => trouble);
    await expect
      .poll(troubles, { timeout: 15_000 })
      .toMatchObject([{ where: "receiving", what: "There is no folder Gone in the mailbox." }]);
    const { steps } = await owner.call(testInbox, { params: { id: inbox.id } });
    expect(steps.find(({ step }) => step === "Open the folder Gone")).toMatchObject({ ok: false });
  });

  test("keeps its folders when the server's settings are changed without naming them", async () => {
    await fetchFrom(["INBOX", "Orders"]);
    const server = { host: "127.0.0.1", port: mailbox.port, security: "none" as const, user };
    const changed = await owner.call(changeInbox, { params: { id: inbox.id }, body: { imap: server } });
    expect(changed.imap?.folders).toEqual(["INBOX", "Orders"]);
  });
});
