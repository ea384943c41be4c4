import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultBusinessHours as hours } from "../../shared/workspace.ts";
import { businessAgo } from "./business-age.ts";
import { businessMinutesBetween } from "./business-hours.ts";

const at = (text: string) => new Date(text);

test("an hour ago on Monday morning was on Friday afternoon", () => {
  expect(businessAgo(at("2030-01-07T09:30:00Z"), 60, hours, "UTC")).toEqual(at("2030-01-04T16:30:00Z"));
});

test("what opened this morning is as old as what closed last night", () => {
  expect(businessAgo(at("2030-01-08T10:00:00Z"), 60, hours, "UTC")).toEqual(at("2030-01-08T09:00:00Z"));
});

test("it is the latest moment that is old enough", () => {
  fc.assert(
    fc.property(
      fc.date({ min: at("2029-01-01T00:00:00Z"), max: at("2031-01-01T00:00:00Z"), noInvalidDate: true }),
      fc.integer({ min: 1, max: 5000 }),
      (now, minutes) => {
        const ago = businessAgo(now, minutes, hours, "Europe/Berlin");
        const age = (moment: Date) => businessMinutesBetween(moment, now, hours, "Europe/Berlin");
        expect(age(ago)).toBeGreaterThanOrEqual(minutes - 0.001);
        expect(age(new Date(ago.getTime() + 1000))).toBeLessThan(minutes);
      },
    ),
    { numRuns: 200 },
  );
});

test("without any hours all time counts", () => {
  const never = { ...hours, days: [[], [], [], [], [], [], []] };
  expect(businessAgo(at("2030-01-06T12:00:00Z"), 90, never, "UTC")).toEqual(at("2030-01-06T10:30:00Z"));
});
