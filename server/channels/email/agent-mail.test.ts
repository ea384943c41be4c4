import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { createTransport, type SendMailOptions } from "nodemailer";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createMailAddress } from "../../../shared/agent-mail.ts";
import { deactivateAgent } from "../../../shared/agents.ts";
import { getConversation } from "../../../shared/conversations.ts";
import { changeInbox, type Inbox, listInbound } from "../../../shared/email.ts";
import { listMessages } from "../../../shared/messages.ts";
import { sendReply } from "../../../shared/replies.ts";
import { listConversations } from "../../../shared/views.ts";
import { newAgent, newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type MailPeer, newInbox, type Outside, openOutside, openPeer } from "../../../test/mail-peer.ts";
import { type NameServer, openNameServer } from "../../../test/name-server.ts";

let house: TestHouse;
let peer: MailPeer;
let outside: Outside;
let names: NameServer;
let owner: Person;
let inbox: Inbox;
let olga = "";
let writer = "";
let made = 0;
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const dkimKey = createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }))
  .export({ type: "pkcs8", format: "pem" })
  .toString();

beforeAll(async () => {
  const key = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  names = await openNameServer();
  names.txt.set("k1._domainkey.workshop.example", [`v=DKIM1; k=rsa; p=${key}`]);
  house = await openTestHouse({ BATON_DNS_SERVER: names.address });
  peer = await openPeer();
  outside = await openOutside(house);
});
afterAll(async () => {
  await outside.close();
  await peer.close();
  await names.close();
  await house.close();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  inbox = await newInbox(owner, peer, { acknowledge: false });
  olga = await emailOf(owner);
  writer = `anna${++made}@customer.example`;
  peer.got.length = 0;
});

async function emailOf({ workspaceId, id }: Person): Promise<string> {
  const row = await house.system
    .selectFrom("agents")
    .select("email")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return row.email;
}

/** Sends with a DKIM signature of the agents' domain. */
async function writeProven(mail: SendMailOptions): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port: outside.port, ignoreTLS: true });
  const dkim = { domainName: "workshop.example", keySelector: "k1", privateKey: dkimKey };
  await transport.sendMail({ ...mail, dkim });
  transport.close();
  await house.runReactions();
}

const newest = async () => (await owner.call(listInbound)).items[0];
const conversations = async () => (await owner.call(listConversations)).items;
const messagesOf = async (id: string) => (await owner.call(listMessages, { params: { id } })).items;

/** A conversation of the writer, and where this person answers it by mail. */
async function conversation(agent: Person = owner) {
  await outside.write({ from: writer, to: inbox.address, subject: "Broken lamp", text: "It is dark" });
  const id = (await conversations())[0]?.id ?? "";
  const { addresses } = await agent.call(createMailAddress, { params: { id } });
  return { id, reply: addresses?.reply ?? "", note: addresses?.note ?? "" };
}

const forwardOf = (words: string) =>
  `${words}\r\n\r\n---------- Forwarded message ---------\r\nFrom: Carla Customer <carla@customer.example>\r\nDate: Mon, 2 Nov 2026 at 10:00\r\nSubject: My lamp is broken\r\nTo: <olga@workshop.example>\r\n\r\nIt fell from the table.\r\nCan you help?\r\n`;

test("what an agent sends on is the conversation of whoever wrote it, and the agent's words are a note", async () => {
  const text = forwardOf("Please look after her, she is a friend of the house.");
  await writeProven({ from: `Olga <${olga}>`, to: inbox.address, subject: "Fwd: My lamp is broken", text });
  const [found] = await conversations();
  const { customer } = await owner.call(getConversation, { params: { id: found?.id ?? "" } });
  expect(customer).toMatchObject({ name: "Carla Customer", email: "carla@customer.example" });
  expect(found?.subject).toBe("My lamp is broken");
  expect(await messagesOf(found?.id ?? "")).toMatchObject([
    {
      kind: "reply",
      direction: "in",
      author: { kind: "customer", address: "carla@customer.example" },
      text: "It fell from the table.\nCan you help?",
      originalText: null,
      proven: false,
      provenWhy: "forwarded by Olga Owner",
      mail: { forwardedBy: { agentId: owner.id, name: "Olga Owner" } },
    },
    {
      kind: "note",
      author: { kind: "agent", id: owner.id },
      text: "Please look after her, she is a friend of the house.",
    },
  ]);
  expect(peer.got).toEqual([]);
});

