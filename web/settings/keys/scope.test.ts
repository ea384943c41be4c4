import { expect, test } from "vitest";
import { areas, noReach, reachesOf, reachOf, scopesOf } from "./scope.ts";

test("writing includes reading, and nothing else comes along", () => {
  const held = scopesOf({ ...noReach, customers: "write", reports: "read" });
  expect(held).toEqual(["customers:read", "customers:write", "reports:read"]);
});

test("what was chosen is read back from the scopes", () => {
  const chosen = { ...noReach, conversations: "write", people: "read" } as const;
  const held = scopesOf(chosen);
  for (const area of areas) expect(reachOf(held, area)).toBe(chosen[area]);
});

test("offers no writing where there is no such scope", () => {
  expect(reachesOf("reports")).toEqual(["none", "read"]);
  expect(reachesOf("settings")).toEqual(["none", "read", "write"]);
});
