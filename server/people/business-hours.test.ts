import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { type BusinessHours, defaultBusinessHours } from "../../shared/workspace.ts";
import {
  addBusinessDays,
  addBusinessMinutes,
  businessMinutesBetween,
  nextBusinessMoment,
} from "./business-hours.ts";

const berlin = "Europe/Berlin";
const newYork = "America/New_York";
const at = (text: string, zone: string) => DateTime.fromISO(text, { zone }).toJSDate();
const wall = (date: Date, zone: string) =>
  DateTime.fromJSDate(date, { zone }).toFormat("ccc yyyy-MM-dd HH:mm");
const everyDay = (...ranges: [number, number][]): BusinessHours => ({
  days: Array(7).fill(ranges),
  holidays: [],
});
const nine = defaultBusinessHours;

/** Slow and simple: asks the wall clock of every single minute whether people work. */
function worksAt(moment: number, hours: BusinessHours, zone: string): boolean {
  const local = DateTime.fromMillis(moment, { zone });
  if (hours.holidays.includes(local.toISODate() ?? "")) return false;
  const ofDay = local.hour * 60 + local.minute;
  return (hours.days[local.weekday - 1] ?? []).some(([from, to]) => from <= ofDay && ofDay < to);
}

function countedBetween(from: Date, to: Date, hours: BusinessHours, zone: string): number {
  let sum = 0;
  for (let moment = from.getTime(); moment < to.getTime(); moment += 60_000)
    if (worksAt(moment, hours, zone)) sum++;
  return sum;
}

function addedOneByOne(start: Date, minutes: number, hours: BusinessHours, zone: string): Date {
  let moment = start.getTime();
  for (let left = minutes; left > 0; moment += 60_000) if (worksAt(moment, hours, zone)) left--;
  return new Date(moment);
}

const zones = fc.constantFrom(
  berlin,
  newYork,
  "UTC",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "America/Havana",
  "Africa/Cairo",
);
/** Around the changes of the clocks as often as anywhere else. */
const starts = fc
  .tuple(
    fc.constantFrom(
      "2026-03-27",
      "2026-10-23",
      "2026-03-06",
      "2026-10-30",
      "2026-04-02",
      "2026-06-15",
      "2026-12-30",
      "2026-04-22",
      "2026-10-28",
    ),
    fc.integer({ min: 0, max: 4 * 1440 }),
  )
  .map(([date, minutes]) => new Date(Date.parse(`${date}T00:00:00Z`) + minutes * 60_000));
const ranges = fc.uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 6 }).map((edges) => {
  const sorted = edges.sort((a, b) => a - b).map((half) => half * 30);
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, n): [number, number] => [
    sorted[2 * n] ?? 0,
    sorted[2 * n + 1] ?? 0,
  ]);
});
const weeks = fc.record({
  days: fc.array(ranges, { minLength: 7, maxLength: 7 }),
  holidays: fc.subarray(["2026-03-30", "2026-10-25", "2027-01-01", "2026-06-17", "2026-03-08"]),
});
const openWeeks = weeks.filter(({ days }) => days.some((day) => day.length > 0));

