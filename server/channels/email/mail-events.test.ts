import { execFile } from "node:child_process";
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startConversation } from "../../../shared/conversations.ts";
import { listDeliveries } from "../../../shared/email.ts";
import { createInboundHook, type HookProvider, listInboundHooks } from "../../../shared/inbound-hooks.ts";
import { listMailEvents } from "../../../shared/mail-events.ts";
import { sendReply } from "../../../shared/replies.ts";
import { listSuppressions } from "../../../shared/suppressions.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type MailPeer, newInbox, openPeer } from "../../../test/mail-peer.ts";
import { authenticate } from "../../people/session.ts";
import { system } from "../../platform/actor.ts";
import { openServer } from "../../platform/server.ts";
import { hookRoutes } from "./hook-routes.ts";
import { catchUp } from "./mail-event.ts";
import { marksFor, providerId } from "./sent-by.ts";

let house: TestHouse;
let fastify: FastifyInstance;
let peer: MailPeer;
let owner: Person;
let inboxId = "";
let made = 0;
let reader = "";
const amazon = new Map<string, string>();
const keys = { sendgrid: generateKeyPairSync("ec", { namedCurve: "P-256" }), mailgun: "key-mailgun" };
const spki = keys.sendgrid.publicKey.export({ type: "spki", format: "der" }).toString("base64");

beforeAll(async () => {
  house = await openTestHouse();
  peer = await openPeer();
  fastify = await openServer(house);
  const web = { fastify, house, authenticate: (request: never) => authenticate(house, request) };
  hookRoutes(web, async (url) => amazon.get(url) ?? "ok");
  await fastify.ready();
});
afterAll(async () => {
  await fastify.close();
  await peer.close();
  await house.close();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  ({ id: inboxId } = await newInbox(owner, peer));
  reader = `ana${++made}@home.example`;
});

async function hook(provider: HookProvider, signingKey?: string): Promise<string> {
  const body = { inboxId, provider, purpose: "events", ...(signingKey && { signingKey }) };
  return (await owner.call(createInboundHook, { body })).url;
}

/** A mail of ours to the reader, taken by the server as whatever it calls it. */
async function sent(known?: string) {
  const { id } = await owner.call(startConversation, {
    body: { inboxId, customer: { email: reader }, subject: "Kettle", text: "It leaks." },
  });
  const promise = { text: "Look", dueAt: new Date(house.clock.now().getTime() + 86_400_000).toISOString() };
  await owner.call(sendReply, {
    params: { id },
    body: { text: "We look.", then: { state: "open", promise } },
  });
  await house.settle();
  const delivery = await ledger();
  if (known)
    await house.system
      .updateTable("deliveries")
      .set({ providerId: known })
      .where("id", "=", delivery?.id ?? "")
      .execute();
  return { id: delivery?.id ?? "", messageId: peer.to(reader).at(-1)?.messageId ?? "" };
}
const ledger = async () => (await owner.call(listDeliveries)).items.find(({ to }) => to === reader);
const suppressed = async () => (await owner.call(listSuppressions)).items.map(({ cause }) => cause);

async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const target = new URL(url);
  const basic = target.password && {
    authorization: `Basic ${Buffer.from(`${target.username}:${target.password}`).toString("base64")}`,
  };
  const reply = await fastify.inject({
    method: "POST",
    url: target.pathname + target.search,
    headers: { "content-type": "application/json", ...headers, ...basic },
    payload: body,
  });
  return reply.statusCode;
}

type Kind = "delivered" | "hard" | "soft" | "deferred" | "complained" | "opened";
/** How each provider tells it; every one signed as it should be. */
const tell: Record<HookProvider, (url: string, kind: Kind, mail: Mail, key?: string) => Promise<number>> = {
  postmark: (url, kind, mail) => post(url, JSON.stringify(postmark(kind, mail))),
  sendgrid: (url, kind, mail, key = "e1") => {
    const body = JSON.stringify([sendgrid(kind, mail, key)]);
    return post(url, body, signedBySendgrid(body));
  },
  mailgun: (url, kind, mail, key = "e1") => {
    const timestamp = String(Math.floor(house.clock.now().getTime() / 1000));
    const signature = createHmac("sha256", keys.mailgun).update(`${timestamp}token`).digest("hex");
    const body = {
      signature: { timestamp, token: "token", signature },
      "event-data": mailgun(kind, mail, key),
    };
    return post(url, JSON.stringify(body));
  },
  ses: async (url, kind, _, key = "e1") => post(url, JSON.stringify(await sns(ses(kind), key))),
};

