import { afterAll, beforeAll, expect, test } from "vitest";
import { deactivateAgent } from "../../shared/agents.ts";
import { createKey, listKeys } from "../../shared/keys.ts";
import { createTeam, listTeams } from "../../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
});
afterAll(() => house.close());

const hour = 3600_000;
const team = (name: string) => ({ body: { name, leadId: owner.id, memberIds: [] } });
const key = (value: string) => ({ "idempotency-key": value });
const teamsNamed = async (name: string) =>
  (await owner.call(listTeams)).items.filter((item) => item.name === name);
const kept = () =>
  house.system
    .selectFrom("idempotencyKeys")
    .selectAll()
    .where("workspaceId", "=", owner.workspaceId)
    .execute();

/** Byte for byte what came over the wire. */
async function raw(ask: ReturnType<typeof team>, value: string): Promise<{ status: number; text: string }> {
  const response = await house.app.fastify.inject({
    method: "POST",
    url: createTeam.path,
    payload: JSON.stringify(ask.body),
    headers: { cookie: owner.cookie, "content-type": "application/json", ...key(value) },
  });
  return { status: response.statusCode, text: response.body };
}

test("fifty at once with one key make one team and get one answer", async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => raw(team("Fifty"), "fifty")));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  const { items } = await owner.call(listTeams);
  expect(items.filter(({ name }) => name === "Fifty")).toMatchObject([JSON.parse(answers[0]?.text ?? "")]);
});

test("the same key with another request is refused, and changes nothing", async () => {
  await owner.call(createTeam, team("First"), key("other"));
  const refused = await owner.try(createTeam, team("Second"), key("other"));
  expect(refused).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
  expect(await teamsNamed("Second")).toEqual([]);
});

test("a key is kept for a day by the clock of the house, then forgotten", async () => {
  await owner.call(createTeam, team("Daily"), key("daily"));
  house.clock.advance(23.9 * hour);
  await owner.call(createTeam, team("Daily"), key("daily"));
  house.clock.advance(0.2 * hour);
  expect(await owner.try(createTeam, team("Daily"), key("daily"))).toMatchObject({ status: 409 });
  await owner.call(createTeam, team("Daily again"), key("daily"));
  expect(await teamsNamed("Daily again")).toHaveLength(1);

  house.clock.advance(25 * hour);
  await house.runSchedules();
  expect(await kept()).toEqual([]);
});

test("a request that failed is not remembered: the same key works once it can", async () => {
  await owner.call(createTeam, team("Taken"));
  const before = (await kept()).length;
  expect(await owner.try(createTeam, team("Taken"), key("again"))).toMatchObject({ status: 409 });
  expect(await kept()).toHaveLength(before);
  await owner.call(createTeam, team("Free"), key("again"));
  expect(await teamsNamed("Free")).toHaveLength(1);
});

test("a key belongs to whoever used it: somebody else's same key is another request", async () => {
  const admin = await newAgent(house, owner.workspaceId, "admin");
  await owner.call(createTeam, team("Mine"), key("shared"));
  await admin.call(createTeam, team("Theirs"), key("shared"));
  expect(await teamsNamed("Theirs")).toHaveLength(1);
});

test("a secret that is shown once is shown again to the same key, and stands nowhere in clear", async () => {
  const ask = { body: { name: "Shop", scopes: ["reports:read"] } };
  const first = await owner.call(createKey, ask, key("secret"));
  expect(await owner.call(createKey, ask, key("secret"))).toEqual(first);
  expect((await owner.call(listKeys)).items.filter(({ name }) => name === "Shop")).toHaveLength(1);
  for (const { reply } of await kept()) expect(reply.includes(first.secret)).toBe(false);
});

test("a key of more than 255 characters is refused", async () => {
  expect(await owner.try(createTeam, team("Long"), key("k".repeat(256)))).toMatchObject({ status: 400 });
  expect(await teamsNamed("Long")).toEqual([]);
});

test("what is done in steps of its own is done once for one key, also when ten ask at once", async () => {
  const leaver = await newAgent(house, owner.workspaceId);
  const ask = { params: { id: leaver.id }, body: { heirId: owner.id } };
  const leave = () => owner.try(deactivateAgent, ask, { "idempotency-key": "leave-once" });
  const answers = await Promise.all(Array.from({ length: 10 }, leave));
  answers.push(await leave());
  expect(answers.map(({ status }) => status)).toEqual(Array(11).fill(200));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  const other = { ...ask, body: { heirId: leaver.id } };
  expect(await owner.try(deactivateAgent, other, { "idempotency-key": "leave-once" })).toMatchObject({
    status: 422,
    body: { code: "idempotency_key_reused" },
  });
});
