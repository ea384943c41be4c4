import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listTroubles } from "../../shared/platform.ts";
import { newWorkspace } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

test("an admin is told when files cannot be stored, and that it is well again", async () => {
  const owner = await newWorkspace(house);
  const told = async () => (await owner.call(listTroubles)).items;
  expect(await told()).toEqual([]);
  // A file where the folder should be takes nothing, like a full disk.
  const folder = join(house.config.dataDir, "files");
  await rm(folder, { recursive: true, force: true });
  await writeFile(folder, "");
  expect(await told()).toEqual([{ kind: "files", count: 1 }]);
  await rm(folder);
  expect(await told()).toEqual([]);
});

test("an admin is told when events wait and nobody hands them on", async () => {
  const owner = await newWorkspace(house);
  await house.work(owner.actor, async (work) => {
    for (let count = 0; count < 2_100; count++) work.record("workspace.changed", { fields: [] });
  });
  expect((await owner.call(listTroubles)).items).toMatchObject([{ kind: "relay" }]);
  await house.relay.drain();
  expect((await owner.call(listTroubles)).items).toEqual([]);
});
