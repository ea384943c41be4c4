import { z } from "zod";

/** How many unresolved conversations somebody should hold at most. */
export const capacity = z.number().int().min(0).max(1000);

/** How full somebody's hands are: room left, just full, or more than they should hold. */
export type Fullness = "room" | "full" | "over";

/** Compares what somebody holds with what they should hold at most; null is no limit. */
export function fullness(held: number, most: number | null): Fullness {
  if (most === null || held < most) return "room";
  return held > most ? "over" : "full";
}
