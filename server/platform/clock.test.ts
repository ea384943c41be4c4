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

test("a clock that was never moved shows the time of the machine", () => {
  const [before, shown, after] = [
    Date.now(),
    new MovableClock().now().getTime(),
    systemClock.now().getTime(),
  ];
  expect(shown).toBeGreaterThanOrEqual(before);
  expect(after).toBeGreaterThanOrEqual(shown);
});
