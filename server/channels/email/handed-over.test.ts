import { execFile } from "node:child_process";
import { createHmac, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listInbound } from "../../../shared/email.ts";
import * as api from "../../../shared/inbound-hooks.ts";
import { listMessages } from "../../../shared/messages.ts";
import { listConversations } from "../../../shared/views.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { authenticate } from "../../people/session.ts";
import { openServer } from "../../platform/server.ts";
import { hookRoutes } from "./hook-routes.ts";

const run = promisify(execFile);
let house: TestHouse;
let fastify: FastifyInstance;
let olga: Person;
let inboxId = "";
let address = "";
const fetched: string[] = [];
const amazon = new Map<string, string>();

beforeAll(async () => {
  house = await openTestHouse();
  fastify = await openServer(house);
  const web = { fastify, house, authenticate: (request: never) => authenticate(house, request) };
  hookRoutes(web, async (url) => {
    fetched.push(url);
    return amazon.get(url) ?? "ok";
  });
  await fastify.ready();
});
afterAll(async () => {
  await fastify.close();
  await house.close();
});
beforeEach(async () => {
  olga = await newWorkspace(house);
  ({ id: inboxId, address } = await newInbox(olga, null));
  fetched.length = 0;
});

const newHook = (provider: api.HookProvider, signingKey?: string) =>
  olga.call(api.createInboundHook, { body: { inboxId, provider, ...(signingKey && { signingKey }) } });
const hookOf = async () => (await olga.call(api.listInboundHooks)).items[0];

/** Posts as a provider does, with the secret where its address has it. */
async function post(url: string, body: Buffer | string, headers: Record<string, string>): Promise<number> {
  const target = new URL(url);
  const basic = target.password && {
    authorization: `Basic ${Buffer.from(`${target.username}:${target.password}`).toString("base64")}`,
  };
  const reply = await fastify.inject({
    method: "POST",
    url: target.pathname + target.search,
    headers: { ...headers, ...basic },
    payload: body,
  });
  return reply.statusCode;
}

const json = { "content-type": "application/json" };
const postJson = (url: string, body: unknown) => post(url, JSON.stringify(body), json);

/** A form with text fields, and files as [bytes, name, type]. */
function form(
  fields: Record<string, string | Buffer | [Buffer, string, string]>,
): [Buffer, Record<string, string>] {
  const parts = Object.entries(fields).flatMap(([name, value]) => {
    const [content, file, type] = Array.isArray(value) ? value : [Buffer.from(value as string), "", ""];
    const about = file ? `; filename="${file}"\r\nContent-Type: ${type}` : "";
    return [
      Buffer.from(`--xYzZY\r\nContent-Disposition: form-data; name="${name}"${about}\r\n\r\n`),
      content,
      Buffer.from("\r\n"),
    ];
  });
  return [
    Buffer.concat([...parts, Buffer.from("--xYzZY--\r\n")]),
    { "content-type": "multipart/form-data; boundary=xYzZY" },
  ];
}

const raw = (subject: string) =>
  [
    "From: Ana Ómez <ana@home.example>",
    `To: ${address}`,
    `Subject: ${subject}`,
    `Message-ID: <${subject.replace(/\W/g, "")}@home.example>`,
    "Date: Fri, 20 Nov 2026 10:00:00 +0000",
    "Content-Type: text/plain; charset=iso-8859-1",
    "Content-Transfer-Encoding: 8bit",
    "",
    "The kettle leaks, señor.",
    "",
  ].join("\r\n");

/** What the house made of it: the newest conversation with its first message. */
async function told() {
  await house.runReactions();
  const { items } = await olga.call(listConversations, { query: { view: "all" } });
  const messages = items[0] ? (await olga.call(listMessages, { params: { id: items[0].id } })).items : [];
  return {
    count: items.length,
    conversation: items[0],
    message: messages.find((one) => one.direction === "in"),
  };
}

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("Postmark: the raw mail is taken as it is, the same MessageID twice is one", async () => {
  const { url } = await newHook("postmark");
  const mail = { MessageID: "pm-1", RawEmail: raw("Raw"), OriginalRecipient: address, From: "x@y.example" };
  expect(await postJson(url, mail)).toBe(200);
  expect(await postJson(url, { ...mail, RawEmail: raw("Raw again") })).toBe(200);

  const { count, conversation } = await told();
  expect(count).toBe(1);
  expect(conversation).toMatchObject({ subject: "Raw", customer: { email: "ana@home.example" } });
  const { items } = await olga.call(listInbound);
  expect(items).toMatchObject([{ source: "hook", state: "stored", inboxId }]);
});

