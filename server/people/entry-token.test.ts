import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { inviteAgent, listAgents, renewInvitation } from "../../shared/agents.ts";
import { me } from "../../shared/me.ts";
import { askForPassword, checkLink, choosePassword, signIn } from "../../shared/sign-in.ts";
import { inject, newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { system } from "../platform/actor.ts";
import { invitationUrl, resetUrl } from "./entry-token.ts";
import { cookieName } from "./session.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
afterEach(() => vi.restoreAllMocks());
beforeEach(async () => {
  owner = await newWorkspace(house);
});

const password = "a brand new password";
const day = 86_400_000;
let made = 0;

async function invite() {
  const email = `iris${++made}@invited.example`;
  const { agent, invitationUrl } = await owner.call(inviteAgent, {
    body: { name: "Iris", email, role: "agent" },
  });
  return { id: agent.id, email, token: tokenOf(invitationUrl) };
}

const tokenOf = (url: string | null) => url?.split("/").at(-1) ?? "";
const choose = (token: string, more = {}) =>
  inject(house, choosePassword, { body: { token, password, ...more } }, {});
const enter = (email: string) => inject(house, signIn, { body: { email, password } }, {});
const work = { as: () => system(owner.workspaceId, "test") };
const gone = { status: 410, body: { code: "link_expired" } };
const emailOf = async (id: string) =>
  (await house.system.selectFrom("agents").select("email").where("id", "=", id).executeTakeFirstOrThrow())
    .email;

test("the invited person chooses a password and a name, is signed in, and can sign in from then on", async () => {
  const { id, email, token } = await invite();
  const response = await house.app.fastify.inject({
    method: "POST",
    url: choosePassword.path,
    payload: { token, password, name: "Iris Ivy" },
  });
  expect(response.json()).toMatchObject({ id, name: "Iris Ivy", email, role: "agent" });
  const cookie = `${cookieName}=${response.cookies[0]?.value}`;
  expect((await inject(house, me, {}, { cookie })).status).toBe(200);
  expect((await enter(email)).status).toBe(200);
  expect((await owner.call(listAgents)).items.find((agent) => agent.id === id)).toMatchObject({
    joined: true,
  });
  const joined = await house.system
    .selectFrom("events")
    .select("data")
    .where("name", "=", "agent.joined")
    .execute();
  expect(joined).toContainEqual({ data: { agentId: id } });
});

test("a link is good once, also when eight use it at once", async () => {
  const { token } = await invite();
  const answers = await Promise.all(Array.from({ length: 8 }, () => choose(token)));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, ...Array(7).fill(410)]);
  expect(await choose(token)).toMatchObject(gone);
});

test("an invitation runs out after seven days, a reset after two hours", async () => {
  const { token } = await invite();
  const agent = await newAgent(house, owner.workspaceId);
  const reset = await house.work(work.as(), (work) => resetUrl(work, house, agent.id));
  house.clock.advance(2 * 3600_000 + 1000);
  expect(await choose(tokenOf(reset))).toMatchObject(gone);
  house.clock.advance(7 * day);
  expect(await choose(token)).toMatchObject(gone);
  await house.runSchedules();
  expect(await house.system.selectFrom("entryTokens").selectAll().execute()).toEqual([]);
});

test("a link that is good no more is told before a password is typed, one that was never made in the same words", async () => {
  const check = (token: string) => inject(house, checkLink, { body: { token } }, {});
  const { id, token } = await invite();
  expect((await check(token)).status).toBe(200);
  expect((await check(token)).status).toBe(200);
  const { invitationUrl: renewed } = await owner.call(renewInvitation, { params: { id } });
  const takenBack = await check(token);
  expect(takenBack).toMatchObject(gone);
  expect((await choose(tokenOf(renewed))).status).toBe(200);
  expect(await check(tokenOf(renewed))).toMatchObject(gone);
  const late = await invite();
  house.clock.advance(7 * day + 1000);
  expect(await check(late.token)).toMatchObject(gone);
  expect((await check("no-such-token")).body).toEqual(takenBack.body);
});

