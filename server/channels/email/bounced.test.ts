import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startConversation } from "../../../shared/conversations.ts";
import { listDeliveries, listInbound, retryDelivery } from "../../../shared/email.ts";
import { sendReply } from "../../../shared/replies.ts";
import { liftSuppression, listSuppressions } from "../../../shared/suppressions.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type MailPeer, newInbox, type Outside, openOutside, openPeer } from "../../../test/mail-peer.ts";

let house: TestHouse;
let peer: MailPeer;
let outside: Outside;
let olga: Person;
let inbox = { id: "", address: "" };
let made = 0;
let writer = "";

beforeAll(async () => {
  house = await openTestHouse();
  peer = await openPeer();
  outside = await openOutside(house);
});
afterAll(async () => {
  await outside.close();
  await peer.close();
  await house.close();
});
beforeEach(async () => {
  olga = await newWorkspace(house);
  inbox = await newInbox(olga, peer);
  peer.got.length = 0;
  peer.faults.length = 0;
  writer = `ana${++made}@home.example`;
});

/** A reply of ours to the customer; returns its Message-ID as they got it. */
async function reply(): Promise<string> {
  const body = { customer: { email: writer }, inboxId: inbox.id, subject: "Kettle", text: "It leaks." };
  const { id } = await olga.call(startConversation, { body });
  const promise = { text: "Look", dueAt: new Date(house.clock.now().getTime() + 86_400_000).toISOString() };
  await olga.call(sendReply, {
    params: { id },
    body: { text: "We look.", then: { state: "open", promise } },
  });
  await house.runReactions();
  return peer.to(writer).at(-1)?.messageId ?? "";
}

const ledger = async () => (await olga.call(listDeliveries)).items.find(({ kind }) => kind === "reply");
const suppressed = async () => (await olga.call(listSuppressions)).items;

