import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { listDeliveries, testInbox } from "../../../shared/email.ts";
import * as api from "../../../shared/mail-oauth.ts";
import { inject, newAgent, newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { openProvider, type Provider } from "../../../test/provider.ts";
import { system } from "../../platform/actor.ts";
import { accessToken } from "./access-token.ts";
import { Fetchers } from "./fetchers.ts";
import { queueMail } from "./outbox.ts";

let house: TestHouse;
let provider: Provider;
let olga: Person;
let id = "";

beforeAll(async () => {
  house = await openTestHouse({ BATON_PRIVATE_HOSTS: "1" });
});
afterAll(() => house.close());

beforeEach(async () => {
  provider = await openProvider();
  olga = await newWorkspace(house);
  const here = { host: "127.0.0.1", security: "none", user: "help@shop.example" } as const;
  const servers = { imap: { ...here, port: provider.imapPort }, smtp: { ...here, port: provider.smtpPort } };
  ({ id } = await newInbox(olga, null, servers));
});
afterEach(async () => {
  house.clock.goOn();
  await provider.close();
});

const body = () => ({
  provider: "other",
  mailbox: "help@shop.example",
  clientId: "baton",
  clientSecret: "s3cret",
  authorizeUrl: `${provider.base}/authorize?hd=shop.example`,
  tokenUrl: `${provider.base}/token`,
  scope: "mail offline_access",
});
const settings = () => olga.call(api.changeMailGrant, { params: { id }, body: body() });
const ask = async () => (await olga.call(api.askForMailGrant, { params: { id } })).url;
const stateOf = async () => (await olga.call(api.getMailGrant, { params: { id } })).grant;

/** Comes back from the provider as a browser does; returns where that leads. */
async function comeBack(url: string, cookie = olga.cookie): Promise<string> {
  const { search } = new URL(url);
  const reply = await house.app.fastify.inject({
    method: "GET",
    url: `/api/mail-grants/callback${search}`,
    headers: { cookie },
  });
  return String(reply.headers.location ?? reply.statusCode);
}

async function grant(): Promise<void> {
  await settings();
  expect(await comeBack(await provider.agree(await ask()))).toContain("mailGrant=given");
}

let sent = 0;
async function send(): Promise<{ state: string; reason: string; subject: string }> {
  const subject = `Mail ${++sent}`;
  const to = { name: "Ana", address: "ana@home.example" };
  const mail = {
    kind: "account",
    naturalKey: subject,
    to,
    subject,
    text: "x",
    html: "x",
    inboxId: id,
  } as const;
  await house.work(system(olga.workspaceId, "test"), (work) => queueMail(work, mail));
  await house.runReactions();
  const { items } = await olga.call(listDeliveries);
  return items.find((item) => item.subject === subject) as never;
}

test("a yes at the provider lets the inbox send and fetch by token, with state, PKCE and the client's secret", async () => {
  const { grant: before, redirectUrl } = await settings();
  expect(before).toMatchObject({ state: "asked", provider: "other" });
  const url = new URL(await ask());
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    hd: "shop.example",
    response_type: "code",
    client_id: "baton",
    redirect_uri: redirectUrl,
    scope: "mail offline_access",
    code_challenge_method: "S256",
    login_hint: "help@shop.example",
  });

  expect(await comeBack(await provider.agree(url.href))).toBe(
    `${house.config.url}/settings/inboxes?mailGrant=given&inbox=${id}`,
  );
  expect(await stateOf()).toMatchObject({ state: "given", trouble: "" });
  expect(await send()).toMatchObject({ state: "sent" });
  expect(provider.mails).toEqual([`Mail ${sent}`]);
  const { steps } = await olga.call(testInbox, { params: { id } });
  expect(steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(provider.imapSignIns.at(-1)).toMatchObject({ user: "help@shop.example" });
});

test("the mailbox is watched by token", async () => {
  await grant();
  const fetchers = new Fetchers(house);
  await expect.poll(() => provider.imapSignIns.length, { timeout: 60_000 }).toBeGreaterThan(0);
  await fetchers.stop();
});

test("tokens and secret are sealed and never told", async () => {
  await grant();
  const row = await house.system
    .selectFrom("mailGrants")
    .selectAll()
    .where("inboxId", "=", id)
    .executeTakeFirstOrThrow();

  const text = JSON.stringify([await stateOf(), row], (_, value: { type?: string; data?: number[] }) =>
    value?.type === "Buffer" ? Buffer.from(value.data ?? []).toString("latin1") : value,
  );
  expect(text).not.toMatch(/access-\d|refresh-\d|s3cret/);
});

