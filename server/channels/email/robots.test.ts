import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Inbox, listDeliveries, listInbound, retryInbound } from "../../../shared/email.ts";
import { getMessage, listMessages } from "../../../shared/messages.ts";
import { sendReply } from "../../../shared/replies.ts";
import { listConversations } from "../../../shared/views.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type MailPeer, newInbox, type Outside, openOutside, openPeer } from "../../../test/mail-peer.ts";

let house: TestHouse;
let peer: MailPeer;
let outside: Outside;
let owner: Person;
let inbox: Inbox;
let writer = "";
let made = 0;
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
  owner = await newWorkspace(house);
  inbox = await newInbox(owner, peer);
  writer = `anna${++made}@customer.example`;
  peer.got.length = 0;
});

const conversations = async () => (await owner.call(listConversations)).items;
const newest = async () => (await owner.call(listInbound)).items[0];

/** A conversation of the writer with an answer on its way; returns the answer's Message-ID. */
async function answered() {
  await outside.write({ from: writer, to: inbox.address, subject: "Question", text: "Hello" });
  const [conversation] = await conversations();
  const id = conversation?.id ?? "";
  const dueAt = new Date(house.clock.now().getTime() + 86_400_000).toISOString();
  const { id: messageId } = await owner.call(sendReply, {
    params: { id },
    body: { text: "An answer", then: { state: "waiting", promise: { text: "Look", dueAt } } },
  });
  await house.runReactions();
  return { id, messageId, answer: `<${peer.to(writer).at(-1)?.messageId}>` };
}