/** A mail server's report about one of our mails. */
async function report(messageId: string, action: string, status: string, said = ""): Promise<void> {
  const lines = [
    `From: MAILER-DAEMON@mx.example`,
    `To: ${inbox.address}`,
    "Subject: Delivery Status Notification",
    `Message-ID: <r${Math.random()}@mx.example>`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "This is a report.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example",
    "",
    `Final-Recipient: rfc822; ${writer}`,
    `Action: ${action}`,
    `Status: ${status}`,
    ...(said ? [`Diagnostic-Code: smtp; ${said}`] : []),
    "--b",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: <${messageId}>`,
    "Subject: Kettle",
    "--b--",
    "",
  ];
  await outside.writeRaw({ from: "", to: [inbox.address] }, lines.join("\r\n"));
}

async function complain(messageId: string, type = "abuse"): Promise<void> {
  const lines = [
    "From: fbl@provider.example",
    `To: ${inbox.address}`,
    "Subject: Complaint",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
    "",
    "--b",
    "Content-Type: message/feedback-report",
    "",
    `Feedback-Type: ${type}`,
    `Original-Rcpt-To: <victim@home.example>`,
    "--b",
    "Content-Type: message/rfc822",
    "",
    `From: ${inbox.address}`,
    `Message-ID: <${messageId}>`,
    "",
    "x",
    "--b--",
    "",
  ];
  await outside.writeRaw({ from: "fbl@provider.example", to: [inbox.address] }, lines.join("\r\n"));
}

test("a report of arrival makes it delivered; handing on to a server that reports nothing does not", async () => {
  const id = await reply();
  await report(id, "relayed", "2.0.0");
  expect(await ledger()).toMatchObject({ state: "sent" });
  await report(id, "delivered", "2.1.5");
  expect(await ledger()).toMatchObject({ state: "delivered" });
});

test("a report of delay is shown as deferred, is not sent twice, and ends with the arrival", async () => {
  const id = await reply();
  await report(id, "delayed", "4.4.1", "451 4.4.1 connection timed out");
  expect(await ledger()).toMatchObject({
    state: "deferred",
    nextAttemptAt: null,
    reason: expect.stringContaining("tries again by itself. The connection failed."),
  });
  house.clock.advance(5 * 3_600_000);
  await house.settle();
  expect(peer.to(writer)).toHaveLength(1);

  await report(id, "delivered", "2.1.5");
  expect(await ledger()).toMatchObject({ state: "delivered", reason: "" });
});

test("a full mailbox is tried again twice, longer apart, with the same Message-ID, and suppresses nobody", async () => {
  const id = await reply();
  const full = () => report(id, "failed", "5.2.2", "552 5.2.2 mailbox full");
  const wait = async (hours: number) => {
    house.clock.advance(hours * 3_600_000);
    await house.settle();
  };
  await full();
  expect(await ledger()).toMatchObject({
    state: "deferred",
    reason: expect.stringContaining("It came back."),
  });
  await wait(4);
  expect(peer.to(writer)).toHaveLength(2);
  await full();
  await wait(4);
  expect(peer.to(writer)).toHaveLength(2);
  await wait(20);
  expect(peer.to(writer).map(({ messageId }) => messageId)).toEqual([id, id, id]);
  await full();
  expect(await ledger()).toMatchObject({ state: "bounced" });
  expect(await suppressed()).toEqual([]);
});

test("the same report twice does not count twice", async () => {
  const id = await reply();
  await report(id, "failed", "5.2.2", "552 5.2.2 mailbox full");
  const before = await ledger();
  await report(id, "failed", "5.2.2", "552 5.2.2 mailbox full");
  expect(await ledger()).toMatchObject({ state: before?.state });
});

test("spam verdicts and size limits are not sent again and suppress nobody", async () => {
  await report(await reply(), "failed", "5.7.1", "554 5.7.1 message looks like spam");
  expect(await ledger()).toMatchObject({ state: "bounced", nextAttemptAt: null });
  expect(await suppressed()).toEqual([]);
});

test("a hard bounce suppresses: the next reply fails with the reason, and goes once an agent has lifted it", async () => {
  await report(await reply(), "failed", "5.1.1", "550 5.1.1 no such user");
  const [suppression] = await suppressed();
  expect(suppression).toMatchObject({
    address: writer,
    cause: "hard_bounce",
    deliveryId: (await ledger())?.id,
  });
  await reply();
  expect(await ledger()).toMatchObject({
    state: "failed",
    reason: expect.stringContaining("does not exist"),
  });
  expect(peer.to(writer)).toHaveLength(1);

  const body = { why: "They said on the phone that it works again." };
  await olga.call(liftSuppression, { params: { id: suppression?.id ?? "" }, body });
  await olga.call(retryDelivery, { params: { id: (await ledger())?.id ?? "" } });
  await house.settle();
  expect(await ledger()).toMatchObject({ state: "sent" });
  expect(peer.to(writer)).toHaveLength(2);
});

test.each([
  ["550 5.1.1 no such user", 1],
  ["550 5.7.1 blocked by our list", 0],
  ["552 5.2.2 mailbox full", 0],
])("a refusal at RCPT, %s, suppresses %i addresses", async (line, count) => {
  peer.faults.push({ at: "rcpt", code: Number(line.slice(0, 3)), line: line.slice(4) });
  await reply();
  expect(await ledger()).toMatchObject({ state: "failed" });
  expect(await suppressed()).toHaveLength(count);
});

test("a no to the whole mail, or to us, says nothing of the address", async () => {
  peer.faults.push({ at: "mail", code: 550, line: "5.1.1 sender unknown" });
  await reply();
  expect(await ledger()).toMatchObject({ state: "failed" });
  expect(await suppressed()).toEqual([]);
});

test("a complaint about a mail of ours suppresses who got it, not whom the report names", async () => {
  await complain(await reply());
  expect(await suppressed()).toMatchObject([
    { address: writer, cause: "complaint", reason: expect.stringContaining("abuse") },
  ]);
  const { items } = await olga.call(listInbound);
  expect(items[0]).toMatchObject({ state: "rejected", conversationId: (await ledger())?.conversationId });
});

test("a complaint about no mail of ours, or one that says it was no spam, suppresses nobody", async () => {
  const id = await reply();
  await complain("made-up@shop.example");
  await complain(id, "not-spam");
  expect(await suppressed()).toEqual([]);
});