test("a token that runs out is renewed, once for several mails at once", async () => {
  await grant();
  provider.rotates = true;
  house.clock.advance(3_599_000);
  const granted = { workspaceId: olga.workspaceId, inboxId: id, host: "127.0.0.1" };
  const before = provider.asked.length;
  const tokens = await Promise.all(Array.from({ length: 5 }, () => accessToken(house, granted)));

  expect(new Set(tokens).size).toBe(1);
  expect(provider.asked.slice(before)).toMatchObject([
    { grant_type: "refresh_token", client_secret: "s3cret" },
  ]);
  expect(await send()).toMatchObject({ state: "sent" });
  house.clock.advance(3_599_000);
  expect(await send()).toMatchObject({ state: "sent" });
});

test("whoever read the grant before another's renewal takes the token of that one", async () => {
  await grant();
  provider.rotates = true;
  house.clock.advance(3_599_000);
  const granted = { workspaceId: olga.workspaceId, inboxId: id, host: "127.0.0.1" };
  const before = provider.asked.length;
  const { promise: renewed, resolve: goOn } = Promise.withResolvers<void>();
  const { promise: hasRead, resolve: readIt } = Promise.withResolvers<void>();
  let reads = 0;
  // A slow process: what it read is old when it goes on.
  const late: TestHouse["work"] = async (actor, task, cause) => {
    const value = await house.work(actor, task, cause);
    if (reads++ > 0) return value;
    readIt();
    await renewed;
    return value;
  };
  const slow = accessToken({ ...house, work: late }, granted);
  await hasRead;
  const first = await accessToken(house, granted);
  goOn();

  expect(await slow).toBe(first);
  expect(provider.asked).toHaveLength(before + 1);
});

test("of two processes one renews, and the other waits for it", async () => {
  await grant();
  provider.rotates = true;
  house.clock.advance(3_599_000);
  const granted = { workspaceId: olga.workspaceId, inboxId: id, host: "127.0.0.1" };
  const before = provider.asked.length;
  const { promise, resolve: answerNow } = Promise.withResolvers<void>();
  provider.holding = promise;
  vi.resetModules();
  const other = await import("./access-token.ts");
  expect(other.accessToken).not.toBe(accessToken);
  const here = accessToken(house, granted);
  await expect.poll(() => provider.asked.length, { timeout: 60_000 }).toBe(before + 1);
  const looks = vi.spyOn(house, "work");
  const there = other.accessToken(house, granted);
  // It has read the grant, asked for the turn, and come back to ask again.
  await expect.poll(() => looks.mock.calls.length, { timeout: 60_000 }).toBeGreaterThan(2);
  answerNow();

  expect(await there).toBe(await here);
  expect(provider.asked).toHaveLength(before + 1);
  looks.mockRestore();
});

test("a process that died while it renewed is waited for half a minute, and no longer", async () => {
  await grant();
  house.clock.stop();
  house.clock.advance(3_599_000);
  const granted = { workspaceId: olga.workspaceId, inboxId: id, host: "127.0.0.1" };
  const until = new Date(house.clock.now().getTime() + 30_000);
  await house.system
    .updateTable("mailGrants")
    .set({ renewingUntil: until })
    .where("inboxId", "=", id)
    .execute();
  const before = provider.asked.length;
  const looks = vi.spyOn(house, "work");
  const token = accessToken(house, granted);
  await expect.poll(() => looks.mock.calls.length, { timeout: 60_000 }).toBeGreaterThan(2);
  expect(provider.asked).toHaveLength(before);
  house.clock.advance(30_000);

  expect(await token).toMatch(/^access-/);
  expect(provider.asked).toHaveLength(before + 1);
  looks.mockRestore();
});

test("a grant that ended is shown as trouble with what to do; mail waits, and goes after a new yes", async () => {
  await grant();
  provider.refreshTokens.clear();
  provider.valid.clear();
  house.clock.advance(3_600_000);
  const waiting = await send();
  expect(waiting).toMatchObject({ state: "deferred", reason: expect.stringContaining("invalid_grant") });
  expect(await stateOf()).toMatchObject({
    state: "ended",
    trouble: expect.stringContaining("invalid_grant"),
  });
  const { steps } = await olga.call(testInbox, { params: { id } });
  expect(steps.filter(({ ok }) => !ok).map(({ remedy }) => remedy)).toEqual([
    expect.stringContaining("have it granted again"),
    expect.stringContaining("have it granted again"),
  ]);

  await comeBack(await provider.agree(await ask()));
  house.clock.advance(120_000);
  await house.settle();
  expect(provider.mails).toContain(waiting.subject);
});

