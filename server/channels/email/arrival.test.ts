import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Inbox, listInbound, retryInbound } from "../../../shared/email.ts";
import { getMessage, listMessages } from "../../../shared/messages.ts";
import { downloadFile } from "../../../shared/platform.ts";
import { listConversations } from "../../../shared/views.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox, type Outside, openOutside } from "../../../test/mail-peer.ts";
import { reactions } from "../../app.ts";
import { runJobsOnce } from "../../platform/jobs.ts";
import { readInbound } from "./arrival.ts";
import { Reader } from "./reader.ts";

let house: TestHouse;
let outside: Outside;
let owner: Person;
let inbox: Inbox;
beforeAll(async () => {
  house = await openTestHouse();
  outside = await openOutside(house);
});
afterAll(async () => {
  await outside.close();
  await house.close();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  inbox = await newInbox(owner, null);
});

const from = "anna@customer.example";
const mails = async () => (await owner.call(listInbound)).items;
/** From now on whoever stores a message dies in the middle of it. */
async function killOnStoring(): Promise<void> {
  await sql`create function die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`.execute(
    house.system,
  );
  await sql`create trigger die before insert on messages for each row execute function die()`.execute(
    house.system,
  );
}

async function letLive(): Promise<void> {
  await sql`drop trigger die on messages`.execute(house.system);
  await sql`drop function die`.execute(house.system);
}

const conversations = async () => (await owner.call(listConversations)).items;

test("the same mail delivered twice is one message", async () => {
  const raw = (minute: number) =>
    `From: ${from}\r\nTo: ${inbox.address}\r\nSubject: Twice\r\nDate: Mon, 02 Nov 2026 10:0${minute}:00 +0000\r\nMessage-ID: <twice@customer.example>\r\n\r\nHello\r\n`;
  // Dated anew, as many programs do when they try again.
  await outside.writeRaw({ from, to: [inbox.address] }, raw(0));
  await outside.writeRaw({ from, to: [inbox.address] }, raw(1));
  const [conversation] = await conversations();
  const { items } = await owner.call(listMessages, { params: { id: conversation?.id ?? "" } });
  expect(await conversations()).toHaveLength(1);
  expect(items).toHaveLength(1);
  expect((await mails()).map(({ state, reason }) => [state, reason])).toEqual([
    ["stored", "It had come before; it is one message."],
    ["stored", ""],
  ]);
});

test("another mail under the same Message-ID is not lost", async () => {
  const envelope = { from, to: [inbox.address] };
  const raw = (words: string) =>
    `From: ${from}\r\nSubject: Reused\r\nMessage-ID: <reused@customer.example>\r\nDate: Mon, 02 Nov 2026 10:00:00 +0000\r\n\r\n${words}\r\n`;
  await outside.writeRaw(envelope, raw("First"));
  await outside.writeRaw(envelope, raw("Second"));
  expect((await conversations()).map(({ preview }) => preview).sort()).toEqual(["First", "Second"]);
});

test("a mail to two inboxes is one spool row for each and one message", async () => {
  const sales = await newInbox(owner, null);
  await outside.write({ from, to: [inbox.address, sales.address], text: "To both" });
  expect(new Set((await mails()).map(({ inboxId }) => inboxId))).toEqual(new Set([inbox.id, sales.id]));
  expect(await conversations()).toHaveLength(1);
});

test("a mail to inboxes of two workspaces is a conversation in each", async () => {
  const other = await newWorkspace(house);
  const theirs = await newInbox(other, null);
  await outside.write({ from, to: [inbox.address, theirs.address], text: "To both" });
  expect(await conversations()).toHaveLength(1);
  expect((await other.call(listConversations)).items).toHaveLength(1);
});

test("eight-bit junk, NUL and broken charsets become a conversation with its raw source kept", async () => {
  const junk = Buffer.concat([
    Buffer.from(`From: ${from}\r\nSubject: `),
    Buffer.from([0x80, 0xff, 0x00, 0xfe, 0x0d, 0x0a]),
    Buffer.from("Content-Type: text/plain; charset=klingon\r\n\r\n"),
    Buffer.from([0x00, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x41, 0x0d, 0x0a]),
  ]);
  await outside.writeRaw({ from, to: [inbox.address] }, junk);
  expect(await mails()).toMatchObject([{ state: "stored" }]);
  const { id } = (await mails())[0] as { id: string };
  const source = await house.app.fastify.inject({
    url: `/api/inbound/${id}/raw`,
    headers: { cookie: owner.cookie },
  });
  expect(source.headers["content-type"]).toBe("message/rfc822");
  expect(source.headers["content-disposition"]).toContain("attachment");
  expect(source.rawPayload.equals(junk)).toBe(true);
});

