import { expect, test } from "vitest";
import { defaultBusinessHours } from "../../../shared/workspace.ts";
import { clockOf, faultOf, minuteOf, nextRange, weekHours } from "./hours.ts";

test("midnight is the beginning of a day or its end, as it stands", () => {
  expect(minuteOf("00:00", "from")).toBe(0);
  expect(minuteOf("00:00", "to")).toBe(1440);
  expect(clockOf(1440)).toBe("00:00");
});

test("a time survives being written and read", () => {
  for (const minute of [0, 1, 59, 60, 570, 1439]) expect(minuteOf(clockOf(minute), "from")).toBe(minute);
});

test("what is no time is nothing", () => {
  expect(minuteOf("", "from")).toBeNull();
  expect(minuteOf("soon", "to")).toBeNull();
});

test("the next range begins after a pause and never overlaps", () => {
  expect(nextRange([])).toEqual([540, 1020]);
  expect(nextRange([[540, 720]])).toEqual([780, 1020]);
  expect(nextRange([[540, 1350]])).toEqual([1380, 1440]);
  expect(nextRange([[540, 1400]])).toBeNull();
});

test("finds hours that end before they begin, and hours that overlap", () => {
  expect(faultOf([[540, 540]])).toBe("backwards");
  expect(
    faultOf([
      [540, 720],
      [700, 900],
    ]),
  ).toBe("overlap");
  expect(
    faultOf([
      [540, 720],
      [720, 900],
    ]),
  ).toBeNull();
});

test("nine to five on five days is forty hours", () => {
  expect(weekHours(defaultBusinessHours)).toBe(40);
});