interface Mail {
  id: string;
  messageId: string;
}

function postmark(kind: Kind, { id }: Mail) {
  const base = { MessageID: "883953f4-6105-42a2-a16a-77a8eac79483", Metadata: { baton: id } };
  if (kind === "delivered")
    return {
      RecordType: "Delivery",
      Recipient: reader,
      DeliveredAt: "2026-11-21T22:00:00Z",
      Details: "OK",
      ...base,
    };
  if (kind === "opened") return { RecordType: "Open", Recipient: reader, ...base };
  const at = { Email: reader, BouncedAt: "2026-11-21T22:00:00Z", ...base };
  if (kind === "complained") return { RecordType: "SpamComplaint", ID: 7, ...at };
  const Type = { hard: "HardBounce", soft: "Blocked", deferred: "Transient" }[kind];
  return { RecordType: "Bounce", ID: 8, Type, Description: "5.1.1 The server said no", ...at };
}

function sendgrid(kind: Kind, { messageId }: Mail, sg_event_id: string) {
  const event = {
    delivered: "delivered",
    hard: "bounce",
    soft: "bounce",
    deferred: "deferred",
    complained: "spamreport",
    opened: "open",
  }[kind];
  return {
    event,
    email: reader,
    timestamp: 1_795_300_000,
    sg_event_id,
    "smtp-id": `<${messageId}>`,
    sg_message_id: "abc.filter",
    ...(kind === "soft" && { type: "blocked" }),
    reason: "550 5.7.1 said no",
  };
}

function signedBySendgrid(body: string): Record<string, string> {
  const timestamp = "1795300000";
  const signature = sign("sha256", Buffer.from(timestamp + body), keys.sendgrid.privateKey).toString(
    "base64",
  );
  return {
    "x-twilio-email-event-webhook-signature": signature,
    "x-twilio-email-event-webhook-timestamp": timestamp,
  };
}

function mailgun(kind: Kind, { messageId }: Mail, id: string) {
  const failed = kind === "hard" || kind === "soft" || kind === "deferred";
  return {
    id,
    event: failed ? "failed" : kind,
    ...(failed && {
      severity: kind === "deferred" ? "temporary" : "permanent",
      reason: kind === "hard" ? "bounce" : "generic",
      "delivery-status": { code: kind === "hard" ? 550 : 554, message: "5.7.1 said no" },
    }),
    recipient: reader,
    timestamp: 1_795_300_000.5,
    message: { headers: { "message-id": messageId } },
  };
}

function ses(kind: Kind) {
  const mail = { messageId: "0102017f4a-aaaa-000000", timestamp: "2026-11-21T22:00:00Z" };
  const who = { emailAddress: reader, status: "5.1.1", diagnosticCode: "smtp; 550 5.1.1 said no" };
  if (kind === "delivered") return { notificationType: "Delivery", mail, delivery: { recipients: [reader] } };
  if (kind === "opened") return { eventType: "Open", mail, open: {} };
  if (kind === "complained")
    return { eventType: "Complaint", mail, complaint: { complainedRecipients: [{ emailAddress: reader }] } };
  if (kind === "deferred")
    return { eventType: "DeliveryDelay", mail, deliveryDelay: { delayedRecipients: [who] } };
  const bounceType = kind === "hard" ? "Permanent" : "Transient";
  return {
    notificationType: "Bounce",
    mail,
    bounce: { bounceType, bouncedRecipients: [{ ...who, diagnosticCode: "smtp; 550 5.7.1 said no" }] },
  };
}

const snsHost = "https://sns.eu-west-1.amazonaws.com";
let certificate: Promise<{ key: string; url: string }> | undefined;
async function amazonKey() {
  const folder = mkdtempSync(join(tmpdir(), "baton-sns-"));
  const [key, cert] = [join(folder, "key"), join(folder, "cert")];
  const request = "req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=sns.amazonaws.com".split(" ");
  await promisify(execFile)("openssl", [...request, "-keyout", key, "-out", cert]);
  const url = `${snsHost}/events.pem`;
  amazon.set(url, readFileSync(cert, "utf8"));
  const read = readFileSync(key, "utf8");
  rmSync(folder, { recursive: true });
  return { key: read, url };
}

