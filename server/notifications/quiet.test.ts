import { expect, test } from "vitest";
import { afterQuiet, nextDigest } from "./quiet.ts";

const berlin = "Europe/Berlin";
const at = (text: string) => new Date(text);
const night = { on: true, from: 22 * 60, to: 7 * 60, weekends: false };
const end = (from: string, quiet = night, zone = berlin) =>
  afterQuiet(at(from), quiet, zone).toISOString().slice(0, 16);

test.each([
  ["in the evening it waits until the morning after", "2026-07-01T21:30:00Z", "2026-07-02T05:00"],
  ["after midnight until the same morning", "2026-07-01T01:00:00Z", "2026-07-01T05:00"],
  ["the end itself is no longer quiet", "2026-07-01T05:00:00Z", "2026-07-01T05:00"],
  ["by day nothing waits", "2026-07-01T10:00:00Z", "2026-07-01T10:00"],
  ["through the night in which the clock goes forward", "2026-03-28T22:30:00Z", "2026-03-29T05:00"],
  ["through the night in which it goes back", "2026-10-24T21:00:00Z", "2026-10-25T06:00"],
])("quiet hours across midnight: %s", (_, from, expected) => {
  expect(end(from)).toBe(expected);
});

test("a weekend is quiet to Monday, and on to the end of that night", () => {
  const weekends = { ...night, weekends: true };
  // Friday 23:00 is night, then the weekend, then the night before Monday.
  expect(end("2026-07-03T21:00:00Z", weekends)).toBe("2026-07-06T05:00");
  expect(end("2026-07-05T12:00:00Z", weekends)).toBe("2026-07-06T05:00");
  expect(end("2026-07-03T12:00:00Z", weekends)).toBe("2026-07-03T12:00");
  const only = { on: true, from: 0, to: 0, weekends: true };
  expect(end("2026-07-04T12:00:00Z", only)).toBe("2026-07-05T22:00");
});

test("switched off, or from and to the same, nothing is quiet", () => {
  expect(end("2026-07-01T21:30:00Z", { ...night, on: false })).toBe("2026-07-01T21:30");
  expect(end("2026-07-01T21:30:00Z", { ...night, to: night.from })).toBe("2026-07-01T21:30");
});

test("an end in the hour that comes twice, or that never comes, is still later than now", () => {
  const short = { ...night, to: 150 };
  // 02:10 for the second time.
  expect(end("2026-10-25T01:10:00Z", short)).toBe("2026-10-25T01:30");
  // 02:30 does not exist; the clock shows 03:30 then.
  expect(end("2026-03-29T00:30:00Z", short)).toBe("2026-03-29T01:30");
});

const digest = (after: string, choice: Parameters<typeof nextDigest>[1], zone = berlin) =>
  nextDigest(at(after), choice, zone).toISOString().slice(0, 16);

test("a daily digest comes once a day at the chosen hour of the person's clock", () => {
  const daily = { digest: "daily", digestHour: 8 } as const;
  expect(digest("2026-07-01T05:59:00Z", daily)).toBe("2026-07-01T06:00");
  expect(digest("2026-07-01T06:00:00Z", daily)).toBe("2026-07-02T06:00");
  expect(digest("2026-03-28T08:00:00Z", daily)).toBe("2026-03-29T06:00");
  expect(digest("2026-10-24T08:00:00Z", daily)).toBe("2026-10-25T07:00");
});

test("in the night that changes the clocks the digest of that hour comes exactly once", () => {
  const atTwo = { digest: "daily", digestHour: 2 } as const;
  // 02:00 comes twice: at 00:00 and 01:00 UTC. It is sent the first time.
  expect(digest("2026-10-24T12:00:00Z", atTwo)).toBe("2026-10-25T00:00");
  expect(digest("2026-10-25T00:00:00Z", atTwo)).toBe("2026-10-26T01:00");
  expect(digest("2026-10-25T00:30:00Z", atTwo)).toBe("2026-10-26T01:00");
  // 02:00 does not come at all: the clock shows 03:00 then.
  expect(digest("2026-03-28T12:00:00Z", atTwo)).toBe("2026-03-29T01:00");
  expect(digest("2026-03-29T01:00:00Z", atTwo)).toBe("2026-03-30T00:00");
});

test("an hourly digest comes at each full hour of the person's clock, also where hours begin at half past", () => {
  const hourly = { digest: "hourly", digestHour: 8 } as const;
  expect(digest("2026-10-25T00:20:00Z", hourly)).toBe("2026-10-25T01:00");
  expect(digest("2026-10-25T01:00:00Z", hourly)).toBe("2026-10-25T02:00");
  expect(digest("2026-07-01T05:10:00Z", hourly, "Asia/Kolkata")).toBe("2026-07-01T05:30");
});