describe("against a count of every minute", () => {
  test("minutes between two moments are those in which people work", () => {
    fc.assert(
      fc.property(
        starts,
        fc.integer({ min: 0, max: 5 * 1440 }),
        openWeeks,
        zones,
        (from, length, hours, zone) => {
          const to = new Date(from.getTime() + length * 60_000);
          expect(businessMinutesBetween(from, to, hours, zone)).toBe(countedBetween(from, to, hours, zone));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("adding minutes ends when as many working minutes have passed", () => {
    fc.assert(
      fc.property(
        starts,
        fc.integer({ min: 0, max: 1500 }),
        openWeeks,
        zones,
        (start, minutes, hours, zone) => {
          const sparse = hours.days.flat().reduce((sum, [from, to]) => sum + to - from, 0) < 300;
          const fewer = sparse ? minutes % 240 : minutes;
          const end = addBusinessMinutes(start, fewer, hours, zone);
          expect(end).toEqual(addedOneByOne(start, fewer, hours, zone));
          expect(businessMinutesBetween(start, end, hours, zone)).toBe(fewer);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("the next business moment is now, or the first minute in which people work", () => {
    fc.assert(
      fc.property(starts, openWeeks, zones, (start, hours, zone) => {
        let moment = start.getTime();
        while (!worksAt(moment, hours, zone)) moment += 60_000;
        expect(nextBusinessMoment(start, hours, zone)).toEqual(new Date(moment));
      }),
      { numRuns: 60 },
    );
  });

  test("a day that is added is a day on which people work, and they work at the moment it ends on", () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 12 }), openWeeks, zones, (start, days, hours, zone) => {
        const end = addBusinessDays(start, days, hours, zone);
        expect(worksAt(end.getTime(), hours, zone)).toBe(true);
        const later = addBusinessDays(start, days + 1, hours, zone);
        expect(later.getTime()).toBeGreaterThanOrEqual(end.getTime());
        let date = DateTime.fromJSDate(start, { zone }).startOf("day");
        for (let left = days; left > 0; ) {
          date = date.plus({ days: 1 }).startOf("day");
          const iso = date.toISODate() ?? "";
          if ((hours.days[date.weekday - 1] ?? []).length > 0 && !hours.holidays.includes(iso)) left--;
        }
        expect(end.getTime()).toBeGreaterThanOrEqual(date.toMillis());
      }),
      { numRuns: 60 },
    );
  });
});

describe("a working week of nine to five", () => {
  test("four hours from Friday afternoon end on Monday morning", () => {
    expect(wall(addBusinessMinutes(at("2026-06-12T15:30", berlin), 240, nine, berlin), berlin)).toBe(
      "Mon 2026-06-15 11:30",
    );
  });

  test("a full day's hours end at closing time, not at opening time of the next day", () => {
    expect(wall(addBusinessMinutes(at("2026-06-10T09:00", berlin), 480, nine, berlin), berlin)).toBe(
      "Wed 2026-06-10 17:00",
    );
  });

  test("closing time is closed, opening time is open", () => {
    expect(wall(nextBusinessMoment(at("2026-06-10T17:00", berlin), nine, berlin), berlin)).toBe(
      "Thu 2026-06-11 09:00",
    );
    expect(wall(nextBusinessMoment(at("2026-06-10T09:00", berlin), nine, berlin), berlin)).toBe(
      "Wed 2026-06-10 09:00",
    );
  });

  test("holidays are local dates on which nobody works", () => {
    const hours = { ...nine, holidays: ["2026-06-15"] };
    expect(wall(addBusinessMinutes(at("2026-06-12T16:00", newYork), 120, hours, newYork), newYork)).toBe(
      "Tue 2026-06-16 10:00",
    );
    expect(wall(addBusinessDays(at("2026-06-12T16:00", newYork), 1, hours, newYork), newYork)).toBe(
      "Tue 2026-06-16 16:00",
    );
  });

  test("working days keep the time of day, and move on when nobody works then", () => {
    expect(wall(addBusinessDays(at("2026-06-12T10:15", berlin), 2, nine, berlin), berlin)).toBe(
      "Tue 2026-06-16 10:15",
    );
    expect(wall(addBusinessDays(at("2026-06-11T20:00", berlin), 1, nine, berlin), berlin)).toBe(
      "Mon 2026-06-15 09:00",
    );
    expect(wall(addBusinessDays(at("2026-06-13T10:00", berlin), 1, nine, berlin), berlin)).toBe(
      "Mon 2026-06-15 10:00",
    );
    expect(wall(addBusinessDays(at("2026-06-13T10:00", berlin), 0, nine, berlin), berlin)).toBe(
      "Mon 2026-06-15 09:00",
    );
  });

  test("seconds are kept", () => {
    const start = new Date(at("2026-06-10T16:59", berlin).getTime() + 30_500);
    const end = addBusinessMinutes(start, 1, nine, berlin);
    expect(end.getTime()).toBe(at("2026-06-11T09:00", berlin).getTime() + 30_500);
    expect(businessMinutesBetween(start, end, nine, berlin)).toBe(1);
  });
});

describe("at midnight", () => {
  const night: BusinessHours = everyDay([0, 360], [1320, 1440]);

  test("a shift over midnight, written as two ranges, runs through", () => {
    expect(wall(addBusinessMinutes(at("2026-06-10T23:30", berlin), 60, night, berlin), berlin)).toBe(
      "Thu 2026-06-11 00:30",
    );
    expect(
      businessMinutesBetween(at("2026-06-10T22:00", berlin), at("2026-06-11T06:00", berlin), night, berlin),
    ).toBe(480);
  });

  test("minutes that end at midnight end there", () => {
    expect(wall(addBusinessMinutes(at("2026-06-10T22:00", berlin), 120, night, berlin), berlin)).toBe(
      "Thu 2026-06-11 00:00",
    );
  });

  test("round the clock is plain time", () => {
    const start = at("2026-03-28T12:00", berlin);
    expect(addBusinessMinutes(start, 5000, everyDay([0, 1440]), berlin).getTime()).toBe(
      start.getTime() + 5000 * 60_000,
    );
  });
});

describe("when the clocks change", () => {
  const small: BusinessHours = everyDay([60, 300]);

  test.each([
    ["Berlin in spring", berlin, "2026-03-29", 180],
    ["Berlin in autumn", berlin, "2026-10-25", 300],
    ["New York in spring", newYork, "2026-03-08", 180],
    ["New York in autumn", newYork, "2026-11-01", 300],
  ])("one to five at night has an hour less or more: %s", (_, zone, date, minutes) => {
    const [from, to] = [at(`${date}T00:00`, zone), at(`${date}T12:00`, zone)];
    expect(businessMinutesBetween(from, to, small, zone)).toBe(minutes);
    expect(wall(addBusinessMinutes(from, minutes, small, zone), zone)).toMatch(/05:00$/);
  });

  test.each([
    ["Berlin in spring", berlin, "2026-03-29"],
    ["New York in spring", newYork, "2026-03-08"],
  ])("hours that begin in the skipped hour begin when it is over: %s", (_, zone, date) => {
    const half = everyDay([150, 300]);
    expect(wall(nextBusinessMoment(at(`${date}T00:30`, zone), half, zone), zone)).toMatch(/03:00$/);
    expect(businessMinutesBetween(at(`${date}T00:00`, zone), at(`${date}T12:00`, zone), half, zone)).toBe(
      120,
    );
  });

  test.each([
    ["Berlin in autumn", berlin, "2026-10-25T00:00Z", "2026-10-25", 120],
    ["New York in autumn", newYork, "2026-11-01T05:00Z", "2026-11-01", 60],
  ])("half past to the hour that comes twice is worked twice: %s", (_, zone, first, date, hour) => {
    const half = everyDay([hour + 30, hour + 60]);
    expect(businessMinutesBetween(at(`${date}T00:00`, zone), at(`${date}T12:00`, zone), half, zone)).toBe(60);
    const secondHalf = new Date(Date.parse(first) + 105 * 60_000);
    expect(addBusinessMinutes(at(`${date}T00:00`, zone), 45, half, zone)).toEqual(secondHalf);
  });

  test.each([
    ["Berlin in spring", berlin, "2026-03-27T10:00", "Mon 2026-03-30 10:00"],
    ["Berlin in autumn", berlin, "2026-10-23T10:00", "Mon 2026-10-26 10:00"],
    ["New York in spring", newYork, "2026-03-06T10:00", "Mon 2026-03-09 10:00"],
    ["New York in autumn", newYork, "2026-10-30T10:00", "Mon 2026-11-02 10:00"],
  ])("ten o'clock stays ten o'clock over the weekend: %s", (_, zone, start, end) => {
    expect(wall(addBusinessDays(at(start, zone), 1, nine, zone), zone)).toBe(end);
    expect(wall(addBusinessMinutes(at(start, zone), 480, nine, zone), zone)).toBe(end);
  });

  test("a time of day that is skipped on the way is kept on the days after", () => {
    const start = at("2026-03-28T02:30", berlin);
    expect(wall(addBusinessDays(start, 2, everyDay([0, 1440]), berlin), berlin)).toBe("Mon 2026-03-30 02:30");
  });
});

describe("a week in which nobody ever works", () => {
  test.each([
    ["without hours", everyDay()],
    ["with ranges of no length", everyDay([540, 540])],
  ])("counts as plain time %s", (_, hours) => {
    const start = at("2026-06-12T20:00", berlin);
    expect(addBusinessMinutes(start, 240, hours, berlin)).toEqual(at("2026-06-13T00:00", berlin));
    expect(nextBusinessMoment(start, hours, berlin)).toEqual(start);
    expect(addBusinessDays(start, 2, hours, berlin)).toEqual(at("2026-06-14T20:00", berlin));
    expect(businessMinutesBetween(start, at("2026-06-13T20:00", berlin), hours, berlin)).toBe(1440);
  });

  test("a year of holidays is waited out", () => {
    const first = DateTime.fromISO("2026-01-01", { zone: berlin });
    const holidays = Array.from({ length: 400 }, (_, n) => first.plus({ days: n }).toISODate() ?? "");
    const end = nextBusinessMoment(first.toJSDate(), { ...nine, holidays }, berlin);
    expect(wall(end, berlin)).toBe("Fri 2027-02-05 09:00");
  });
});

test("time does not run backwards, and an unknown zone is refused", () => {
  const start = at("2026-06-10T10:00", berlin);
  expect(businessMinutesBetween(start, new Date(start.getTime() - 60_000), nine, berlin)).toBe(0);
  expect(addBusinessMinutes(start, -5, nine, berlin)).toEqual(start);
  expect(() => nextBusinessMoment(start, nine, "Moon/Crater")).toThrow("time zone");
});
