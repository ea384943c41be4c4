import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { createTransport, type SendMailOptions } from "nodemailer";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Inbox, listInbound } from "../../shared/email.ts";
import { assign } from "../../shared/handovers.ts";
import { listMessages } from "../../shared/messages.ts";
import * as api from "../../shared/notifications.ts";
import { writeNote } from "../../shared/replies.ts";
import * as sides from "../../shared/side-conversations.ts";
import { listConversations } from "../../shared/views.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { type MailPeer, newInbox, type Outside, openOutside, openPeer } from "../../test/mail-peer.ts";
import { type NameServer, openNameServer } from "../../test/name-server.ts";

let house: TestHouse;
let peer: MailPeer;
let outside: Outside;
let names: NameServer;
let owner: Person;
let ben: Person;
let inbox: Inbox;
let address = "";
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signing = createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }))
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
  ben = await newAgent(house, owner.workspaceId, "agent", "Ben");
  inbox = await newInbox(owner, peer, { acknowledge: false });
  const row = await house.system
    .selectFrom("agents")
    .select("email")
    .where("id", "=", ben.id)
    .executeTakeFirstOrThrow();
  address = row.email;
  const mailed = { app: true, push: false, mail: "now" as const };
  const { ways } = api.usualSettings;
  const told = {
    given: mailed,
    replied: mailed,
    mentioned: mailed,
    side_asked: mailed,
    side_answered: mailed,
  };
  const body = { ...api.usualSettings, ways: { ...ways, ...told } };
  await ben.call(api.setNoticeSettings, { body });
  peer.got.length = 0;
});

/** A conversation of Anna that is Ben's. */
async function given(subject = "Broken lamp"): Promise<string> {
  await outside.write({
    from: "Anna <anna@customer.example>",
    to: inbox.address,
    subject,
    text: "It is dark",
  });
  const { items } = await owner.call(listConversations);
  const id = items.find((each) => each.subject === subject)?.id ?? "";
  await owner.call(assign, { params: { id }, body: { agentId: ben.id } });
  await house.settle();
  return id;
}

/** What Ben was mailed two minutes later. */
async function noticed() {
  house.clock.set(new Date(house.clock.now().getTime() + 120_000));
  await house.settle();
  return peer.to(address).at(-1);
}

async function answer(mail: SendMailOptions, proven = true): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port: outside.port, ignoreTLS: true });
  const dkim = { domainName: "workshop.example", keySelector: "k1", privateKey: signing };
  await transport.sendMail({ from: `Ben <${address}>`, ...mail, ...(proven && { dkim }) });
  transport.close();
  await house.runReactions();
}

const messagesOf = async (id: string) => (await owner.call(listMessages, { params: { id } })).items;
const newest = async () => (await owner.call(listInbound)).items[0];

/** The notification as a mail program puts it below the answer, without a mark before its lines. */
const quoting = (words: string, notice: { text: string } | undefined) => `${words}\n\n${notice?.text ?? ""}`;

test("the answer to a notification is the reply to the customer, without what the notification said", async () => {
  const id = await given();
  const notice = await noticed();
  const to = notice?.replyTo[0]?.address ?? "";
  expect(to).toMatch(/^support\d+\+[a-z2-7]{32}@shop\.example$/);
  expect(notice?.text).toContain("Write above this line to answer Anna.");
  await answer({ to, subject: `Re: ${notice?.subject}`, text: quoting("A new lamp is on its way.", notice) });
  expect((await messagesOf(id)).at(-1)).toMatchObject({
    kind: "reply",
    direction: "out",
    author: { kind: "agent", id: ben.id },
    text: "A new lamp is on its way.",
  });
  const got = peer.to("anna@customer.example").at(-1);
  expect(got?.text).toContain("A new lamp is on its way.");
  expect(got?.text).not.toContain("Write above");
});

test("the same answer without proof is held, and nobody gets it", async () => {
  const id = await given();
  const notice = await noticed();
  await answer({ to: notice?.replyTo[0]?.address ?? "", text: "Send money to me." }, false);
  expect(await newest()).toMatchObject({ state: "quarantined", reasonCode: "agent_unproven" });
  expect(await messagesOf(id)).toHaveLength(1);
  expect(peer.to("anna@customer.example")).toEqual([]);
});

test("what answers a mention stays among colleagues", async () => {
  const id = await given();
  await noticed();
  await owner.call(writeNote, {
    params: { id },
    body: { text: "@Ben is this one dear?", mentions: [ben.id] },
  });
  await house.settle();
  const notice = await noticed();
  expect(notice?.text).toContain("it becomes a note that only colleagues see");
  await answer({ to: notice?.replyTo[0]?.address ?? "", text: "Yes, very." });
  expect((await messagesOf(id)).at(-1)).toMatchObject({
    kind: "note",
    author: { id: ben.id },
    text: "Yes, very.",
  });
  expect(peer.to("anna@customer.example")).toEqual([]);
});

test("a mail that tells of several conversations leads into none of them", async () => {
  await given("First");
  await given("Second");
  const notice = await noticed();
  expect(notice?.text).toContain("Second");
  expect(notice?.replyTo).toEqual([]);
  expect(notice?.text).not.toContain("above this line");
});