test("the answer to what was sent on goes to whoever wrote it, without the agent's words", async () => {
  const text = forwardOf("Between us: she is difficult.");
  await writeProven({ from: olga, to: inbox.address, subject: "WG: My lamp is broken", text });
  const id = (await conversations())[0]?.id ?? "";
  const answer = { text: "We send a new one.", then: { state: "waiting" } };
  await owner.call(sendReply, { params: { id }, body: answer });
  await house.runReactions();
  expect(peer.got.flatMap(({ to }) => to)).toEqual(["carla@customer.example"]);
  expect(peer.got.map(({ raw }) => raw.toString()).join()).not.toContain("difficult");
});

test("a mail sent on as a file comes with its own files", async () => {
  const original = [
    "From: Carla <carla@customer.example>",
    "To: olga@workshop.example",
    "Subject: Invoice",
    "Message-ID: <orig@customer.example>",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Here is the invoice.",
    "--b",
    "Content-Type: application/pdf",
    'Content-Disposition: attachment; filename="invoice.pdf"',
    "",
    "%PDF-1.4",
    "--b--",
    "",
  ].join("\r\n");
  await writeProven({
    from: olga,
    to: inbox.address,
    subject: "Fwd: Invoice",
    text: "For the accountants",
    attachments: [{ contentType: "message/rfc822", content: original, filename: "Invoice.eml" }],
  });
  const [found] = await conversations();
  const messages = await messagesOf(found?.id ?? "");
  expect(messages.map(({ kind, text }) => [kind, text])).toEqual([
    ["reply", "Here is the invoice."],
    ["note", "For the accountants"],
  ]);
  expect(messages[0]?.attachments.map(({ name }) => name)).toEqual(["invoice.pdf"]);
});

test.each([
  ["an agent's address without proof", () => ({ from: olga, write: outside.write })],
  ["a customer", () => ({ from: writer, write: outside.write })],
])("what %s sends on is their own conversation", async (_, by) => {
  const { from, write } = by();
  await write({ from, to: inbox.address, subject: "Fwd: My lamp is broken", text: forwardOf("See below") });
  const [found] = await conversations();
  expect(found?.customer.email).toBe(from);
  const [message] = await messagesOf(found?.id ?? "");
  expect(message).toMatchObject({ mail: null, text: expect.stringContaining("See below") });
});

test("an agent's proven mail to the address made for it is their reply, sent to the customer once", async () => {
  const { id, reply } = await conversation();
  const mail = {
    from: olga,
    to: reply,
    subject: "Re: Broken lamp",
    messageId: "<from-my-phone@workshop.example>",
    text: "A new one is on its way.\n\nSent from my iPhone\n\nOn Mon, 2 Nov 2026 at 10:00, Anna <anna@customer.example> wrote:\n> It is dark",
    attachments: [{ filename: "label.pdf", content: Buffer.from("%PDF-1.4") }],
  };
  await writeProven(mail);
  await writeProven(mail);
  const messages = await messagesOf(id);
  expect(messages).toHaveLength(2);
  expect(messages[1]).toMatchObject({
    kind: "reply",
    direction: "out",
    author: { kind: "agent", id: owner.id },
    text: "A new one is on its way.",
    attachments: [{ name: "label.pdf" }],
  });
  expect(peer.to(writer).map(({ text }) => text.includes("A new one is on its way."))).toEqual([true]);
  expect((await owner.call(getConversation, { params: { id } })).state).toBe("waiting");
});

test.each([
  ["whose first line says so", (at: { reply: string }) => ({ to: at.reply, text: "/note\nHe is a lawyer." })],
  ["to the address for notes", (at: { note: string }) => ({ to: at.note, text: "He is a lawyer." })],
])("an agent's mail %s is a note that nobody gets", async (_, mailOf) => {
  const { id, ...at } = await conversation();
  await writeProven({ from: olga, subject: "Re", ...mailOf(at) });
  expect((await messagesOf(id)).at(-1)).toMatchObject({
    kind: "note",
    author: { kind: "agent", id: owner.id },
    text: "He is a lawyer.",
  });
  expect(peer.got).toEqual([]);
});

