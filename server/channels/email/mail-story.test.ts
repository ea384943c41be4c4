import { generateKeyPairSync } from "node:crypto";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getConversation } from "../../../shared/conversations.ts";
import { listInbound, retryDelivery } from "../../../shared/email.ts";
import { getMailStory } from "../../../shared/mail-story.ts";
import { listMessages } from "../../../shared/messages.ts";
import { sendReply, writeNote } from "../../../shared/replies.ts";
import { newAgent, newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type MailPeer, newInbox, type Outside, openOutside, openPeer } from "../../../test/mail-peer.ts";
import { type NameServer, openNameServer } from "../../../test/name-server.ts";

let house: TestHouse;
let peer: MailPeer;
let outside: Outside;
let names: NameServer;
let owner: Person;
let inbox: Awaited<ReturnType<typeof newInbox>>;
const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "der" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

beforeAll(async () => {
  names = await openNameServer();
  names.txt.set("k1._domainkey.signed.example", [`v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`]);
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

async function newest() {
  const { items } = await owner.call(listInbound);
  const conversation = await owner.call(getConversation, {
    params: { id: items[0]?.conversationId ?? "" },
  });
  const messages = await owner.call(listMessages, { params: { id: conversation.id } });
  return { conversation, messageId: messages.items.at(-1)?.id ?? "" };
}

const storyOf = (id: string, person = owner) => person.call(getMailStory, { params: { id } });

async function answered(conversationId: string) {
  const dueAt = new Date(house.clock.now().getTime() + 86_400_000).toISOString();
  const reply = await owner.call(sendReply, {
    params: { id: conversationId },
    body: { text: "An answer", then: { state: "open", promise: { text: "Look", dueAt } } },
  });
  await house.runReactions();
  return reply.id;
}

test("a signed mail tells which server brought it, who signed it, and that it began a conversation", async () => {
  const transport = createTransport({ host: "127.0.0.1", port: outside.port, ignoreTLS: true });
  await transport.sendMail({
    from: "Ada <ada@signed.example>",
    to: inbox.address,
    subject: "Signed",
    text: "Hello",
    dkim: { domainName: "signed.example", keySelector: "k1", privateKey },
  });
  transport.close();
  await house.runReactions();
  const { incoming, deliveries } = await storyOf((await newest()).messageId);

  expect(incoming).toMatchObject({
    source: "smtp",
    inboxName: "Support",
    envelopeFrom: "ada@signed.example",
    envelopeTo: [inbox.address],
    remoteIp: "127.0.0.1",
    findings: {
      dkim: [{ result: "pass", domain: "signed.example", aligned: true }],
      proven: true,
      joined: "new",
      flaws: [],
    },
  });
  expect(deliveries).toEqual([]);
});

test("an answer tells that it joined by what it answers, and what was wrong with it", async () => {
  await outside.write({ from: "bo@plain.example", to: inbox.address, subject: "Lamp", text: "Dark" });
  const { conversation } = await newest();
  await answered(conversation.id);
  const answer = peer.to("bo@plain.example").at(-1)?.messageId;
  await outside.writeRaw(
    { from: "bo@plain.example", to: [inbox.address] },
    `From: bo@plain.example\r\nTo: ${inbox.address}\r\nSubject: Re\r\nIn-Reply-To: <${answer}>\r\n\r\nStill dark\r\n`,
  );
  const story = await storyOf((await newest()).messageId);

  expect(story.incoming?.findings).toMatchObject({
    joined: "answer",
    proven: false,
    why: "neither signed nor sent from an allowed server",
    flaws: expect.arrayContaining(["no date"]),
  });
});

test("each copy of an answer tells every state it had, with the server's own words", async () => {
  await outside.write({ from: "cy@plain.example", to: inbox.address, subject: "Bell", text: "Silent" });
  const { conversation } = await newest();
  peer.faults.push({ at: "rcpt", code: 450, line: "4.2.0 Greylisted, come back" });
  const messageId = await answered(conversation.id);
  await house.settle();
  const before = (await storyOf(messageId)).deliveries[0];
  expect(before).toMatchObject({ to: "cy@plain.example", state: "deferred", attempts: 1 });
  expect(before?.reason).toContain("Greylisted, come back");

  await owner.call(retryDelivery, { params: { id: before?.id ?? "" } });
  await house.settle();
  const after = (await storyOf(messageId)).deliveries[0];
  expect(after?.state).toBe("sent");
  expect(after?.messageId).toBe(peer.to("cy@plain.example").at(-1)?.messageId);
  expect(after?.steps.map(({ state }) => state)).toEqual(["queued", "deferred", "queued", "sent"]);
  expect(after?.steps[1]?.reason).toContain("Greylisted, come back");
});

test("a note has no story, and whoever may not see a message hears nothing of its mail", async () => {
  await outside.write({ from: "di@plain.example", to: inbox.address, subject: "Note", text: "Hm" });
  const { conversation, messageId } = await newest();
  const note = await owner.call(writeNote, { params: { id: conversation.id }, body: { text: "Aha" } });
  expect(await storyOf(note.id)).toEqual({ incoming: null, deliveries: [] });

  const stranger = await newAgent(house, owner.actor.workspaceId, "collaborator");
  expect(await stranger.try(getMailStory, { params: { id: messageId } })).toMatchObject({ status: 404 });
});