test("in Arabic and German all below the line is left away, too", async () => {
  for (const language of ["ar", "de"]) {
    await house.system.updateTable("agents").set({ language }).where("id", "=", ben.id).execute();
    const id = await given(`In ${language}`);
    const notice = await noticed();
    await answer({ to: notice?.replyTo[0]?.address ?? "", text: quoting("It is done.", notice) });
    expect((await messagesOf(id)).at(-1)).toMatchObject({ direction: "out", text: "It is done." });
  }
});

const later = (hours: number) => new Date(house.clock.now().getTime() + hours * 3_600_000).toISOString();
const sideOf = (id: string, who = owner) => who.call(sides.getSide, { params: { id } });
const saidIn = async (id: string) =>
  (await owner.call(sides.listSideMessages, { params: { id } })).items.map(({ text, author }) => [
    author.name,
    text,
  ]);

/** A conversation of the owner's in which somebody is asked beside it. */
async function askedBeside(asking: Person, to: object): Promise<string> {
  await outside.write({
    from: "Anna <anna@customer.example>",
    to: inbox.address,
    subject: "Lid",
    text: "Gone",
  });
  const [conversation] = (await owner.call(listConversations)).items;
  const { id } = await asking.call(sides.startSide, {
    params: { id: conversation?.id ?? "" },
    body: { to, subject: "Spare lids", text: "Any left?", expectedBy: later(2) },
  });
  await house.settle();
  return id;
}

test("whoever was asked beside a conversation answers the notification, and it is their answer there and nowhere else", async () => {
  const side = await askedBeside(owner, { kind: "agent", id: ben.id });
  const notice = await noticed();
  expect(notice?.text).toContain("Write above this line to answer Olga Owner in the side conversation.");
  expect(notice?.text).toContain(`?side=${side}`);
  expect(notice?.text).toContain("Spare lids");
  const to = notice?.replyTo[0]?.address ?? "";
  await answer({ to, subject: `Re: ${notice?.subject}`, text: quoting("Two on the shelf.", notice) });
  expect(await saidIn(side)).toEqual([
    ["Olga Owner", "Any left?"],
    ["Ben", "Two on the shelf."],
  ]);
  const { state, conversation } = await sideOf(side);
  expect(state).toBe("answered");
  expect(await messagesOf(conversation?.id ?? "")).toHaveLength(1);
  expect(peer.to("anna@customer.example")).toEqual([]);

  // Without proof, from elsewhere, or with nothing said it is held, and nobody becomes a customer by it.
  await answer({ to, text: "Send me money." }, false);
  expect(await newest()).toMatchObject({ state: "quarantined", reasonCode: "agent_unproven" });
  await answer({ to, from: "Eve <eve@workshop.example>", text: "I am Ben." });
  expect(await newest()).toMatchObject({ state: "quarantined", reasonCode: "agent_stranger" });
  await answer({ to, text: " " });
  expect(await newest()).toMatchObject({ state: "quarantined", reasonCode: "agent_empty" });
  await house.system.updateTable("agents").set({ role: "collaborator" }).where("id", "=", ben.id).execute();
  await house.system
    .updateTable("sideConversations")
    .set({ askedAgentId: owner.id })
    .where("id", "=", side)
    .execute();
  await answer({ to, text: "One more." });
  expect(await newest()).toMatchObject({ state: "quarantined", reasonCode: "agent_no_access" });
  expect(await saidIn(side)).toHaveLength(2);
});

test("whoever asks goes on by mail with the one outside, who never learns the colleague's own address", async () => {
  const maker = "mia@maker.example";
  const side = await askedBeside(ben, { kind: "outside", address: maker, name: "Mia Maker" });
  const first = peer.to(maker).at(-1);
  await outside.write({
    from: `Mia Maker <${maker}>`,
    to: first?.replyTo[0]?.address ?? "",
    subject: "Re: Spare lids",
    text: "Three. How many do you want?",
  });
  await house.settle();
  const notice = await noticed();
  expect(notice?.text).toContain("Write above this line to answer Mia Maker in the side conversation.");
  // The time by which an answer was expected has passed: a new one is found.
  house.clock.advance(3 * 3_600_000);
  const to = notice?.replyTo[0]?.address ?? "";
  await answer({ to, text: quoting("All three.", notice), messageId: "<bens-own@workshop.example>" });
  await house.settle();
  expect(await sideOf(side)).toMatchObject({ state: "waiting" });
  expect((await sideOf(side)).expectedBy.getTime()).toBeGreaterThan(house.clock.now().getTime());
  const mail = peer.to(maker).at(-1);
  expect(mail?.text).toContain("All three.");
  expect(mail?.text).not.toContain("Write above");
  expect(mail?.replyTo).toEqual(first?.replyTo);
  expect(mail?.references ?? []).not.toContain("<bens-own@workshop.example>");
  expect(JSON.stringify(mail)).not.toContain(address);
  await answer({ to, text: quoting("All three.", notice), messageId: "<bens-own@workshop.example>" });
  expect(await saidIn(side)).toHaveLength(3);
});
