import { expect, test } from "vitest";
import { defaultBusinessHours } from "../../shared/workspace.ts";
import { quickTimes } from "./promise-times.ts";

const at = (iso: string, hours = defaultBusinessHours, zone = "Europe/Berlin") =>
  Object.fromEntries(
    quickTimes(new Date(iso), hours, zone).map(({ id, at: time }) => [id, time.toISOString()]),
  );

test("in the morning: the end of today, ten tomorrow, the end of the day after", () => {
  expect(at("2026-11-18T09:00:00Z")).toEqual({
    today: "2026-11-18T16:00:00.000Z",
    next: "2026-11-19T09:00:00.000Z",
    later: "2026-11-20T16:00:00.000Z",
  });
});

test("shortly before closing, today is no longer offered", () => {
  expect(at("2026-11-18T15:45:00Z")).not.toHaveProperty("today");
});

test("a Friday evening leads to Monday and Tuesday", () => {
  expect(at("2026-11-20T19:00:00Z")).toEqual({
    next: "2026-11-23T09:00:00.000Z",
    later: "2026-11-24T16:00:00.000Z",
  });
});

test("holidays are skipped", () => {
  const hours = { ...defaultBusinessHours, holidays: ["2026-11-19"] };
  expect(at("2026-11-18T09:00:00Z", hours).next).toBe("2026-11-20T09:00:00.000Z");
});

test("a day that opens after ten begins when it opens", () => {
  const days = defaultBusinessHours.days.map((spans) => spans.map(() => [720, 1080] as [number, number]));
  expect(at("2026-11-18T09:00:00Z", { days, holidays: [] }).next).toBe("2026-11-19T11:00:00.000Z");
});

test("without business hours every day counts", () => {
  const days = defaultBusinessHours.days.map(() => []);
  expect(at("2026-11-20T19:00:00Z", { days, holidays: [] }).next).toBe("2026-11-21T09:00:00.000Z");
});
