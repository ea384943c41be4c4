import { expect, test } from "vitest";
import { addDays, isoDay, momentAt, wallTime, weekday } from "./zone.ts";

test("the wall time of a moment, and back", () => {
  const moment = new Date("2026-07-01T22:30:00Z");
  const wall = wallTime(moment, "Europe/Berlin");
  expect(wall).toEqual({ year: 2026, month: 7, day: 2, minuteOfDay: 30 });
  expect(momentAt(wall, "Europe/Berlin")).toEqual(moment);
});

test("nine in the morning stays nine when the clocks change", () => {
  const nine = { year: 2026, month: 3, minuteOfDay: 540 };
  expect(momentAt({ ...nine, day: 28 }, "Europe/Berlin").toISOString()).toBe("2026-03-28T08:00:00.000Z");
  expect(momentAt({ ...nine, day: 29 }, "Europe/Berlin").toISOString()).toBe("2026-03-29T07:00:00.000Z");
});

test("an unknown zone counts as UTC", () => {
  expect(wallTime(new Date("2026-01-01T05:00:00Z"), "Nowhere/None").minuteOfDay).toBe(300);
});

test("days follow the calendar", () => {
  expect(addDays({ year: 2026, month: 12, day: 31 }, 1)).toEqual({ year: 2027, month: 1, day: 1 });
  expect(weekday({ year: 2026, month: 11, day: 23 })).toBe(0);
  expect(isoDay({ year: 2026, month: 3, day: 1 })).toBe("2026-03-01");
});
