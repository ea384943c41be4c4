import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Endpoint } from "../../shared/endpoint.ts";
import { changeMe, me } from "../../shared/me.ts";
import { listSessions, revokeSession, signIn, signOut } from "../../shared/sign-in.ts";
import { inject, newAgent, newWorkspace, type Person, person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { hashPassword } from "./password.ts";
import { cookieName } from "./session.ts";
import { target } from "./tries.ts";

let house: TestHouse;
let kept: string;
beforeAll(async () => {
  house = await openTestHouse();
  kept = await hashPassword(right);
});
afterAll(() => house.close());
afterEach(() => vi.restoreAllMocks());

/** Stops the house's clock; the answer moves it on by milliseconds. */
function stopClock(): (milliseconds: number) => void {
  let at = house.clock.now();
  vi.spyOn(house.clock, "now").mockImplementation(() => at);
  return (milliseconds) => {
    at = new Date(at.getTime() + milliseconds);
  };
}

const right = "correct horse battery";

async function withPassword(): Promise<Person & { email: string }> {
  const owner = await newWorkspace(house);
  await house.system.updateTable("agents").set({ passwordHash: kept }).where("id", "=", owner.id).execute();
  const row = await house.system
    .selectFrom("agents")
    .select("email")
    .where("id", "=", owner.id)
    .executeTakeFirstOrThrow();
  return { ...owner, email: row.email };
}

let networks = 0;
/** A request from a network of its own, so that tests do not slow each other down. */
const from = (ip = `10.0.${++networks}.1`) => ({
  try: async (email: string, password: string) => {
    const response = await house.app.fastify.inject({
      method: "POST",
      url: signIn.path,
      payload: { email, password },
      remoteAddress: ip,
    });
    return {
      status: response.statusCode,
      body: response.json(),
      cookies: response.cookies,
      headers: response.headers,
    };
  },
});

const ask = (endpoint: Endpoint, token: string) =>
  inject(house, endpoint, {}, { cookie: `${cookieName}=${token}` });

test("the right password opens a session whose cookie no script and no other site can use", async () => {
  const owner = await withPassword();
  const { status, body, cookies } = await from().try(` ${owner.email.toUpperCase()} `, right);
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: owner.id, role: "owner", workspace: { id: owner.workspaceId } });
  expect(cookies).toMatchObject([{ name: cookieName, path: "/", httpOnly: true, sameSite: "Lax" }]);
  expect(cookies[0]).not.toHaveProperty("secure");
  expect((await ask(me, cookies[0]?.value ?? "")).body).toEqual(body);
});

test("behind https the cookie is for https only", async () => {
  const secure = await openTestHouse({ BATON_URL: "https://support.example" });
  try {
    const owner = await newWorkspace(secure);
    await secure.system
      .updateTable("agents")
      .set({ passwordHash: kept, email: "s@s.example" })
      .where("id", "=", owner.id)
      .execute();
    const response = await secure.app.fastify.inject({
      method: "POST",
      url: signIn.path,
      payload: { email: "s@s.example", password: right },
    });
    expect(response.cookies).toMatchObject([{ name: cookieName, secure: true }]);
  } finally {
    await secure.close();
  }
});

test("an unknown address, a wrong password and a person without one get the same answer", async () => {
  const owner = await withPassword();
  const invited = await newAgent(house, owner.workspaceId);
  const { email } = await house.system
    .selectFrom("agents")
    .select("email")
    .where("id", "=", invited.id)
    .executeTakeFirstOrThrow();
  const answers = await Promise.all([
    from().try(owner.email, "wrong"),
    from().try("nobody@nowhere.example", right),
    from().try(email, ""),
  ]);
  expect(new Set(answers.map(({ status, body }) => JSON.stringify({ status, body })))).toHaveLength(1);
  expect(answers[0]).toMatchObject({ status: 401, body: { code: "wrong_credentials" } });
});

test("a deactivated person cannot sign in, and an open session ends", async () => {
  const owner = await withPassword();
  const { cookies } = await from().try(owner.email, right);
  await house.system.updateTable("agents").set({ active: false }).where("id", "=", owner.id).execute();
  expect((await from().try(owner.email, right)).status).toBe(401);
  expect((await ask(me, cookies[0]?.value ?? "")).status).toBe(401);
});

test("guessing at an address slows down from any network, says how long, and ends with a success", async () => {
  const moveOn = stopClock();
  const owner = await withPassword();
  for (let guess = 0; guess < 5; guess++) expect((await from().try(owner.email, "wrong")).status).toBe(401);
  const sixth = await from().try(owner.email, right);
  expect(sixth).toMatchObject({ status: 429, body: { code: "too_many_requests", retryAfterSeconds: 1 } });
  expect(sixth.headers["retry-after"]).toBe("1");
  moveOn(1_000);
  expect((await from().try(owner.email, "wrong")).status).toBe(401);
  expect((await from().try(owner.email, right)).body.retryAfterSeconds).toBe(2);
  for (let guess = 0; guess < 12; guess++) {
    moveOn(901_000);
    expect((await from().try(owner.email, "wrong")).status).toBe(401);
  }
  expect((await from().try(owner.email, right)).body.retryAfterSeconds).toBe(900);
  moveOn(901_000);
  expect((await from().try(owner.email, right)).status).toBe(200);
  for (let guess = 0; guess < 5; guess++) expect((await from().try(owner.email, "wrong")).status).toBe(401);
});

