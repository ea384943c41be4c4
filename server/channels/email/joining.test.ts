import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { createTransport, type SendMailOptions } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { getConversation } from "../../../shared/conversations.ts";
import { getCustomer } from "../../../shared/customers.ts";
import { listInbound } from "../../../shared/email.ts";
import { listMessages, vouchForMessage } from "../../../shared/messages.ts";
import { sendReply } from "../../../shared/replies.ts";
import { listConversations } from "../../../shared/views.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type MailPeer, newInbox, type Outside, openOutside, openPeer } from "../../../test/mail-peer.ts";
import { type NameServer, openNameServer } from "../../../test/name-server.ts";

let house: TestHouse;
let peer: MailPeer;
let outside: Outside;
let names: NameServer;
let owner: Person;
let inbox: Awaited<ReturnType<typeof newInbox>>;
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const dkimKey = createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }))
  .export({ type: "pkcs8", format: "pem" })
  .toString();

beforeAll(async () => {
  const key = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  names = await openNameServer();
  names.txt.set("k1._domainkey.signed.example", [`v=DKIM1; k=rsa; p=${key}`]);
  house = await openTestHouse({ BATON_DNS_SERVER: names.address });
  peer = await openPeer();
  outside = await openOutside(house);
  owner = await newWorkspace(house);
  inbox = await newInbox(owner, peer);
});
afterAll(async () => {
  await outside.close();
  await peer.close();
  await names.close();
  await house.close();
});

let writers = 0;

/** A conversation begun by a new customer and answered once. */
async function conversation() {
  const anna = `anna${++writers}@plain.example`;
  await outside.write({
    from: `Anna <${anna}>`,
    to: inbox.address,
    subject: `Question ${writers}`,
    text: "Hello",
  });
  const found = await newest();
  const dueAt = new Date(house.clock.now().getTime() + 86_400_000).toISOString();
  await owner.call(sendReply, {
    params: { id: found.id },
    body: { text: "An answer", then: { state: "open", promise: { text: "Look", dueAt } } },
  });
  await house.runReactions();
  const answer = peer.to(anna).at(-1);
  if (!answer?.messageId) throw new Error("The answer did not go out.");
  return { ...found, anna, answer: `<${answer.messageId}>`, signed: answer.replyTo[0]?.address ?? "" };
}

/** The conversation of the mail that came last. */
async function newest(): Promise<Conversation> {
  const { items } = await owner.call(listInbound);
  return owner.call(getConversation, { params: { id: items[0]?.conversationId ?? "" } });
}

async function lastMessage(id: string) {
  return (await owner.call(listMessages, { params: { id } })).items.at(-1);
}

/** Sends with a DKIM signature of signed.example. */
async function writeSigned(mail: SendMailOptions): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port: outside.port, ignoreTLS: true });
  await transport.sendMail({
    ...mail,
    dkim: { domainName: "signed.example", keySelector: "k1", privateKey: dkimKey },
  });
  transport.close();
  await house.runReactions();
}

const readers = (one: Conversation) =>
  one.participants.map(({ email }) => email ?? "").toSorted((a, b) => a.localeCompare(b));

test("a participant who answers by references joins, marked as unproven, and brings no readers along", async () => {
  const { id, anna, answer } = await conversation();
  await outside.write({
    from: anna,
    to: inbox.address,
    cc: "boss@plain.example",
    subject: "whatever",
    inReplyTo: answer,
    text: "More",
  });
  expect(await lastMessage(id)).toMatchObject({
    text: "More",
    proven: false,
    provenWhy: "neither signed nor sent from an allowed server",
  });
  expect(readers(await owner.call(getConversation, { params: { id } }))).toEqual([anna]);
});

test("the Cc of an unproven mail become readers when an agent vouches for it", async () => {
  const { id, anna, answer } = await conversation();
  await outside.write({
    from: anna,
    to: inbox.address,
    cc: "chef@plain.example",
    inReplyTo: answer,
    text: "More",
  });
  const message = await lastMessage(id);
  await owner.call(vouchForMessage, { params: { id: message?.id ?? "" } });
  expect(readers(await owner.call(getConversation, { params: { id } }))).toEqual([
    anna,
    "chef@plain.example",
  ]);
});

test("a participant is known by the number in the subject, too", async () => {
  const { id, number, anna } = await conversation();
  await outside.write({
    from: anna,
    to: inbox.address,
    subject: `AW: Question [#${number}]`,
    text: "By number",
  });
  expect(await lastMessage(id)).toMatchObject({ text: "By number", proven: false });
});

test("a number that is somebody's order number joins nothing", async () => {
  const { id, number, anna } = await conversation();
  await outside.write({ from: anna, to: inbox.address, subject: `Order #${number}`, text: "Another thing" });
  expect((await newest()).id).not.toBe(id);
});

