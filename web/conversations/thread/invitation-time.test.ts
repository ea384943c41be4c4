import { expect, test } from "vitest";
import { invitationTime, wholeDays } from "./invitation-time.ts";

test("a time is told by the reader's clock, with its end", () => {
  const told = invitationTime("2026-11-02T14:00:00Z", "2026-11-02T15:00:00Z", "en-GB");
  const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23" });
  expect(told).toContain("November 2026");
  expect(told).toContain(`${hour.format(new Date("2026-11-02T14:00:00Z"))}:00`);
  expect(told).toContain(`${hour.format(new Date("2026-11-02T15:00:00Z"))}:00`);
});

test("a time without a zone is said as it stands", () => {
  expect(invitationTime("2026-11-02T23:30:00", null, "en-GB")).toMatch(/2 November 2026.*23:30$/);
});

test("whole days are the same days everywhere", () => {
  expect(wholeDays("2026-11-02", "2026-11-02", "en-GB")).toBe("2 November 2026");
  expect(wholeDays("2026-11-02", "2026-11-04", "en-GB")).toMatch(/^2\s*–\s*4 November 2026$/);
});

test("nonsense is told as nothing", () => {
  expect(invitationTime("soon", null, "en-GB")).toBe("");
});
