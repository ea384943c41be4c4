import { expect, test } from "vitest";
import { permissions, permissionsOf } from "../../../shared/permissions.ts";
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
  expect(reachesOf("reports", permissions)).toEqual(["none", "read"]);
  expect(reachesOf("settings", permissions)).toEqual(["none", "read", "write"]);
});

test("offers no further than whoever makes the key may go", () => {
  expect(reachesOf("people", permissionsOf("agent"))).toEqual(["none", "read"]);
  expect(reachesOf("conversations", permissionsOf("agent"))).toEqual(["none"]);
  expect(reachesOf("people", permissionsOf("admin"))).toEqual(["none", "read", "write"]);
});
