import { randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deactivateAgent } from "../../shared/agents.ts";
import { startConversation } from "../../shared/conversations.ts";
import { assign } from "../../shared/handovers.ts";
import { changeMe } from "../../shared/me.ts";
import * as api from "../../shared/notifications.ts";
import { listSessions, revokeSession } from "../../shared/sign-in.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { pushBrowser, vapid } from "../../test/push-browser.ts";
import { secretsOf } from "../platform/secrets.ts";
import { pushTo } from "./push.ts";

interface Got {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let house: TestHouse;
let owner: Person;
let ben: Person;
let service: Server;
let origin: string;
let got: Got[];
let answers: number;

beforeAll(async () => {
  service = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      got.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) });
      reply.writeHead(answers).end();
    });
  });
  await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  house = await openTestHouse({ BATON_PRIVATE_HOSTS: "1" });
});
afterAll(async () => {
  await house.close();
  await new Promise((done) => service.close(done));
});
beforeEach(async () => {
  [got, answers] = [[], 201];
  owner = await newWorkspace(house);
  ben = await newAgent(house, owner.workspaceId, "agent", "Ben");
});

const browser = () => pushBrowser(origin);

const begin = async (subject = "Kettle", to = ben) => {
  const { id } = await owner.call(startConversation, {
    body: { customer: { name: "Anna", email: "anna@customer.example" }, subject, text: "secret words" },
  });
  await owner.call(assign, { params: { id }, body: { agentId: to.id } });
  return id;
};
const subscribe = (device: ReturnType<typeof browser>, who = ben) =>
  who.call(api.addPushDevice, { body: device.subscription });
const pass = async (seconds: number) => {
  await house.runReactions();
  house.clock.advance(seconds * 1000);
  await house.settle();
};
const devices = async (who = ben) => (await who.call(api.listPushDevices)).items;

test("a device gets what only it can read, signed by the workspace, and no word of the customer", async () => {
  const phone = browser();
  await subscribe(phone);
  const id = await begin();
  await pass(11);
  expect(got).toHaveLength(1);
  const [{ headers, body, path }] = got as [Got];
  expect(path).toBe(phone.path);
  expect(headers).toMatchObject({ "content-encoding": "aes128gcm", ttl: "86400" });
  expect(String(headers["topic"])).toMatch(/^[0-9a-f]{32}$/);
  const { publicKey } = await ben.call(api.getPushKey);
  expect(vapid(headers.authorization)).toMatchObject({
    key: publicKey,
    proven: true,
    claims: { aud: origin },
  });
  const message = phone.decrypt(body);
  expect(message).toMatchObject({
    title: "A conversation was given to you",
    url: `/inbox/all/${id}`,
    lang: "en",
  });
  expect(JSON.stringify(message)).not.toMatch(/Anna|Kettle|secret/);
  await pass(600);
  expect(got).toHaveLength(1);
  expect(await devices()).toMatchObject([{ current: true, trouble: "" }]);
});

test("names go along when the person allows it, in their language", async () => {
  const phone = browser();
  await subscribe(phone);
  await ben.call(api.setNoticeSettings, { body: { ...api.usualSettings, wordsInPush: true } });
  await ben.call(changeMe, { body: { language: "ar" } });
  await begin();
  await pass(11);
  expect(phone.decrypt(got[0]?.body ?? Buffer.of())).toMatchObject({
    title: "أُسندت إليك محادثة",
    body: "Anna: Kettle",
    dir: "rtl",
  });
});

test("what a browser with the focus showed, or was read, is not pushed", async () => {
  await subscribe(browser());
  await begin();
  await house.runReactions();
  await ben.call(api.seeNotifications);
  await pass(60);
  await begin("Second");
  await house.runReactions();
  await ben.call(api.readNotifications, { body: { all: true } });
  await pass(60);
  expect(got).toEqual([]);
});

test("each device is told once, also by two processes, and again only where it did not arrive", async () => {
  const [phone, desk] = [browser(), browser()];
  await subscribe(phone);
  await subscribe(desk);
  await begin();
  await house.runReactions();
  house.clock.advance(11_000);
  await Promise.all([1, 2, 3].map(() => pushTo(house, owner.workspaceId, ben.id)));
  expect(got.map(({ path }) => path).sort()).toEqual([phone.path, desk.path].sort());
  await pass(600);
  expect(got).toHaveLength(2);
  answers = 503;
  await begin("Busy");
  await pass(11);
  expect(got).toHaveLength(4);
  expect((await devices())[0]?.trouble).toContain("503");
  answers = 201;
  await pass(121);
  expect(got).toHaveLength(6);
  await pass(600);
  expect([got.length, (await devices()).map(({ trouble }) => trouble)]).toEqual([6, ["", ""]]);
});

test.each([404, 410])("a subscription that is gone (%s) is forgotten", async (status) => {
  await subscribe(browser());
  answers = status;
  await begin();
  await pass(11);
  expect(await devices()).toEqual([]);
  await pass(600);
  expect(got).toHaveLength(1);
});

