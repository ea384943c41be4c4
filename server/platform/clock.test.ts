import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { MovableClock, systemClock } from "./clock.ts";

test("a clock that was moved goes on from there", () => {
  const clock = new MovableClock();
  clock.set(new Date("2030-01-01T00:00:00Z"));
  const one = clock.now().getTime();
  clock.advance(3600_000);
  const other = clock.now().getTime();
  expect(other - one).toBeGreaterThanOrEqual(3600_000);
  expect(other - one).toBeLessThan(3660_000);
  clock.advance(-7200_000);
  expect(clock.now().toISOString()).toMatch(/^2029-12-31T23:00/);
});

test("a clock that was stopped is moved by hand only, and goes on from what it shows", async () => {
  const clock = new MovableClock();
  clock.stop();
  const before = clock.now().getTime();
  await pause(20);
  expect(clock.now().getTime()).toBe(before);
  clock.advance(500);
  expect(clock.now().getTime()).toBe(before + 500);
  clock.set(new Date("2030-01-01T00:00:00Z"));
  await pause(20);
  expect(clock.now().toISOString()).toBe("2030-01-01T00:00:00.000Z");
  clock.goOn();
  await pause(20);
  expect(clock.now().getTime()).toBeGreaterThan(Date.parse("2030-01-01T00:00:00Z"));
  expect(clock.now().toISOString()).toMatch(/^2030-01-01T00:/);
});

test("a clock that was never moved shows the time of the machine", () => {
  const [before, shown, after] = [
    Date.now(),
    new MovableClock().now().getTime(),
    systemClock.now().getTime(),
  ];
  expect(shown).toBeGreaterThanOrEqual(before);
  expect(after).toBeGreaterThanOrEqual(shown);
});
