import { expect, test } from "vitest";
import { defaultBusinessHours as hours } from "../../../shared/workspace.ts";
import { laterTimes } from "./later-times.ts";

const zone = "Europe/Berlin";
const times = (now: string, with_ = hours) =>
  laterTimes(new Date(now), with_, zone).map(({ id, at }) => `${id} ${at.toISOString()}`);

test("on a Wednesday morning: in an hour, this afternoon, tomorrow at nine, Monday at nine", () => {
  expect(times("2026-11-18T08:00:00Z")).toEqual([
    "hour 2026-11-18T09:00:00.000Z",
    "afternoon 2026-11-18T13:00:00.000Z",
    "next 2026-11-19T08:00:00.000Z",
    "monday 2026-11-23T08:00:00.000Z",
  ]);
});

test("on a Friday evening the next business day is Monday, and it is offered once", () => {
  expect(times("2026-11-20T17:00:00Z")).toEqual([
    "hour 2026-11-20T18:00:00.000Z",
    "next 2026-11-23T08:00:00.000Z",
  ]);
});

test("nine stays nine over both changes of the clocks, and a holiday is left out", () => {
  expect(times("2026-03-28T12:00:00Z")).toContain("next 2026-03-30T07:00:00.000Z");
  expect(times("2026-10-24T12:00:00Z")).toContain("next 2026-10-26T08:00:00.000Z");
  const holiday = { ...hours, holidays: ["2026-10-26"] };
  expect(times("2026-10-24T12:00:00Z", holiday)).toContain("next 2026-10-27T08:00:00.000Z");
});

test("who begins at ten is not written to at nine", () => {
  const late = {
    ...hours,
    days: hours.days.map((spans) => (spans.length > 0 ? [[600, 1080] as [number, number]] : [])),
  };
  expect(times("2026-11-18T15:00:00Z", late)).toContain("next 2026-11-19T09:00:00.000Z");
});