async function sns(content: unknown, MessageId: string) {
  certificate ??= amazonKey();
  const { key, url } = await certificate;
  const message: Record<string, string> = {
    Message: JSON.stringify(content),
    MessageId,
    Timestamp: "2026-11-21T22:00:00.000Z",
    TopicArn: "arn:aws:sns:eu-west-1:1:events",
    Type: "Notification",
  };
  const text = Object.entries(message)
    .map(([name, value]) => `${name}\n${value}\n`)
    .join("");
  const Signature = sign("sha256", Buffer.from(text), key).toString("base64");
  return { ...message, SignatureVersion: "2", SigningCertURL: url, Signature };
}

const providers = ["postmark", "sendgrid", "mailgun", "ses"] as const;
const keyOf = (provider: HookProvider) =>
  provider === "sendgrid" ? spki : provider === "mailgun" ? keys.mailgun : undefined;
const calledBy = (provider: HookProvider) => (provider === "ses" ? "0102017f4a-aaaa-000000" : undefined);

test.each(providers)(
  "%s: what arrived is delivered, what was opened says nothing, the same event again changes nothing",
  async (provider) => {
    const url = await hook(provider, keyOf(provider));
    const mail = await sent(calledBy(provider));
    expect(await tell[provider](url, "opened", mail, "e0")).toBe(200);
    expect(await ledger()).toMatchObject({ state: "sent" });
    expect(await tell[provider](url, "delivered", mail)).toBe(200);
    const first = await ledger();
    expect(first).toMatchObject({ state: "delivered" });
    house.clock.advance(1000);
    expect(await tell[provider](url, "delivered", mail)).toBe(200);
    expect(await ledger()).toEqual(first);
    expect((await owner.call(listMailEvents)).items).toMatchObject([
      { provider, kind: "delivered", deliveryId: mail.id },
    ]);
  },
);

test.each(providers)("%s: a hard bounce suppresses the address, a soft one does not", async (provider) => {
  const url = await hook(provider, keyOf(provider));
  const mail = await sent(calledBy(provider));
  expect(await tell[provider](url, "soft", mail)).toBe(200);
  expect(await ledger()).toMatchObject({ state: "bounced", reason: expect.stringContaining("said no") });
  expect(await suppressed()).toEqual([]);
  reader = `other${reader}`;
  const gone = await sent(calledBy(provider));
  expect(await tell[provider](url, "hard", gone, "e2")).toBe(200);
  expect(await ledger()).toMatchObject({ state: "bounced" });
  expect(await suppressed()).toEqual(["hard_bounce"]);
});

test.each(providers)(
  "%s: a delay is shown, ends with the arrival, and a complaint suppresses",
  async (provider) => {
    const url = await hook(provider, keyOf(provider));
    const mail = await sent(calledBy(provider));
    await tell[provider](url, "deferred", mail, "e1");
    expect(await ledger()).toMatchObject({ state: "deferred", nextAttemptAt: null });
    await tell[provider](url, "delivered", mail, "e2");
    expect(await ledger()).toMatchObject({ state: "delivered" });
    await tell[provider](url, "deferred", mail, "e3");
    expect(await ledger()).toMatchObject({ state: "delivered" });
    await tell[provider](url, "complained", mail, "e4");
    expect(await suppressed()).toEqual(["complaint"]);
  },
);

test.each(providers)(
  "%s: mail that was not sent from here is kept to be seen, and touches nobody",
  async (provider) => {
    const url = await hook(provider, keyOf(provider));
    expect(await tell[provider](url, "hard", { id: "", messageId: "strange@else.example" })).toBe(200);
    expect((await owner.call(listMailEvents, { query: { unknown: "true" } })).items).toMatchObject([
      { provider, kind: "bounced", address: reader, deliveryId: null },
    ]);
    expect((await owner.call(listInboundHooks)).items).toMatchObject([
      { purpose: "events", told: 1, unknown: 1 },
    ]);
    expect(await suppressed()).toEqual([]);
  },
);