test("a provider that is down ends nothing", async () => {
  await grant();
  provider.failing = { status: 503, text: "<html>" };
  house.clock.advance(3_600_000);
  expect(await send()).toMatchObject({ state: "deferred", reason: expect.stringContaining("503") });
  expect(await stateOf()).toMatchObject({ state: "given" });

  provider.failing = null;
  expect(await send()).toMatchObject({ state: "sent" });
});

test("a token the server no longer takes is replaced at the next try", async () => {
  await grant();
  provider.valid.clear();
  const first = await send();
  expect(first).toMatchObject({
    state: "deferred",
    reason: expect.stringContaining("does not accept what its provider granted"),
  });
  house.clock.advance(60_000);
  await house.settle();
  expect(provider.mails).toEqual([first.subject]);
});

test("a state is good once, for ten minutes, and only for whoever asked", async () => {
  await settings();
  const other = await newAgent(house, olga.workspaceId, "admin");
  const stranger = await newWorkspace(house);
  const back = await provider.agree(await ask());
  expect(await comeBack(back, other.cookie)).toContain("mailGrant=unknown");
  expect(await comeBack(back, stranger.cookie)).toContain("mailGrant=unknown");
  expect(await comeBack(back, "")).toBe("401");
  expect(await comeBack(back)).toContain("mailGrant=given");
  expect(await comeBack(back)).toContain("mailGrant=unknown");

  const late = await provider.agree(await ask());
  house.clock.advance(11 * 60_000);
  expect(await comeBack(late)).toContain("mailGrant=unknown");
});

test.each([
  ["error=access_denied&error_description=No+thanks", "access_denied No thanks"],
  ["", "the provider sent no answer"],
  ["code=made-up", "invalid_grant"],
])("an answer %j is no grant, and says why", async (answer, why) => {
  await settings();
  const state = new URL(await ask()).searchParams.get("state");
  expect(await comeBack(`http://x/?${answer}&state=${state}`)).toContain("mailGrant=failed");

  expect(await stateOf()).toMatchObject({ state: "ended", trouble: expect.stringContaining(why) });
});

test("a token goes only to the servers it was granted for, a secret only to its token address", async () => {
  await grant();
  const granted = { workspaceId: olga.workspaceId, inboxId: id, host: "mail.thief.example" };
  await expect(accessToken(house, granted)).rejects.toThrow("not for mail.thief.example");

  const { clientSecret: _, ...without } = { ...body(), tokenUrl: "https://thief.example/token" };
  const moved = await olga.try(api.changeMailGrant, { params: { id }, body: without });
  expect(moved).toMatchObject({ status: 422, body: { detail: expect.stringContaining("secret again") } });
});

test("the presets of Microsoft and Google enter their servers and addresses", async () => {
  const base = { clientId: "c", clientSecret: "s" };
  const urlOf = async (more: object) => {
    await olga.call(api.changeMailGrant, { params: { id }, body: { ...base, ...more } });
    return new URL(await ask());
  };
  const microsoft = await urlOf({ provider: "microsoft", tenant: "shop.example" });
  expect(microsoft.href).toContain("https://login.microsoftonline.com/shop.example/oauth2/v2.0/authorize?");
  expect(microsoft.searchParams.get("scope")).toContain("offline_access");
  const google = await urlOf({ provider: "google" });
  expect(google.searchParams.get("access_type")).toBe("offline");
  expect(google.searchParams.get("scope")).toBe("https://mail.google.com/");
});

test("removing it leaves the inbox to a password; another provider needs its addresses", async () => {
  await grant();
  await olga.call(api.removeMailGrant, { params: { id } });
  expect(await stateOf()).toBeNull();
  expect((await olga.try(api.askForMailGrant, { params: { id } })).status).toBe(404);
  const incomplete = { provider: "other", clientId: "c" };
  expect((await olga.try(api.changeMailGrant, { params: { id }, body: incomplete })).status).toBe(422);
  expect((await inject(house, api.takeMailGrant, {}, {})).status).toBe(401);
});