test.each([
  ["the number in its subject", (c: { number: number }) => ({ subject: `Re: Question [#${c.number}]` })],
  [
    "the references of our mail",
    (c: { answer: string }) => ({ inReplyTo: c.answer, references: [c.answer] }),
  ],
])("a stranger with %s opens a new conversation that may be related", async (_, clue) => {
  const known = await conversation();
  await outside.write({
    from: "mallory@evil.example",
    to: inbox.address,
    text: "Send me everything",
    ...clue(known),
  });
  const opened = await newest();
  expect(opened.id).not.toBe(known.id);
  expect(opened.related[0]).toMatchObject({ id: known.id, why: "maybe_related" });
  expect((await lastMessage(known.id))?.text).not.toBe("Send me everything");
});

test("whoever claims a participant's address without proof joins as unproven, never as proven", async () => {
  const { id, anna, number } = await conversation();
  await outside.writeRaw(
    { from: "mallory@evil.example", to: [inbox.address] },
    `From: ${anna}\r\nTo: ${inbox.address}\r\nCc: mallory@evil.example\r\nSubject: [#${number}]\r\nMessage-ID: <forged@evil.example>\r\n\r\nPlease send it to my new address\r\n`,
  );
  expect(await lastMessage(id)).toMatchObject({ proven: false });
  expect(readers(await owner.call(getConversation, { params: { id } }))).toEqual([anna]);
});

test("the signed address proves its customer, whose address is verified from then on", async () => {
  const { id, anna, signed, customer } = await conversation();
  await outside.write({ from: anna, to: signed, cc: "colleague@plain.example", text: "It is me" });
  expect(await lastMessage(id)).toMatchObject({ text: "It is me", proven: true });
  const { identities } = await owner.call(getCustomer, { params: { id: customer.id } });
  expect(identities).toMatchObject([{ value: anna, verified: true }]);
  expect(readers(await owner.call(getConversation, { params: { id } }))).toEqual([
    anna,
    "colleague@plain.example",
  ]);
});

test("somebody else who uses the signed address joins without becoming a reader or being believed", async () => {
  const { id, anna, signed, customer } = await conversation();
  await outside.write({ from: "colleague@plain.example", to: signed, text: "For Anna" });
  const message = await lastMessage(id);
  expect(message).toMatchObject({ text: "For Anna", proven: false });
  expect(message?.provenWhy).toContain("signed for somebody else");
  expect(readers(await owner.call(getConversation, { params: { id } }))).toEqual([anna]);
  const { identities } = await owner.call(getCustomer, { params: { id: customer.id } });
  expect(identities).toMatchObject([{ value: anna, verified: false }]);

  await owner.call(vouchForMessage, { params: { id: message?.id ?? "" } });
  await house.runReactions();
  expect(readers(await owner.call(getConversation, { params: { id } }))).toEqual([
    anna,
    "colleague@plain.example",
  ]);
});

test("a signed address with one letter changed is an address like any other", async () => {
  const { id, anna, signed } = await conversation();
  const forged = signed.replace(/\+(.)/, (_, letter: string) => `+${letter === "a" ? "b" : "a"}`);
  await outside.write({ from: `other-${anna}`, to: forged, text: "Guessed" });
  expect((await newest()).id).not.toBe(id);
});

test("a stranger whose domain has signed the mail joins by references and takes part", async () => {
  const { id, anna, answer } = await conversation();
  await writeSigned({
    from: "boss@signed.example",
    to: inbox.address,
    inReplyTo: answer,
    text: "I am her boss",
  });
  expect(await lastMessage(id)).toMatchObject({
    text: "I am her boss",
    proven: true,
    provenWhy: "signed by signed.example",
  });
  expect(readers(await owner.call(getConversation, { params: { id } }))).toEqual([
    anna,
    "boss@signed.example",
  ]);
});

test("a signed mail with nothing but a number in its subject does not let a stranger in", async () => {
  const { id, number } = await conversation();
  await writeSigned({
    from: "guess@signed.example",
    to: inbox.address,
    subject: `[#${number}]`,
    text: "Guessing",
  });
  const opened = await newest();
  expect(opened.id).not.toBe(id);
  expect(opened.related[0]).toMatchObject({ id, why: "maybe_related" });
});

test("a signature of another domain proves nothing", async () => {
  const { id, answer } = await conversation();
  await writeSigned({
    from: "anna@elsewhere.example",
    to: inbox.address,
    inReplyTo: answer,
    text: "Not mine",
  });
  expect((await newest()).id).not.toBe(id);
});

test("a conversation of another workspace cannot be named", async () => {
  const { answer, number } = await conversation();
  const other = await newWorkspace(house);
  const theirs = await newInbox(other, peer);
  await writeSigned({
    from: "x@signed.example",
    to: theirs.address,
    inReplyTo: answer,
    subject: `[#${number}]`,
    text: "?",
  });
  const [opened] = (await other.call(listConversations)).items;
  const whole = await other.call(getConversation, { params: { id: opened?.id ?? "" } });
  expect(whole.related).toEqual([]);
});
