import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { me, setPresence } from "../../shared/me.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { presenceSchedule } from "./presence.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  owner = await newWorkspace(house);
});

const look = (...here: Person[]) =>
  presenceSchedule(() => here.map(({ workspaceId, id }) => ({ workspaceId, id }))).run(
    house,
    house.clock.now(),
  );
const presence = async (who = owner) => (await who.call(me)).presence;
const told = async () =>
  (
    await house.system
      .selectFrom("events")
      .select("data")
      .where("workspaceId", "=", owner.workspaceId)
      .where("name", "=", "agent.presence_changed")
      .orderBy("position")
      .execute()
  ).map(({ data }) => (data as { presence: string }).presence);

test("whoever is connected is online, and offline ninety seconds after the last look; only changes are told", async () => {
  house.clock.stop();
  expect(await presence()).toBe("offline");
  await look(owner);
  await look(owner);
  expect(await presence()).toBe("online");
  house.clock.advance(80_000);
  await look(owner);
  house.clock.advance(80_000);
  await house.runSchedules();
  expect(await presence()).toBe("online");
  house.clock.advance(11_000);
  await house.runSchedules();
  expect(await presence()).toBe("offline");
  expect(await told()).toEqual(["online", "offline"]);
  house.clock.goOn();
});

test("away stays away while connected, and ends by leaving or by saying so", async () => {
  await look(owner);
  await owner.call(setPresence, { body: { presence: "away" } });
  await owner.call(setPresence, { body: { presence: "away" } });
  await look(owner);
  expect(await presence()).toBe("away");
  await owner.call(setPresence, { body: { presence: "online" } });
  expect(await presence()).toBe("online");
  await owner.call(setPresence, { body: { presence: "away" } });
  house.clock.advance(91_000);
  await house.runSchedules();
  expect(await presence()).toBe("offline");
  expect(await told()).toEqual(["online", "away", "online", "away", "offline"]);
});

test("people of several workspaces are seen by one look, each told in their own", async () => {
  const other = await newWorkspace(house);
  const agent = await newAgent(house, other.workspaceId);
  await look(owner, agent);
  expect([await presence(), await presence(agent), await presence(other)]).toEqual([
    "online",
    "online",
    "offline",
  ]);
  expect(await told()).toEqual(["online"]);
});

test("a deactivated person whose connection is still closing is not seen", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  await house.system.updateTable("agents").set({ active: false }).where("id", "=", agent.id).execute();
  await look(agent);
  expect(await told()).toEqual([]);
});
