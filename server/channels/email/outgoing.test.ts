import { createServer, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { renewAttachmentLink, revokeAttachmentLink } from "../../../shared/attachment-links.ts";
import { startConversation } from "../../../shared/conversations.ts";
import { changeInbox, listDeliveries, retryDelivery } from "../../../shared/email.ts";
import { getMessage } from "../../../shared/messages.ts";
import { sendReply } from "../../../shared/replies.ts";
import { getSendingLimits, setSendingLimits } from "../../../shared/sending-limits.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type Got, type MailPeer, newInbox, openPeer } from "../../../test/mail-peer.ts";
import { keepFile } from "../../conversations/file.ts";
import { system } from "../../platform/actor.ts";
import { queueMail } from "./outbox.ts";

let house: TestHouse;
let peer: MailPeer;
let owner: Person;
let inbox = { id: "", address: "" };
beforeAll(async () => {
  house = await openTestHouse();
  peer = await openPeer();
});
afterAll(async () => {
  await peer.close();
  await house.close();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  inbox = await newInbox(owner, peer);
  peer.got.length = 0;
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function upload(content: Buffer, name: string, mediaType: string, as = owner): Promise<string> {
  const stored = await house.files.put(as.workspaceId, content);
  return (await house.work(as.actor, (work) => keepFile(work, stored, { name, mediaType }))).id;
}

interface Words {
  text: string;
  html?: string;
  fileIds?: string[];
}

/** An answer to Anna; returns its message's id and the mail that arrived. */
async function answer(
  words: Words,
  inboxId = inbox.id,
): Promise<{ messageId: string; got: Got | undefined }> {
  const { id } = await owner.call(startConversation, {
    body: { inboxId, customer: { email: "anna@customer.example" }, subject: "Kettle", text: "It leaks" },
  });
  const dueAt = new Date(house.clock.now().getTime() + 86_400_000).toISOString();
  const message = await owner.call(sendReply, {
    params: { id },
    body: { ...words, then: { state: "open", promise: { text: "Look", dueAt } } },
  });
  await house.settle();
  return { messageId: message.id, got: peer.got.at(-1) };
}

test("a picture in the words arrives as a part of the mail, and no address of ours does", async () => {
  const fileId = await upload(png, "lid.png", "image/png");
  const { got } = await answer({
    text: "Like this: lid.png",
    html: `<p>Like <b>this</b>: <img src="/api/files/${fileId}" data-file-id="${fileId}" alt="the lid"></p>`,
  });
  const raw = got?.raw.toString() ?? "";
  expect(raw).toMatch(/content-type: multipart\/related/i);
  const picture = got?.mail.attachments.find(({ name }) => name === "lid.png");
  expect(picture).toMatchObject({ inline: true, mediaType: "image/png" });
  expect(picture?.content.equals(png)).toBe(true);
  expect(got?.mail.html).toContain(`src="cid:${picture?.contentId}"`);
  expect(got?.mail.html).toContain("<b>this</b>");
  expect(got?.mail.html).not.toContain("/api/");
  expect(got?.mail.text).toContain("Like this: lid.png");
});

test("rich words cannot carry an address of the API, a script, or a picture of another message", async () => {
  const other = await upload(png, "secret.png", "image/png");
  const { messageId } = await answer({ text: "first", html: "<p>first</p>" });
  // Past every check of the composer: what stands in the row is what leaves.
  const home = house.config.url;
  await house.system
    .updateTable("messages")
    .set({
      html: `<p onclick="x()">a <a href="${home}/api/files/${other}">file</a> <a href="https://shop.example/">shop</a>
<img src="${home}/api/files/${other}" alt="secret"><img src="/api/files/${other}" data-file-id="${other}"><script>x()</script></p>`,
    })
    .where("id", "=", messageId)
    .execute();
  await house.system.deleteFrom("deliveries").where("messageId", "=", messageId).execute();
  peer.got.length = 0;
  const row = await house.system
    .selectFrom("messages")
    .select("conversationId")
    .where("id", "=", messageId)
    .executeTakeFirstOrThrow();
  await house.work(system(owner.workspaceId, "test"), async (work) =>
    work.record("message.sent", { conversationId: row.conversationId, messageId, channel: "email" }),
  );
  await house.settle();
  const [got] = peer.got;
  expect(got?.mail.html).not.toMatch(/\/api\/|script|onclick|<img/);
  expect(got?.mail.html).toContain("[secret]");
  expect(got?.mail.html).toContain('href="https://shop.example/"');
  expect(got?.mail.attachments).toEqual([]);
});

test("what makes a mail too large goes by link, the largest first, and the mail stays under its limit", async () => {
  await owner.call(setSendingLimits, {
    params: { id: inbox.id },
    body: { largestBytes: 1_000_000, linkDays: 30, automaticPerHour: 10 },
  });
  const small = await upload(Buffer.alloc(200_000, "a"), "small.txt", "text/plain");
  const large = await upload(Buffer.alloc(700_000, "b"), "large.bin", "application/zip");
  const { got, messageId } = await answer({ text: "Here you are.", fileIds: [small, large] });
  expect(got?.mail.attachments.map(({ name }) => name)).toEqual(["small.txt"]);
  expect(got?.raw.length).toBeLessThan(1_000_000);
  const url = /http:\S+\/d\/\S+/.exec(got?.mail.text ?? "")?.[0] ?? "";
  expect(got?.mail.html).toContain(url);
  const path = new URL(url).pathname;

  const shown = await house.app.fastify.inject({ url: path });
  expect([shown.statusCode, shown.headers["referrer-policy"]]).toEqual([200, "no-referrer"]);
  expect(shown.body).toContain("large.bin");
  expect(shown.body).not.toContain("<script");
  const link = async () =>
    (await owner.call(getMessage, { params: { id: messageId } })).attachments.find(
      ({ name }) => name === "large.bin",
    );
  expect((await link())?.link).toMatchObject({ downloads: 0, revokedAt: null });
  await house.app.fastify.inject({ method: "HEAD", url: `${path}/file` });
  const file = await house.app.fastify.inject({ url: `${path}/file` });
  expect(file.rawPayload.equals(Buffer.alloc(700_000, "b"))).toBe(true);
  expect(file.headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "content-type": "application/octet-stream",
    "content-disposition": "attachment; filename*=UTF-8''large.bin",
  });
  expect((await link())?.link).toMatchObject({ downloads: 1 });

  const id = (await link())?.id ?? "";
  await owner.call(revokeAttachmentLink, { params: { id } });
  expect((await house.app.fastify.inject({ url: `${path}/file` })).statusCode).toBe(410);
  await owner.call(renewAttachmentLink, { params: { id } });
  expect((await house.app.fastify.inject({ url: path })).statusCode).toBe(200);
  expect((await link())?.link).toMatchObject({ downloads: 1, revokedAt: null });
  house.clock.advance(31 * 86_400_000);
  expect((await house.app.fastify.inject({ url: path })).statusCode).toBe(410);
  // Not the last letter: it carries fewer bits than another, so that two may mean the same.
  const forged = path.replace(/.(?=.{4}$)/, (one) => (one === "A" ? "B" : "A"));
  expect((await house.app.fastify.inject({ url: `${forged}/file` })).statusCode).toBe(404);
});

test("files that fit go along, and an inbox without limits of its own has the usual ones", async () => {
  expect(await owner.call(getSendingLimits, { params: { id: inbox.id } })).toEqual({
    largestBytes: 10_000_000,
    linkDays: 30,
    automaticPerHour: 10,
  });
  const file = await upload(Buffer.alloc(1_000_000, "c"), "fits.bin", "application/zip");
  const { got } = await answer({ text: "It fits.", fileIds: [file] });
  expect(got?.mail.attachments.map(({ name }) => name)).toEqual(["fits.bin"]);
  expect(got?.mail.text).not.toContain("/d/");
});

/** An automatic mail to Anna. */
const automatic = (number: number, kind: "follow_up" | "account" = "follow_up", inboxId = inbox.id) =>
  house.work(system(owner.workspaceId, "test"), (work) =>
    queueMail(work, {
      kind,
      naturalKey: `${kind} ${number}`,
      to: { name: "", address: number % 2 ? "robot@customer.example" : "Robot@Customer.example" },
      subject: "How was it?",
      text: "How was it?",
      html: "<p>How was it?</p>",
      inboxId,
    }),
  );
const ledger = async () => (await owner.call(listDeliveries)).items;

test("surplus automatic mail to one address is held with its reason, is let go by hand, and flows again after an hour", async () => {
  await owner.call(setSendingLimits, {
    params: { id: inbox.id },
    body: { largestBytes: 10_000_000, linkDays: 30, automaticPerHour: 3 },
  });
  const other = await newInbox(owner, peer);
  for (let i = 0; i < 5; i++) await automatic(i);
  await automatic(5, "follow_up", other.id);
  await automatic(6, "account");
  await house.settle();
  expect(peer.got).toHaveLength(5);
  const held = (await ledger()).filter(({ state }) => state === "held");
  expect(held).toHaveLength(2);
  expect(held[0]?.reason).toMatch(/3 automatic mails .* within an hour/);

  // Neither a change of the inbox nor the clock lets it go: only somebody who looked.
  await owner.call(changeInbox, { params: { id: inbox.id }, body: { name: "Help" } });
  house.clock.advance(2 * 60_000);
  await house.settle();
  expect(peer.got).toHaveLength(5);
  await owner.call(retryDelivery, { params: { id: held[0]?.id ?? "" } });
  await house.settle();
  expect(peer.got).toHaveLength(6);

  house.clock.advance(61 * 60_000);
  await automatic(7);
  await house.settle();
  expect(peer.got).toHaveLength(7);
  expect((await ledger()).filter(({ state }) => state === "held")).toHaveLength(1);
});

test("what people write is never held, however much automatic mail the same address got", async () => {
  await owner.call(setSendingLimits, {
    params: { id: inbox.id },
    body: { largestBytes: 10_000_000, linkDays: 30, automaticPerHour: 1 },
  });
  for (let i = 0; i < 3; i++) await answer({ text: `Answer ${i}` });
  expect(peer.to("anna@customer.example")).toHaveLength(3);
});

/** A server that offers DSN, and keeps what it is told. */
async function openReporting(answered: string) {
  const heard: string[] = [];
  const server = createServer((socket: Socket) => {
    let data = false;
    let rest = "";
    socket.on("error", () => {});
    socket.write("220 dsn.example ESMTP\r\n");
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      rest += chunk;
      for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data) {
          if (line !== ".") continue;
          data = false;
          socket.write(`${answered}\r\n`);
          continue;
        }
        heard.push(line);
        if (/^EHLO/i.test(line)) socket.write("250-dsn.example\r\n250 DSN\r\n");
        else if (/^DATA/i.test(line)) {
          data = true;
          socket.write("354 Go on\r\n");
        } else socket.write("250 2.0.0 Ok\r\n");
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  const { port } = server.address() as { port: number };
  return { heard, port, close: () => new Promise((done) => server.close(done)) };
}

test("a server that offers reports is asked for them, and its id of the mail is kept", async () => {
  const reporting = await openReporting("250 2.0.0 Ok: queued as 4bXy7z1QwSzk");
  const smtp = { host: "127.0.0.1", port: reporting.port, security: "none" as const, user: "" };
  const at = await newInbox(owner, null, { smtp });
  const { messageId } = await answer({ text: "Tell me" }, at.id);
  await reporting.close();
  const row = await house.system
    .selectFrom("deliveries")
    .select(["internetMessageId", "providerId", "state"])
    .where("messageId", "=", messageId)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ state: "sent", providerId: "4bXy7z1QwSzk" });
  const from = reporting.heard.find((line) => line.startsWith("MAIL FROM"));
  expect(from).toContain("RET=HDRS");
  expect(from).toContain(`ENVID=${row.internetMessageId}`);
  const to = reporting.heard.find((line) => line.startsWith("RCPT TO"));
  expect(to).toContain("NOTIFY=SUCCESS,FAILURE,DELAY");
  expect(to).toContain("ORCPT=rfc822;anna@customer.example");
});
