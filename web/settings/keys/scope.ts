import { type Scope, scopes } from "../../../shared/endpoint.ts";
import { needsOfScope } from "../../../shared/keys.ts";
import type { Permission } from "../../../shared/permissions.ts";

export const areas = ["conversations", "customers", "people", "settings", "reports"] as const;
export type Area = (typeof areas)[number];

/** How far a key may go in one area; writing always includes reading. */
export type Reach = "none" | "read" | "write";

export type Reaches = Record<Area, Reach>;

export const noReach: Reaches = {
  conversations: "none",
  customers: "none",
  people: "none",
  settings: "none",
  reports: "none",
};

/** How far a key may go in an area: no further than the area does, and than whoever makes it may. */
export function reachesOf(area: Area, mine: readonly Permission[]): readonly Reach[] {
  return (["none", "read", "write"] as const).filter(
    (reach) =>
      scopesOf({ ...noReach, [area]: reach }).every((scope) =>
        needsOfScope[scope].every((one) => mine.includes(one)),
      ) &&
      (reach !== "write" || scopes.includes(`${area}:write` as Scope)),
  );
}

/** The scopes that make up what was chosen. */
export function scopesOf(reaches: Reaches): Scope[] {
  return scopes.filter((scope) => {
    const [area, verb] = scope.split(":") as [Area, "read" | "write"];
    return reaches[area] === "write" || (reaches[area] === "read" && verb === "read");
  });
}

/** How far scopes reach, area by area; the other way round of `scopesOf`. */
export function reachOf(held: readonly Scope[], area: Area): Reach {
  if (held.includes(`${area}:write` as Scope)) return "write";
  return held.includes(`${area}:read` as Scope) ? "read" : "none";
}