test("Postmark without the raw mail: rebuilt with its headers, both texts, files and the image shown within", async () => {
  const { url } = await newHook("postmark");
  await postJson(url, {
    MessageID: "pm-2",
    FromFull: { Email: "ana@home.example", Name: 'Ana "Anni" Ö.' },
    To: `"Help" <${address}>`,
    Cc: "bo@home.example",
    Subject: "Grüße & mehr",
    Date: "Fri, 20 Nov 2026 10:00:00 +0000",
    TextBody: "Hallo,\n\nder Kessel tropft — schlimm!",
    HtmlBody: '<p>Hallo,</p><p>der Kessel <b>tropft</b> <img src="cid:pic@x"></p>',
    Headers: [
      { Name: "Message-ID", Value: "<orig-1@home.example>" },
      { Name: "Return-Path", Value: "<ana@home.example>" },
      { Name: "Content-Type", Value: "text/plain" },
    ],
    Attachments: [
      {
        Name: "Rechnung.pdf",
        Content: Buffer.from("%PDF").toString("base64"),
        ContentType: "application/pdf",
      },
      { Name: "pic.png", Content: png.toString("base64"), ContentType: "image/png", ContentID: "pic@x" },
    ],
  });

  const { conversation, message } = await told();
  expect(conversation).toMatchObject({
    subject: "Grüße & mehr",
    customer: { name: 'Ana "Anni" Ö.', email: "ana@home.example" },
  });
  expect(message?.text).toContain("der Kessel tropft — schlimm!");
  expect(message?.cc).toMatchObject([{ address: "bo@home.example" }]);
  expect(message?.attachments).toMatchObject([
    { name: "Rechnung.pdf", mediaType: "application/pdf", inline: false, size: 4 },
    { name: "pic.png", inline: true, size: png.length },
  ]);
});

test("SendGrid: the raw mail keeps its own charset, byte for byte, and the envelope is believed", async () => {
  const { url } = await newHook("sendgrid");
  const mail = Buffer.from(raw("Raw by form"), "latin1");
  const envelope = JSON.stringify({ to: [address], from: "bounces@home.example" });
  expect(await post(url, ...form({ email: mail, envelope, sender_ip: "198.51.100.7" }))).toBe(200);
  expect(await post(url, ...form({ email: mail, envelope, sender_ip: "198.51.100.7" }))).toBe(200);

  const { count, message } = await told();
  expect(count).toBe(1);
  expect(message?.text).toBe("The kettle leaks, señor.");
  const { items } = await olga.call(listInbound);
  expect(items).toMatchObject([{ envelopeFrom: "bounces@home.example" }]);
});

test("SendGrid taken apart: header lines, texts in their charsets and files with content ids come together again", async () => {
  const { url } = await newHook("sendgrid");
  const status = await post(
    url,
    ...form({
      headers: `From: =?utf-8?B?${Buffer.from("Ana Ö.").toString("base64")}?= <ana@home.example>\nTo: ${address}\nSubject: A folded\n subject\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=gone\n`,
      text: Buffer.from("Grüße", "latin1"),
      html: '<p>Grüße <img src="cid:img1"></p>',
      charsets: '{"text":"iso-8859-1","html":"utf-8"}',
      "attachment-info": '{"attachment1":{"filename":"bild.png","type":"image/png","content-id":"img1"}}',
      attachment1: [png, "bild.png", "image/png"],
    }),
  );

  const { conversation, message } = await told();
  expect(status).toBe(200);
  expect(conversation).toMatchObject({ subject: "A folded subject", customer: { name: "Ana Ö." } });
  expect(message?.text).toContain("Grüße");
  expect(message?.attachments).toMatchObject([{ name: "bild.png", inline: true }]);
});