test("a hundred guesses at once are five guesses, whichever process they reach", async () => {
  stopClock();
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => from().try("parallel@guess.example", "wrong")),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(95);
});

test("one network that guesses at many addresses slows down, and a success there does not wash it clean", async () => {
  stopClock();
  const owner = await withPassword();
  const attacker = from("2001:db8:1:2::1");
  for (let guess = 0; guess < 29; guess++) await attacker.try(`victim${guess}@guess.example`, "wrong");
  expect((await attacker.try(owner.email, right)).status).toBe(200);
  expect((await from("2001:db8:1:2:ffff::9").try("victim29@guess.example", "wrong")).status).toBe(401);
  expect((await from("2001:db8:1:2:aaaa::9").try("victim30@guess.example", "wrong")).status).toBe(429);
  expect((await from("2001:db8:1:3::1").try("victim30@guess.example", "wrong")).status).toBe(401);
});

test("tries are forgotten a day later", async () => {
  for (let guess = 0; guess < 5; guess++) await from().try("forgotten@guess.example", "wrong");
  const subject = target("sign-in", "forgotten@guess.example").key;
  const subjects = house.system.selectFrom("signInTries").where("subject", "=", subject).select("failures");
  expect(await subjects.execute()).toEqual([{ failures: 5 }]);
  house.clock.advance(86_400_000 + 60_000);
  await house.runSchedules();
  expect(await subjects.execute()).toEqual([]);
});

test("signing out ends the session and takes the cookie back", async () => {
  const owner = await withPassword();
  const token = (await from().try(owner.email, right)).cookies[0]?.value ?? "";
  const response = await house.app.fastify.inject({
    method: "DELETE",
    url: signOut.path,
    cookies: { [cookieName]: token },
  });
  expect(response.statusCode).toBe(200);
  expect(response.cookies).toMatchObject([{ name: cookieName, value: "", path: "/" }]);
  expect((await ask(me, token)).status).toBe(401);
});

test("sessions are listed newest first, and a revoked one is out at once", async () => {
  const owner = await withPassword();
  const token = (await from().try(owner.email, right)).cookies[0]?.value ?? "";
  const { items } = await owner.call(listSessions);
  expect(items.map(({ current }) => current)).toEqual([false, true]);
  await owner.call(revokeSession, { params: { id: items[0]?.id ?? "" } });
  expect((await ask(me, token)).status).toBe(401);
  expect(await owner.try(revokeSession, { params: { id: items[0]?.id ?? "" } })).toMatchObject({
    status: 404,
  });
});

test("nobody else's session can be revoked, a colleague's as little as one in another workspace", async () => {
  const [owner, stranger] = [await withPassword(), await newWorkspace(house)];
  const colleague = await newAgent(house, owner.workspaceId);
  for (const other of [colleague, stranger]) {
    const answer = await owner.try(revokeSession, { params: { id: other.actor.sessionId } });
    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect((await other.try(me)).status).toBe(200);
  }
});

test("a session runs out after thirty days and is forgotten", async () => {
  const owner = await withPassword();
  const token = (await from().try(owner.email, right)).cookies[0]?.value ?? "";
  house.clock.advance(30 * 86_400_000 + 1000);
  expect((await ask(me, token)).status).toBe(401);
  await house.runSchedules();
  expect(
    await house.system.selectFrom("sessions").selectAll().where("agentId", "=", owner.id).execute(),
  ).toEqual([]);
});

test("a new password needs the current one and ends all other sessions", async () => {
  const owner = await withPassword();
  const other = (await from().try(owner.email, right)).cookies[0]?.value ?? "";
  const password = { current: "wrong", next: "another long password" };
  expect(await owner.try(changeMe, { body: { password } })).toMatchObject({
    status: 401,
    body: { code: "wrong_credentials" },
  });
  expect((await ask(me, other)).status).toBe(200);
  await owner.call(changeMe, { body: { password: { ...password, current: right }, name: " Olga Orange " } });
  expect((await ask(me, other)).status).toBe(401);
  expect(await owner.call(me)).toMatchObject({ name: "Olga Orange" });
  expect((await from().try(owner.email, right)).status).toBe(401);
  expect((await from().try(owner.email, "another long password")).status).toBe(200);
});

test("a person's language is theirs alone, and one that Baton does not speak is refused", async () => {
  const owner = await withPassword();
  const colleague = await newAgent(house, owner.workspaceId);
  expect((await owner.call(me)).language).toBe("workspace");
  expect(await owner.call(changeMe, { body: { language: "ar" } })).toMatchObject({ language: "ar" });
  expect((await owner.call(me)).language).toBe("ar");
  expect((await colleague.call(me)).language).toBe("workspace");
  expect(await owner.try(changeMe, { body: { language: "tlh" } })).toMatchObject({ status: 400 });
  expect((await owner.call(me)).language).toBe("ar");
});

test("without a session there is nobody to be", async () => {
  expect(await person(house, (await newWorkspace(house)).actor, "").try(me)).toMatchObject({ status: 401 });
});
