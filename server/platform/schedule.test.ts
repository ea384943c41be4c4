import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { soon } from "../../test/live-client.ts";
import { runDue, schedule, startSchedules } from "./schedule.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

test("a look that found something is followed by another until nothing is left, with the clock of the house", async () => {
  let left = 5;
  const moments: Date[] = [];
  house.clock.set(new Date("2031-05-01T10:00:00Z"));
  const total = await runDue(house, [
    schedule("test.five", 3600, async (_house, now) => {
      moments.push(now);
      return left > 0 ? Number(left-- > 0) : 0;
    }),
  ]);
  expect(total).toBe(5);
  expect(moments).toHaveLength(6);
  expect(moments.every((moment) => moment.toISOString().startsWith("2031-05-01T10:00"))).toBe(true);
});

test("one that always finds something is cut off", async () => {
  let looks = 0;
  await runDue(house, [schedule("test.always", 1, async () => ++looks && 1)]);
  expect(looks).toBe(1000);
});

test("one that fails is looked at again and holds up no other", async () => {
  let [failures, others] = [0, 0];
  const stop = startSchedules(house, [
    schedule("test.fails", 0.01, async () => {
      failures++;
      throw new Error("not yet");
    }),
    schedule("test.other", 0.01, async () => {
      others++;
      return 0;
    }),
  ]);
  expect(await soon(() => failures > 3 && others > 3)).toBe(true);
  await stop();
});

test("stopping waits for the look under way, and none begins afterwards", async () => {
  let [begun, ended] = [0, 0];
  let go = () => {};
  const gate = new Promise<void>((done) => {
    go = done;
  });
  const stop = startSchedules(house, [
    schedule("test.slow", 0, async () => {
      begun++;
      await gate;
      ended++;
      return 1;
    }),
  ]);
  expect(await soon(() => begun === 1)).toBe(true);
  const stopped = stop();
  go();
  await stopped;
  expect([begun, ended]).toEqual([1, 1]);
  await pause(50);
  expect(begun).toBe(1);
});
