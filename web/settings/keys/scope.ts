import { type Scope, scopes } from "../../../shared/endpoint.ts";

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

/** How far one may go in an area at most. */
export function reachesOf(area: Area): readonly Reach[] {
  return scopes.includes(`${area}:write` as Scope) ? ["none", "read", "write"] : ["none", "read"];
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