test("SendGrid with a verification key: only what it signed is taken", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const { url } = await newHook(
    "sendgrid",
    publicKey.export({ format: "der", type: "spki" }).toString("base64"),
  );
  const [body, headers] = form({ email: raw("Signed") });
  const signature = (over: Buffer) =>
    sign("sha256", Buffer.concat([Buffer.from("1795"), over]), privateKey).toString("base64");
  const signed = (over: Buffer) => ({
    ...headers,
    "x-twilio-email-event-webhook-signature": signature(over),
    "x-twilio-email-event-webhook-timestamp": "1795",
  });

  expect(await post(url, body, headers)).toBe(403);
  expect(await post(url, body, signed(Buffer.from("else")))).toBe(403);
  expect(await hookOf()).toMatchObject({
    signed: true,
    lastMailAt: null,
    lastRefusal: "SendGrid's signature does not hold.",
  });
  expect(await post(url, body, signed(body))).toBe(200);
  expect((await told()).count).toBe(1);
});

const mailgunKey = "key-1234";
function mailgunSigned(
  fields: Record<string, string | Buffer | [Buffer, string, string]>,
  key = mailgunKey,
  age = 0,
) {
  const timestamp = String(Math.floor(house.clock.now().getTime() / 1000) - age);
  const token = `token${Math.floor(age)}`;
  const signature = createHmac("sha256", key)
    .update(timestamp + token)
    .digest("hex");
  return form({ ...fields, timestamp, token, signature });
}

test("Mailgun: signed by the key and not too old, else refused with the reason on the hook", async () => {
  const { url } = await newHook("mailgun", mailgunKey);
  const mail = { "body-mime": raw("By route"), recipient: address, sender: "ana@home.example" };
  expect(await post(url, ...mailgunSigned(mail, "wrong"))).toBe(403);
  expect(await hookOf()).toMatchObject({ lastRefusal: expect.stringContaining("Check the signing key") });
  expect(await post(url, ...mailgunSigned(mail, mailgunKey, 11 * 3600))).toBe(403);
  expect(await post(url, ...form(mail))).toBe(403);
  expect((await told()).count).toBe(0);

  expect(await post(url, ...mailgunSigned(mail))).toBe(200);
  expect(await post(url, ...mailgunSigned(mail, mailgunKey, 60))).toBe(200);
  expect((await told()).count).toBe(1);
  expect((await hookOf())?.lastMailAt).not.toBeNull();
});

test("Mailgun as a urlencoded form, and taken apart", async () => {
  const { url } = await newHook("mailgun", mailgunKey);
  const timestamp = String(Math.floor(house.clock.now().getTime() / 1000));
  const signature = createHmac("sha256", mailgunKey).update(`${timestamp}t1`).digest("hex");
  const body = new URLSearchParams({
    recipient: address,
    sender: "ana@home.example",
    "message-headers": JSON.stringify([
      ["From", "Ana <ana@home.example>"],
      ["Subject", "Über+uns & 100%"],
      ["To", address],
    ]),
    "body-plain": "Plus + and % and ü\r\nend",
    timestamp,
    token: "t1",
    signature,
  }).toString();

  expect(await post(url, body, { "content-type": "application/x-www-form-urlencoded" })).toBe(200);
  const { conversation, message } = await told();
  expect(conversation?.subject).toBe("Über+uns & 100%");
  expect(message?.text).toBe("Plus + and % and ü\nend");
});

test("the null path is known as such: such a mail opens nothing", async () => {
  const { url } = await newHook("mailgun", mailgunKey);
  expect(
    await post(url, ...mailgunSigned({ "body-mime": raw("Null"), recipient: address, sender: "" })),
  ).toBe(200);
  expect((await told()).count).toBe(0);
  const { items } = await olga.call(listInbound);
  expect(items).toMatchObject([{ state: "rejected", envelopeFrom: "<>" }]);
});

test("Mailgun needs its signing key at once", async () => {
  expect((await olga.try(api.createInboundHook, { body: { inboxId, provider: "mailgun" } })).status).toBe(
    422,
  );
});

const snsHost = "https://sns.eu-west-1.amazonaws.com";
const topic = "arn:aws:sns:eu-west-1:1:mail";