test("an event that names a mail of ours and another address touches neither", async () => {
  const url = await hook("mailgun", keys.mailgun);
  const mail = await sent();
  const own = reader;
  reader = "victim@home.example";
  expect(await tell.mailgun(url, "hard", mail)).toBe(200);
  reader = own;
  expect(await ledger()).toMatchObject({ state: "sent" });
  expect(await suppressed()).toEqual([]);
});

test("what is told before the server's yes is written down counts as soon as it is", async () => {
  const url = await hook("ses");
  const mail = await sent();
  expect(await tell.ses(url, "delivered", mail)).toBe(200);
  expect(await ledger()).toMatchObject({ state: "sent" });
  await house.system
    .updateTable("deliveries")
    .set({ providerId: calledBy("ses") ?? null })
    .where("id", "=", mail.id)
    .execute();
  await house.work(system(owner.workspaceId, "test"), (work) => catchUp(work, mail.id));
  expect(await ledger()).toMatchObject({ state: "delivered" });
  expect((await owner.call(listMailEvents, { query: { unknown: "true" } })).items).toEqual([]);
});

test("SendGrid's published example holds, and not with one byte changed", async () => {
  const published =
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==";
  const url = await hook("sendgrid", published);
  const body =
    '[{"email":"hello@world.com","event":"dropped","reason":"Bounced Address","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0","smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]\r\n';
  const headers = {
    "x-twilio-email-event-webhook-signature":
      "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=",
    "x-twilio-email-event-webhook-timestamp": "1600112502",
  };
  expect(await post(url, body.trimEnd(), headers)).toBe(403);
  expect(await post(url, body, headers)).toBe(200);
  expect((await owner.call(listMailEvents)).items).toMatchObject([
    { kind: "bounced", address: "hello@world.com" },
  ]);
});

test("unsigned, wrongly signed and wrongly addressed events are refused, and events are no way in for mail", async () => {
  const [sendgridUrl, mailgunUrl, postmarkUrl] = [
    await hook("sendgrid", spki),
    await hook("mailgun", "other"),
    await hook("postmark"),
  ];
  const mail = { id: "", messageId: "x@y.example" };
  expect(await post(sendgridUrl, "[]")).toBe(403);
  expect(await tell.mailgun(mailgunUrl, "delivered", mail)).toBe(403);
  expect(await post(mailgunUrl, "{}")).toBe(403);
  expect(await post(postmarkUrl.replace(/baton:[^@]+/, "baton:wrong"), "{}")).toBe(404);
  const asMail = new URL(postmarkUrl);
  asMail.pathname = `${asMail.pathname.replace("mail-events", "inbound-mail")}/mime`;
  expect(await post(asMail.href, "{}")).toBe(404);
  const refused = (await owner.call(listInboundHooks)).items.map(({ lastRefusal }) => lastRefusal !== "");
  expect(refused).toEqual([true, true, false]);
  const body = { inboxId, provider: "sendgrid", purpose: "events" };
  expect((await owner.try(createInboundHook, { body })).status).toBe(422);
});

test.each([
  [
    "250 Ok 0102017f4a1b2c3d-11aa22bb-33cc-44dd-55ee-66ff77aa88bb-000000",
    "0102017f4a1b2c3d-11aa22bb-33cc-44dd-55ee-66ff77aa88bb-000000",
  ],
  ["250 Ok: queued as LRzXl_NHStOGhQ4kofSm_A", "LRzXl_NHStOGhQ4kofSm_A"],
  ["250 2.0.0 Ok: queued as 4XyZ12abc", "4XyZ12abc"],
  ["250 Great success", null],
  ["250 OK id=1tAbCd-0000xY-2z", "1tAbCd-0000xY-2z"],
  ["250 2.0.0 Taken", null],
])("%s: the provider calls it %s", (line, id) => {
  expect(providerId(line)).toBe(id);
});

test("only Postmark is given its mark", () => {
  expect(marksFor("smtp.postmarkapp.com", "d1")).toEqual({ "X-PM-Metadata-baton": "d1" });
  expect(marksFor("smtp.notpostmarkapp.com", "d1")).toEqual({});
});
