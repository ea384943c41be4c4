import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeInbox, testInbox } from "../../../shared/email.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { patience, TestMailbox } from "../../../test/mailbox.ts";
import { hasMailboxServer, MailboxServer } from "../../../test/mailbox-server.ts";

describe.runIf(hasMailboxServer)("a mailbox of several folders", () => {
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
    await mailbox.inside(async (client) => {
      await client.mailboxCreate("Orders");
      await client.mailboxCreate("Private");
    });
  });
  afterEach(() => mailbox.close());

  async function fetchFrom(folders: string[]) {
    const inbox = await mailbox.newInbox({ imap: mailbox.settings(undefined, { folders }) });
    mailbox.fetch();
    return inbox;
  }

  const deliver = (folder: string, words: string, id = words) => mailbox.deliver(words, { folder, id });
  const keys = async () =>
    (
      await house.system
        .selectFrom("inboundMails as i")
        .innerJoin("mailFolders as f", "f.id", "i.mailFolderId")
        .select("f.folder")
        .where("i.workspaceId", "=", mailbox.owner.workspaceId)
        .execute()
    )
      .map(({ folder }) => folder)
      .sort();
  const arrived = (folders: string[]) => expect.poll(keys, patience).toEqual(folders);
  const subjects = () => mailbox.subjects();

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
    const inbox = await fetchFrom(["INBOX", "Gone"]);
    await deliver("INBOX", "Here");
    await arrived(["INBOX"]);
    await expect
      .poll(() => mailbox.troubles(), patience)
      .toMatchObject([{ where: "receiving", what: "There is no folder Gone in the mailbox." }]);
    const { steps } = await mailbox.owner.call(testInbox, { params: { id: inbox.id } });
    expect(steps.find(({ step }) => step === "Open the folder Gone")).toMatchObject({ ok: false });
  });

  test("keeps its folders when the server's settings are changed without naming them", async () => {
    const inbox = await fetchFrom(["INBOX", "Orders"]);
    const changed = await mailbox.owner.call(changeInbox, {
      params: { id: inbox.id },
      body: { imap: mailbox.settings() },
    });
    expect(changed.imap?.folders).toEqual(["INBOX", "Orders"]);
  });
});
