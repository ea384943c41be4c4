import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeInbox, testInbox } from "../../../shared/email.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { patience, TestMailbox } from "../../../test/mailbox.ts";
import { hasMailboxServer, MailboxServer } from "../../../test/mailbox-server.ts";
import { readConfig } from "../../platform/config.ts";

if (!hasMailboxServer)
  process.stderr.write("Dovecot is not installed: encrypted mailboxes are not tested on this machine.\n");

describe.runIf(hasMailboxServer)("a mailbox by an encrypted line", () => {
  let server: MailboxServer;
  let trusting: TestHouse;
  let strange: TestHouse;
  beforeAll(async () => {
    server = await MailboxServer.open({ encrypted: true });
    trusting = await openTestHouse({ BATON_MAIL_CA: server.certificate?.cert ?? "" });
    strange = await openTestHouse();
  });
  afterAll(async () => {
    await server.close();
    await trusting.close();
    await strange.close();
  });

  const ways = (mailbox: TestMailbox) =>
    ({
      tls: { ...mailbox.settings(), security: "tls", port: server.tlsPort },
      starttls: { ...mailbox.settings(), security: "starttls" },
    }) as const;

  test.each(["tls", "starttls"] as const)("%s: is read where its certificate is vouched for", async (way) => {
    const mailbox = await TestMailbox.open(trusting, server);
    const { id } = await mailbox.newInbox({ imap: ways(mailbox)[way] });
    await mailbox.deliver(`By ${way}`);
    mailbox.fetch();
    await mailbox.arrived(1);
    const { steps } = await mailbox.owner.call(testInbox, { params: { id } });
    expect(steps.filter(({ where, ok }) => where === "receiving" && !ok)).toEqual([]);
    await mailbox.close();
  });

  test.each(["tls", "starttls"] as const)("%s: is refused otherwise, and says why", async (way) => {
    const mailbox = await TestMailbox.open(strange, server);
    const { id } = await mailbox.newInbox({ imap: ways(mailbox)[way] });
    await mailbox.deliver("Not for strangers");
    mailbox.fetch([60]);
    await expect
      .poll(() => mailbox.troubles(), patience)
      .toMatchObject([{ where: "receiving", what: expect.stringContaining("Nobody we trust vouches for") }]);
    const { steps } = await mailbox.owner.call(testInbox, { params: { id } });
    expect(steps.filter(({ where }) => where === "receiving").at(-1)).toMatchObject({
      ok: false,
      remedy: expect.stringContaining("BATON_MAIL_CA"),
    });
    expect(await mailbox.spooled()).toEqual([]);
    await mailbox.close();
  });

  test("STARTTLS asked of a server that has none is refused: nothing goes in the clear", async () => {
    const plain = await MailboxServer.open();
    const mailbox = await TestMailbox.open(trusting, plain);
    await mailbox.newInbox({ imap: { ...mailbox.settings(), security: "starttls" } });
    mailbox.fetch([60]);
    await expect.poll(() => mailbox.troubles(), patience).toMatchObject([{ where: "receiving" }]);
    await mailbox.owner.call(changeInbox, {
      params: { id: mailbox.inbox?.id ?? "" },
      body: { imap: mailbox.settings() },
    });
    await expect.poll(() => mailbox.troubles(), patience).toEqual([]);
    await mailbox.close();
    await plain.close();
  });

  test("a file of certificates that is not there is refused at the start", () => {
    expect(() => readConfig({ BATON_MAIL_CA: "/nowhere.pem" })).toThrow("BATON_MAIL_CA");
  });
});