test("a collaborator writes notes only", async () => {
  const helper = await newAgent(house, owner.workspaceId, "collaborator");
  await outside.write({ from: writer, to: inbox.address, subject: "Broken lamp", text: "It is dark" });
  const id = (await conversations())[0]?.id ?? "";
  await house.system
    .insertInto("collaborators")
    .values({ workspaceId: owner.workspaceId, conversationId: id, agentId: helper.id })
    .execute();
  const { addresses } = await helper.call(createMailAddress, { params: { id } });
  await writeProven({ from: await emailOf(helper), to: addresses?.reply ?? "", text: "I know this one." });
  expect((await messagesOf(id)).at(-1)).toMatchObject({ kind: "note", text: "I know this one." });
  expect(peer.got).toEqual([]);
});

test.each([
  ["in the agent's name without proof", async () => olga, "agent_unproven"],
  ["from anybody else", async () => "thief@elsewhere.example", "agent_stranger"],
])("a mail %s to an agent's address is held and sent to nobody", async (_, from, code) => {
  const { id, reply } = await conversation();
  await outside.write({
    from: await from(),
    to: reply,
    text: "Send your card number to thief@elsewhere.example",
  });
  expect(await newest()).toMatchObject({ state: "quarantined", reasonCode: code });
  expect(await messagesOf(id)).toHaveLength(1);
  expect(await conversations()).toHaveLength(1);
  expect(peer.got).toEqual([]);
});

test("a forged agent who answers by Message-ID or number gets nowhere either", async () => {
  const { id } = await conversation();
  const { number } = await owner.call(getConversation, { params: { id } });
  await outside.write({ from: olga, to: inbox.address, subject: `Re: Lamp [#${number}]`, text: "Forged" });
  expect(await newest()).toMatchObject({
    state: "quarantined",
    reasonCode: "agent_unproven",
    reasonParams: { address: olga },
    reason: expect.stringContaining("not proven"),
  });
  expect(await conversations()).toHaveLength(1);
});

test("a proven agent's answer that was not sent to their address is a note, never a reply", async () => {
  const { id } = await conversation();
  const { number } = await owner.call(getConversation, { params: { id } });
  await writeProven({ from: olga, to: inbox.address, subject: `Re: Lamp [#${number}]`, text: "By the way" });
  expect((await messagesOf(id)).at(-1)).toMatchObject({ kind: "note", text: "By the way" });
  expect(peer.got).toEqual([]);
});

test("whoever was deactivated, or lost sight of the conversation, answers nothing", async () => {
  const leaver = await newAgent(house, owner.workspaceId);
  const other = await newAgent(house, owner.workspaceId);
  const { id, reply } = await conversation(leaver);
  const { addresses } = await other.call(createMailAddress, { params: { id } });
  await owner.call(changeInbox, { params: { id: inbox.id }, body: { restricted: true } });
  await writeProven({ from: await emailOf(other), to: addresses?.reply ?? "", text: "Still here" });
  expect(await newest()).toMatchObject({ state: "quarantined", reasonCode: "agent_no_access" });
  await owner.call(deactivateAgent, { params: { id: leaver.id }, body: {} });
  await house.runReactions();
  await writeProven({ from: await emailOf(leaver), to: reply, text: "Good bye" });
  expect((await newest())?.state).toBe("quarantined");
  expect(await messagesOf(id)).toHaveLength(1);
  expect(peer.got).toEqual([]);
});

test("a robot that answers for an agent says nothing to anybody", async () => {
  const { id, reply } = await conversation();
  const headers = { "Auto-Submitted": "auto-replied" };
  await writeProven({ from: olga, to: reply, subject: "Out of office", text: "I am away", headers });
  expect(await newest()).toMatchObject({ state: "rejected", reasonCode: "auto_reply" });
  expect(await messagesOf(id)).toHaveLength(1);
});

test("who is new in a mail is marked, and who is missing told", async () => {
  const { id } = await conversation();
  const { number } = await owner.call(getConversation, { params: { id } });
  const subject = `Re: Broken lamp [#${number}]`;
  const cc = ["boss@customer.example", inbox.address];
  await outside.write({ from: writer, to: inbox.address, cc, subject, text: "My boss reads along" });
  expect((await messagesOf(id)).at(-1)?.mail).toMatchObject({
    newPeople: [{ address: "boss@customer.example" }],
    gonePeople: [],
  });
  await outside.write({ from: writer, to: inbox.address, subject, text: "Without him" });
  expect((await messagesOf(id)).at(-1)?.mail).toMatchObject({
    newPeople: [],
    gonePeople: [{ address: "boss@customer.example" }],
  });
});