const report = (answer: string, status: string, said: string) =>
  [
    "From: MAILER-DAEMON@mx.customer.example",
    `To: ${inbox.address}`,
    "Subject: Undelivered Mail Returned to Sender",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "I could not deliver your mail.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.customer.example",
    "",
    `Final-Recipient: rfc822; ${writer}`,
    "Action: failed",
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${said}`,
    "--b",
    "Content-Type: text/rfc822-headers",
    "",
    `From: ${inbox.address}`,
    `Message-ID: ${answer}`,
    "Subject: Re: Question",
    "--b--",
    "",
  ].join("\r\n");

test("a bounce marks the mail it is about and changes nothing else", async () => {
  const { id, messageId, answer } = await answered();
  await outside.writeRaw(
    { from: "", to: [inbox.address] },
    report(answer, "5.1.1", "550 5.1.1 No such user"),
  );
  const { deliveries } = await owner.call(getMessage, { params: { id: messageId } });
  expect(deliveries).toMatchObject([
    { state: "bounced", reason: "The address does not exist. The server said: 550 5.1.1 No such user" },
  ]);
  expect(await newest()).toMatchObject({ state: "rejected", conversationId: id });
  expect(await conversations()).toMatchObject([{ id, state: "waiting" }]);
});

test("an address that bounced for good gets no other mail, and is answered again once it writes", async () => {
  const { answer } = await answered();
  await outside.writeRaw(
    { from: "", to: [inbox.address] },
    report(answer, "5.1.1", "550 5.1.1 No such user"),
  );
  peer.got.length = 0;
  house.clock.advance(60 * 60_000);
  await outside.write({ from: writer, to: inbox.address, subject: "Again", text: "I am back" });
  expect(peer.got).toEqual([]);
  expect((await owner.call(listDeliveries)).items[0]).toMatchObject({
    kind: "acknowledgement",
    state: "cancelled",
  });
  await answered();
  expect(peer.to(writer).map(({ subject }) => subject)).toEqual([expect.stringContaining("Re: ")]);
});

test("a bounce about a mail we never sent is rejected and marks nothing", async () => {
  await answered();
  await outside.writeRaw(
    { from: "", to: [inbox.address] },
    report("<other@shop.example>", "5.1.1", "550 No"),
  );
  expect((await owner.call(listDeliveries)).items.map(({ state }) => state)).toEqual(["sent", "sent"]);
  expect(await newest()).toMatchObject({ state: "rejected", conversationId: null });
});

test.each([
  [
    "an absence notice",
    { subject: "Automatic reply: Re: Question", headers: { "Auto-Submitted": "auto-replied" } },
  ],
  [
    "another help desk's confirmation",
    { subject: "Ticket received", headers: { "Auto-Submitted": "auto-generated" } },
  ],
  ["an autoresponder", { subject: "Thanks", headers: { "X-Autoreply": "yes" } }],
])("%s answers nothing and is kept with its conversation", async (_, mail) => {
  const { id, answer } = await answered();
  await outside.write({ from: writer, to: inbox.address, inReplyTo: answer, text: "I am away", ...mail });
  expect(await newest()).toMatchObject({ state: "rejected", conversationId: id });
  expect(await conversations()).toMatchObject([{ id, state: "waiting" }]);
  expect((await owner.call(listMessages, { params: { id } })).items).toHaveLength(2);
});

test("what a shop system writes opens a conversation that nobody acknowledges", async () => {
  await outside.write({
    from: writer,
    to: inbox.address,
    subject: "Order 4711 failed",
    text: "Payment declined",
    headers: { "Auto-Submitted": "auto-generated" },
  });
  expect(await conversations()).toMatchObject([{ subject: "Order 4711 failed" }]);
  expect(peer.got).toEqual([]);
});

test.each([
  [
    "a list",
    { headers: { "List-Id": "<news.customer.example>", "List-Post": "<mailto:news@customer.example>" } },
  ],
  ["a no-reply address", { from: "noreply@customer.example" }],
  ["whoever asks for none", { headers: { "X-Auto-Response-Suppress": "AutoReply" } }],
  ["old mail", { date: new Date("2020-01-01") }],
])("%s is never acknowledged", async (_, mail) => {
  await outside.write({ from: writer, to: inbox.address, text: "Hello", ...mail });
  expect(peer.got).toEqual([]);
});

test("an inbox that does not want it acknowledges nobody", async () => {
  const quiet = await newInbox(owner, peer, { acknowledge: false });
  await outside.write({ from: writer, to: quiet.address, text: "Hello" });
  expect(await conversations()).toHaveLength(1);
  expect(peer.got).toEqual([]);
});

test("an address is acknowledged once in ten minutes, over all conversations and inboxes", async () => {
  const other = await newInbox(owner, peer);
  await outside.write({ from: writer, to: inbox.address, subject: "One", text: "1" });
  await outside.write({ from: writer.toUpperCase(), to: other.address, subject: "Two", text: "2" });
  house.clock.advance(9 * 60_000);
  await outside.write({ from: writer, to: inbox.address, subject: "Three", text: "3" });
  expect(peer.got).toHaveLength(1);
  house.clock.advance(2 * 60_000);
  await outside.write({ from: writer, to: inbox.address, subject: "Four", text: "4" });
  expect(peer.got).toHaveLength(2);
  expect(await conversations()).toHaveLength(4);
});

test("a second mail to the same conversation is not acknowledged", async () => {
  const { answer } = await answered();
  peer.got.length = 0;
  house.clock.advance(60 * 60_000);
  await outside.write({ from: writer, to: inbox.address, inReplyTo: answer, text: "More" });
  expect(peer.got).toEqual([]);
});

test("a conversation that began unacknowledged is not acknowledged later", async () => {
  const first = { messageId: "<old@customer.example>", date: new Date("2020-01-01") };
  await outside.write({ from: writer, to: inbox.address, text: "Long ago", ...first });
  await outside.write({ from: writer, to: inbox.address, inReplyTo: first.messageId, text: "And now" });
  expect(await conversations()).toMatchObject([{ preview: "And now" }]);
  expect(peer.got).toEqual([]);
});

test("mail from one of our own addresses goes round in no circle", async () => {
  const other = await newInbox(owner, peer);
  await outside.write({ from: other.address, to: inbox.address, text: "Hello" });
  expect(await newest()).toMatchObject({ state: "rejected", reason: expect.stringContaining("of our own") });
  expect(await conversations()).toEqual([]);
});

test("the twenty-first mail within an hour to one conversation is held, and read again by hand", async () => {
  const { id, answer } = await answered();
  for (let i = 0; i < 20; i++)
    await outside.write({ from: writer, to: inbox.address, inReplyTo: answer, text: `Round ${i}` });
  const held = await newest();
  expect(held).toMatchObject({ state: "quarantined", reason: expect.stringContaining("looks like a loop") });
  expect((await owner.call(listMessages, { params: { id } })).items).toHaveLength(2 + 19);
  house.clock.advance(61 * 60_000);
  await owner.call(retryInbound, { params: { id: held?.id ?? "" } });
  await house.runReactions();
  expect((await owner.call(listMessages, { params: { id } })).items).toHaveLength(2 + 20);
});

test("two Batons that write to each other end by themselves", async () => {
  const other = await newWorkspace(house);
  const here = { host: "127.0.0.1", port: outside.port, security: "none" as const, user: "" };
  const ours = await newInbox(owner, null, { smtp: here });
  const theirs = await newInbox(other, null, { smtp: here });
  await outside.write({ from: theirs.address, to: ours.address, subject: "Partnership", text: "Shall we?" });
  const [conversation] = await conversations();
  const dueAt = new Date(house.clock.now().getTime() + 86_400_000).toISOString();
  await owner.call(sendReply, {
    params: { id: conversation?.id ?? "" },
    body: { text: "Yes, gladly", then: { state: "open", promise: { text: "Look", dueAt } } },
  });
  await house.settle();
  await house.settle();

  expect(await conversations()).toMatchObject([{ subject: "Partnership", preview: "Yes, gladly" }]);
  const { items } = await other.call(listConversations);
  expect(items).toMatchObject([{ preview: expect.stringContaining("Yes, gladly") }]);
  const mails = [...(await owner.call(listInbound)).items, ...(await other.call(listInbound)).items];
  const acknowledgements = mails.filter(({ subject }) => subject.startsWith("We have your request"));
  expect(acknowledgements.map(({ state }) => state)).toEqual(["rejected", "rejected"]);
  expect(mails).toHaveLength(4);
});