test("HTML comes without what could act, inline images lead to their attachment, and files are kept", async () => {
  const pixel = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  await outside.write({
    from,
    to: inbox.address,
    html: `<p onclick="steal()">Look</p><script>steal()</script><img src="cid:pic"><img src="https://spy.example/x.gif">`,
    attachments: [
      { filename: "pic.png", content: pixel, cid: "pic" },
      { filename: "invoice.pdf", content: Buffer.from("%PDF-1.4") },
    ],
  });
  const [conversation] = await conversations();
  const { items } = await owner.call(listMessages, { params: { id: conversation?.id ?? "" } });
  const { html, attachments, blockedImages } = await owner.call(getMessage, {
    params: { id: items[0]?.id ?? "" },
  });
  const inline = attachments.find(({ name }) => name === "pic.png");
  expect(html).toContain(`src="/api/files/${inline?.id}"`);
  expect(html).not.toMatch(/script|onclick| src="https:/);
  expect(blockedImages).toBe(1);
  expect(Object.fromEntries(attachments.map(({ name, inline: shown }) => [name, shown]))).toEqual({
    "invoice.pdf": false,
    "pic.png": true,
  });
  const file = await house.app.fastify.inject({
    url: downloadFile.path.replace(":id", inline?.id ?? ""),
    headers: { cookie: owner.cookie },
  });
  expect(file.rawPayload.equals(pixel)).toBe(true);
});

test("a mail whose reading ended half-way is read again, once", async () => {
  await outside.write({ from, to: inbox.address, text: "First" });
  await outside.post({ from, to: inbox.address, text: "Second" });
  await killOnStoring();
  await house.relay.drain();
  await runJobsOnce(house, reactions);
  expect((await mails())[0]).toMatchObject({ state: "received" });
  await letLive();
  await house.runReactions();
  await house.runReactions();
  expect((await conversations()).map(({ preview }) => preview).sort()).toEqual(["First", "Second"]);
});

test("a mail that is read twice at the same time is stored once", async () => {
  await outside.post({ from, to: inbox.address, text: "Once" });
  const [mail] = await mails();
  const id = mail?.id ?? "";
  await Promise.all([readInbound(house, owner.workspaceId, id), readInbound(house, owner.workspaceId, id)]);
  const stored = await house.system
    .selectFrom("events")
    .select("id")
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", "mail.stored")
    .execute();
  expect(stored).toHaveLength(1);
});

test("a mail that reading fails on for good is set aside and can be read again", async () => {
  await killOnStoring();
  await outside.write({ from, to: inbox.address, text: "Poison" });
  const [aside] = await mails();
  expect(aside).toMatchObject({
    state: "quarantined",
    reason: expect.stringContaining("failed again and again"),
  });
  await letLive();
  await owner.call(retryInbound, { params: { id: aside?.id ?? "" } });
  await house.runReactions();
  expect((await mails())[0]).toMatchObject({ state: "stored" });
  expect(await owner.try(retryInbound, { params: { id: aside?.id ?? "" } })).toMatchObject({ status: 422 });
});

test("a mail that takes too long to read ends its thread, and the next one is read", async () => {
  const unread = { envelopeFrom: from, remoteIp: "", helo: "", own: [], dnsServer: null, now: new Date() };
  const hasty = new Reader({ time: 1, memory: 256 });
  await expect(
    hasty.read({ ...unread, raw: Buffer.from("From: a@b.example\r\n\r\nHello\r\n") }),
  ).rejects.toThrow("It could not be read within 0.001 seconds.");
  const patient = new Reader({ time: 20_000, memory: 256 });
  expect(
    await patient.read({ ...unread, raw: Buffer.from("From: a@b.example\r\n\r\nHello\r\n") }),
  ).toMatchObject({
    text: "Hello",
  });
});

test("without a sender it is set aside, and its counts add up", async () => {
  await outside.writeRaw({ from, to: [inbox.address] }, "Subject: Nobody\r\n\r\nHello\r\n");
  await outside.write({ from, to: inbox.address, text: "Hello" });
  const { items, counts } = await owner.call(listInbound);
  expect(counts).toEqual({ quarantined: 1, stored: 1 });
  expect(items.find(({ state }) => state === "quarantined")).toMatchObject({
    reason: "It does not say who sent it.",
    subject: "Nobody",
  });
});