/** A certificate of Amazon's, as far as the house can tell. */
async function amazonCertificate(name: string) {
  const folder = mkdtempSync(join(tmpdir(), "baton-sns-"));
  const [key, cert] = [join(folder, "key"), join(folder, "cert")];
  const request = [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-days",
    "3650",
    "-subj",
    "/CN=sns.amazonaws.com",
  ];
  await run("openssl", [...request, "-keyout", key, "-out", cert]);
  const pair = { privateKey: createPrivateKey(readFileSync(key)), url: `${snsHost}/${name}.pem` };
  amazon.set(pair.url, readFileSync(cert, "utf8"));
  rmSync(folder, { recursive: true });
  return pair;
}

function sns(
  certificate: Awaited<ReturnType<typeof amazonCertificate>>,
  more: Record<string, string>,
  version: "1" | "2" = "2",
) {
  const message: Record<string, string> = {
    Type: "Notification",
    MessageId: "m-1",
    TopicArn: topic,
    Message: "",
    Timestamp: "2026-11-20T10:00:00.000Z",
    SignatureVersion: version,
    SigningCertURL: certificate.url,
    ...more,
  };
  const parts =
    message["Type"] === "Notification"
      ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
      : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
  const text = parts
    .filter((part) => message[part] !== undefined)
    .map((part) => `${part}\n${message[part]}\n`)
    .join("");
  const hash = version === "2" ? "sha256" : "sha1";
  return { ...message, Signature: sign(hash, Buffer.from(text), certificate.privateKey).toString("base64") };
}

const received = (
  subject: string,
  content: string | undefined = Buffer.from(raw(subject), "latin1").toString("base64"),
) =>
  JSON.stringify({
    notificationType: "Received",
    mail: { messageId: subject, source: "ana@home.example" },
    receipt: { recipients: [address], action: { type: "SNS", encoding: "BASE64" } },
    content,
  });

const plain = { "content-type": "text/plain; charset=UTF-8" };
const postSns = (url: string, message: unknown) => post(url, JSON.stringify(message), plain);

test("SES by SNS: the subscription is confirmed at Amazon, mail is taken, and the same mail twice is one", async () => {
  const certificate = await amazonCertificate("one");
  const { url } = await newHook("ses");
  const SubscribeURL = `${snsHost}/?Action=ConfirmSubscription&Token=t`;
  const confirmation = {
    Type: "SubscriptionConfirmation",
    Token: "t",
    SubscribeURL,
    Message: "You have chosen",
  };
  expect(await postSns(url, sns(certificate, confirmation))).toBe(200);
  expect(fetched).toEqual([certificate.url, SubscribeURL]);
  expect(await hookOf()).toMatchObject({ topic, signed: true });

  expect(await postSns(url, sns(certificate, { Message: received("By SNS"), Subject: "Amazon SES" }))).toBe(
    200,
  );
  expect(await postSns(url, sns(certificate, { Message: received("By SNS"), MessageId: "m-2" }, "1"))).toBe(
    200,
  );
  const { count, message } = await told();
  expect(count).toBe(1);
  expect(message?.text).toBe("The kettle leaks, señor.");
});

test("SNS that was changed, comes from elsewhere or belongs to another topic is refused, and nobody else is asked", async () => {
  const certificate = await amazonCertificate("two");
  const { url } = await newHook("ses");
  const good = sns(certificate, { Message: received("Forged") });
  const at = (SigningCertURL: string) =>
    sns({ ...certificate, url: SigningCertURL }, { Message: received("Forged") });

  expect(await postSns(url, { ...good, Message: received("Changed") })).toBe(403);
  fetched.length = 0;
  for (const place of [
    "https://sns.eu-west-1.amazonaws.com.thief.example/a.pem",
    "https://thief.example/sns.eu-west-1.amazonaws.com/a.pem",
    "http://sns.eu-west-1.amazonaws.com/a.pem",
    "https://sns.eu-west-1.amazonaws.com:8443/a.pem",
    "https://sns.eu-west-1.amazonaws.com@169.254.169.254/a.pem",
    "https://s3.amazonaws.com/bucket/a.pem",
    "https://sns.eu-west-1.amazonaws.com/a.txt",
    "file:///etc/passwd",
  ])
    expect(await postSns(url, at(place))).toBe(403);
  const elsewhere = {
    Type: "SubscriptionConfirmation",
    Token: "t",
    SubscribeURL: "http://169.254.169.254/",
    Message: "x",
  };
  expect(await postSns(url, sns(certificate, elsewhere))).toBe(403);
  expect(fetched).toEqual([]);

  const SubscribeURL = `${snsHost}/?Token=t`;
  await postSns(
    url,
    sns(certificate, { Type: "SubscriptionConfirmation", Token: "t", SubscribeURL, Message: "x" }),
  );
  const other = sns(certificate, { Message: received("Other"), TopicArn: "arn:aws:sns:eu-west-1:2:theirs" });
  expect(await postSns(url, other)).toBe(403);
  expect((await told()).count).toBe(0);
});

