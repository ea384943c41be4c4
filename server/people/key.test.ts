import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createKey, listKeys, revokeKey } from "../../shared/keys.ts";
import { me } from "../../shared/me.ts";
import { getWorkspace } from "../../shared/workspace.ts";
import { inject, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  owner = await newWorkspace(house);
});

const make = (...scopes: string[]) => owner.call(createKey, { body: { name: "Shop", scopes } });
const ask = (endpoint: typeof getWorkspace | typeof me | typeof listKeys, secret: string) =>
  inject(house, endpoint, {}, { authorization: `Bearer ${secret}` });

test("a key's secret is shown once and only its hash is kept", async () => {
  const { key, secret } = await make("settings:read", "settings:read");
  expect(secret).toMatch(/^baton_[\w-]{43}$/);
  expect(key).toMatchObject({ name: "Shop", scopes: ["settings:read"], lastUsedAt: null });
  expect((await owner.call(listKeys)).items).toEqual([key]);
  const kept = await house.system.selectFrom("apiKeys").selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(secret);
});

test("a key reaches what its scopes say in its own workspace, and never what is for people only", async () => {
  const { secret } = await make("settings:read");
  expect(await ask(getWorkspace, secret)).toMatchObject({ status: 200, body: { id: owner.workspaceId } });
  expect(await ask(me, secret)).toMatchObject({ status: 403 });
  expect(await ask(listKeys, secret)).toMatchObject({ status: 403 });
  const other = await make("people:read");
  expect(await ask(getWorkspace, other.secret)).toMatchObject({ status: 403 });
});

test("a revoked key is out at once, and another workspace's looks like missing", async () => {
  const { key, secret } = await make("settings:read");
  const stranger = await newWorkspace(house);
  expect(await stranger.try(revokeKey, { params: { id: key.id } })).toMatchObject({ status: 404 });
  expect((await stranger.call(listKeys)).items).toEqual([]);
  expect((await ask(getWorkspace, secret)).status).toBe(200);
  await owner.call(revokeKey, { params: { id: key.id } });
  expect((await ask(getWorkspace, secret)).status).toBe(401);
  expect(await owner.try(revokeKey, { params: { id: key.id } })).toMatchObject({ status: 404 });
});