test("links that are guessed have to wait, and a good one costs nothing", async () => {
  const from = (token: string) =>
    house.app.fastify.inject({
      method: "POST",
      url: checkLink.path,
      payload: { token },
      remoteAddress: "203.0.113.77",
    });
  const { token } = await invite();
  for (let n = 0; n < 40; n++) expect((await from(token)).statusCode).toBe(200);
  vi.spyOn(house.clock, "now").mockReturnValue(house.clock.now());
  const answers: number[] = [];
  for (let n = 0; n < 32; n++) answers.push((await from(`guess-${n}`)).statusCode);
  expect(answers.slice(0, 30)).toEqual(Array(30).fill(410));
  expect(answers.at(-1)).toBe(429);
});

test("only the hash of a token is kept", async () => {
  const { token } = await invite();
  const rows = await house.system.selectFrom("entryTokens").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(rows.some(({ tokenHash }) => tokenHash.equals(Buffer.from(token)))).toBe(false);
});

test("a renewed invitation ends the one before, and is announced for the mail", async () => {
  const { id, token } = await invite();
  const { invitationUrl: renewed } = await owner.call(renewInvitation, { params: { id } });
  expect(await choose(token)).toMatchObject(gone);
  expect((await choose(tokenOf(renewed))).status).toBe(200);
  const announced = await house.system
    .selectFrom("events")
    .select("data")
    .where("name", "=", "agent.invited")
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  expect(announced).toEqual([{ data: { agentId: id } }, { data: { agentId: id } }]);
  expect(await owner.try(renewInvitation, { params: { id } })).toMatchObject({ status: 422 });
});

test("the link that is mailed and the link that was shown both work, and one use ends both", async () => {
  const { id, token } = await invite();
  const mailed = tokenOf(await house.work(work.as(), (work) => invitationUrl(work, house, id)));
  expect((await choose(mailed)).status).toBe(200);
  expect(await choose(token)).toMatchObject(gone);
  expect(await house.work(work.as(), (work) => invitationUrl(work, house, id))).toBe(null);
});

test("asking for a password announces it for somebody, and answers the same for nobody", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const email = (await emailOf(agent.id)).toUpperCase();
  const answers = [
    await inject(house, askForPassword, { body: { email } }, {}),
    await inject(house, askForPassword, { body: { email: "nobody@nowhere.example" } }, {}),
  ];
  expect(answers).toEqual([
    { status: 200, body: {} },
    { status: 200, body: {} },
  ]);
  const asked = await house.system
    .selectFrom("events")
    .select("data")
    .where("name", "=", "password.reset_asked")
    .execute();
  expect(asked).toEqual([{ data: { agentId: agent.id } }]);
});

test("asking again and again for one address is slowed down", async () => {
  vi.spyOn(house.clock, "now").mockReturnValue(house.clock.now());
  const ask = () => inject(house, askForPassword, { body: { email: "again@nowhere.example" } }, {});
  const answers = await Promise.all(Array.from({ length: 8 }, ask));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  expect(answers.find(({ status }) => status === 429)?.body["code"]).toBe("too_many_requests");
});

test("a reset ends every session and lets in whom somebody's guesses have locked out", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const email = await emailOf(agent.id);
  vi.spyOn(house.clock, "now").mockReturnValue(house.clock.now());
  for (let guess = 0; guess < 6; guess++)
    await inject(house, signIn, { body: { email, password: "guess" } }, {});
  expect((await enter(email)).status).toBe(429);
  const url = await house.work(work.as(), (work) => resetUrl(work, house, agent.id));
  expect((await choose(tokenOf(url))).status).toBe(200);
  expect((await agent.try(me)).status).toBe(401);
  expect((await enter(email)).status).toBe(200);
});

test("a deactivated person gets no link, cannot use one, and asking announces nothing", async () => {
  const { id, token, email } = await invite();
  await house.system.updateTable("agents").set({ active: false }).where("id", "=", id).execute();
  expect(await choose(token)).toMatchObject(gone);
  expect(await house.work(work.as(), (work) => resetUrl(work, house, id))).toBe(null);
  await inject(house, askForPassword, { body: { email } }, {});
  const asked = await house.system
    .selectFrom("events")
    .select("data")
    .where("name", "=", "password.reset_asked")
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  expect(asked).toEqual([]);
});

test("a made-up token is refused", async () => {
  expect(await choose("made-up")).toMatchObject(gone);
});