test("SES that keeps the mail in S3 is told what to change", async () => {
  const certificate = await amazonCertificate("three");
  const { url } = await newHook("ses");
  const { content: _, ...without } = JSON.parse(received("In S3")) as Record<string, unknown>;
  expect(await postSns(url, sns(certificate, { Message: JSON.stringify(without) }))).toBe(422);
  expect((await hookOf())?.lastRefusal).toContain("publish to SNS itself");
});

test("without the secret there is nothing, whatever is sent, and a removed hook is gone", async () => {
  const { hook, url } = await newHook("postmark");
  const mail = { MessageID: "pm-9", RawEmail: raw("No"), OriginalRecipient: address };
  const bare = new URL(url);
  bare.password = "";
  bare.username = "";
  expect(await postJson(bare.href, mail)).toBe(404);
  bare.searchParams.set("token", "guessed");
  expect(await postJson(bare.href, mail)).toBe(404);
  expect(await postJson(url.replace(hook.id, "no-uuid"), mail)).toBe(404);
  await olga.call(api.removeInboundHook, { params: { id: hook.id } });
  expect(await postJson(url, mail)).toBe(404);
  expect((await told()).count).toBe(0);
});

test("what is no mail is refused, with the reason on the hook", async () => {
  const { url } = await newHook("postmark");
  expect(await post(url, "not json", json)).toBe(422);
  expect(await postJson(url, { hello: "there" })).toBe(422);
  expect((await hookOf())?.lastRefusal).toContain("not what Postmark sends");
});

test("a mail for several inboxes of the workspace reaches each, one for a stranger's only the hook's own", async () => {
  const { url } = await newHook("sendgrid");
  const second = await newInbox(olga, null);
  const stranger = await newWorkspace(house);
  const foreign = await newInbox(stranger, null);
  const envelope = JSON.stringify({ to: [address, second.address, foreign.address], from: "a@home.example" });
  await post(url, ...form({ email: raw("To many"), envelope }));

  await house.runReactions();
  const { items } = await olga.call(listInbound);
  expect(items).toHaveLength(2);
  expect(new Set(items.map((item) => item.inboxId))).toEqual(new Set([inboxId, second.id]));
  expect((await stranger.call(listInbound)).items).toEqual([]);
});

test("while the database cannot keep it, the provider is told to come again", async () => {
  const { url } = await newHook("postmark");
  await house.system.schema.alterTable("inbound_mails").renameTo("inbound_mails_away").execute();
  const mail = { MessageID: "pm-10", RawEmail: raw("Later"), OriginalRecipient: address };
  expect(await postJson(url, mail)).toBeGreaterThanOrEqual(500);
  await house.system.schema.alterTable("inbound_mails_away").renameTo("inbound_mails").execute();
  expect(await postJson(url, mail)).toBe(200);
  expect((await told()).count).toBe(1);
});

test("the secret is told once and kept hashed", async () => {
  const { url } = await newHook("sendgrid");
  const token = new URL(url).searchParams.get("token") ?? "";
  const rows = await house.system
    .selectFrom("inboundHooks")
    .selectAll()
    .where("workspaceId", "=", olga.workspaceId)
    .execute();
  expect(token.length).toBeGreaterThan(40);
  expect(JSON.stringify([rows, await olga.call(api.listInboundHooks)])).not.toContain(token);
});