test("signing out and leaving end push; a browser in which another signs in tells that one only", async () => {
  const shared = browser();
  await subscribe(shared);
  await subscribe(shared, owner);
  expect([await devices(), (await devices(owner)).length]).toEqual([[], 1]);
  await begin();
  await pass(11);
  expect(got).toEqual([]);
  await subscribe(browser());
  const { items } = await ben.call(listSessions);
  const row = () =>
    house.system.selectFrom("pushDevices").select("id").where("agentId", "=", ben.id).execute();
  expect(await row()).toHaveLength(1);
  await ben.call(revokeSession, { params: { id: items[0]?.id ?? "" } });
  expect(await row()).toEqual([]);
  const cleo = await newAgent(house, owner.workspaceId);
  await subscribe(browser(), cleo);
  await begin("For Cleo", cleo);
  await house.runReactions();
  await owner.call(deactivateAgent, { params: { id: cleo.id }, body: { heirId: owner.id } });
  await pass(11);
  expect(got.length).toBeLessThanOrEqual(1);
  expect(got.every(({ path }) => path === shared.path)).toBe(true);
});

test("quiet hours hold push until they end, and then much at once is one message", async () => {
  const phone = browser();
  await subscribe(phone);
  const midnight = new Date(house.clock.now()).setUTCHours(24, 0, 0, 0);
  house.clock.set(new Date(midnight + 3_600_000));
  await ben.call(api.setNoticeSettings, {
    body: { ...api.usualSettings, quiet: { on: true, from: 1320, to: 420, weekends: false } },
  });
  for (const subject of ["A", "B", "C", "D"]) await begin(subject);
  await pass(60);
  expect(got).toEqual([]);
  house.clock.set(new Date(midnight + 7 * 3_600_000 + 30_000));
  await house.settle();
  expect(got).toHaveLength(1);
  expect(phone.decrypt(got[0]?.body ?? Buffer.of())).toMatchObject({
    title: "4 notifications",
    url: "/notifications",
  });
});

test("a test says what came of it; another person's device looks like missing", async () => {
  const { id } = await subscribe(browser());
  expect(await ben.call(api.testPushDevice, { params: { id } })).toEqual({ arrived: true, reason: "" });
  answers = 403;
  expect(await ben.call(api.testPushDevice, { params: { id } })).toMatchObject({ arrived: false });
  expect((await owner.try(api.testPushDevice, { params: { id } })).status).toBe(404);
  expect((await owner.try(api.removePushDevice, { params: { id } })).status).toBe(404);
  await ben.call(api.removePushDevice, { params: { id } });
  expect(await devices()).toEqual([]);
});

test("a key that was sealed by another house is made anew", async () => {
  const before = (await ben.call(api.getPushKey)).publicKey;
  expect((await ben.call(api.getPushKey)).publicKey).toBe(before);
  const privateKey = secretsOf(randomBytes(32)).seal("another house");
  await house.system
    .updateTable("pushKeys")
    .set({ privateKey })
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  const after = (await ben.call(api.getPushKey)).publicKey;
  expect(after).not.toBe(before);
  expect((await ben.call(api.getPushKey)).publicKey).toBe(after);
});

test("addresses of our own network are asked nothing", async () => {
  const device = await subscribe(browser());
  house.config.privateHosts = false;
  try {
    const refused = await ben.try(api.addPushDevice, { body: browser().subscription });
    expect(refused.status).toBe(422);
    const { arrived, reason } = await ben.call(api.testPushDevice, { params: { id: device.id } });
    expect([arrived, reason]).toEqual([false, expect.stringContaining("without encryption")]);
    await house.system
      .updateTable("pushDevices")
      .set({ endpoint: "https://127.0.0.1:9/push" })
      .where("id", "=", device.id)
      .execute();
    const inside = await ben.call(api.testPushDevice, { params: { id: device.id } });
    expect(inside.reason).toContain("is not asked from here");
  } finally {
    house.config.privateHosts = true;
  }
  expect(got).toEqual([]);
});

test("for whoever has no device no push falls due, unless quiet hours leave the time to add one", async () => {
  const due = async () => {
    await house.runReactions();
    const rows = await house.system
      .selectFrom("notifications")
      .select("pushDueAt")
      .where("agentId", "=", ben.id)
      .orderBy("at")
      .orderBy("id")
      .execute();
    return rows.map(({ pushDueAt }) => pushDueAt !== null);
  };
  await begin("Kettle");
  expect(await due()).toEqual([false]);
  const minute = house.clock.now().getUTCHours() * 60;
  const [from, to] = [(minute + 1380) % 1440, (minute + 120) % 1440];
  const quiet = { on: true, from, to, weekends: false };
  await ben.call(api.setNoticeSettings, { body: { ...api.usualSettings, quiet } });
  await begin("Lid");
  expect(await due()).toEqual([false, true]);
  await ben.call(api.setNoticeSettings, { body: api.usualSettings });
  await subscribe(browser());
  await begin("Pan");
  expect(await due()).toEqual([false, true, true]);
});
