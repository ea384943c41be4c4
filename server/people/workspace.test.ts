import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeWorkspace, defaultBusinessHours, getWorkspace } from "../../shared/workspace.ts";
import { newWorkspace, type Person } from "../../test/builders.ts";
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

const change = (body: Record<string, unknown>) => owner.try(changeWorkspace, { body });
const monday = (...ranges: [number, number][]) => ({
  businessHours: { days: [ranges, [], [], [], [], [], []], holidays: [] },
});

test("changes what is named and leaves the rest, and tells which fields", async () => {
  const before = await owner.call(getWorkspace);
  const body = {
    timeZone: "America/New_York",
    locale: "de-AT",
    followUpHours: null,
    name: before.name,
    ...monday([0, 360], [360, 1440]),
  };
  expect(await owner.call(changeWorkspace, { body })).toEqual({ ...before, ...body });
  expect(await owner.call(getWorkspace)).toEqual({ ...before, ...body });
  await owner.call(changeWorkspace, { body });
  const told = await house.system
    .selectFrom("events")
    .select("data")
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", "workspace.changed")
    .execute();
  expect(told.map(({ data }) => (data as { fields: string[] }).fields.sort())).toEqual([
    ["businessHours", "followUpHours", "locale", "timeZone"],
  ]);
});

test.each([
  ["an unknown zone", { timeZone: "Moon/Crater" }],
  ["an unknown language", { locale: "not a language" }],
  ["hours that overlap", monday([540, 720], [700, 1020])],
  ["hours out of order", monday([780, 1020], [540, 720])],
  ["hours that end before they begin", monday([1320, 360])],
  ["hours of no length", monday([540, 540])],
])("refuses %s and changes nothing", async (_, body) => {
  expect(await change(body)).toMatchObject({ status: 422, body: { code: "unprocessable" } });
  expect(await owner.call(getWorkspace)).toMatchObject({
    timeZone: "UTC",
    locale: "en",
    businessHours: defaultBusinessHours,
  });
});

test("a change stays in its workspace", async () => {
  const stranger = await newWorkspace(house);
  await owner.call(changeWorkspace, { body: { name: "Renamed" } });
  expect((await stranger.call(getWorkspace)).name).not.toBe("Renamed");
});
