import type { Reply } from "../../../shared/endpoint.ts";
import type { getLeadBoard, LeadList } from "../../../shared/lead-board.ts";

export type LeadBoard = Reply<typeof getLeadBoard>;

/** Which number was opened: its list, whose, and how soon due where that is not what the page says. */
export interface Shown {
  list: LeadList;
  holder: string | null;
  minutes: number | null;
}

/** True when two numbers open the same rows. */
export function sameShown(a: Shown, b: Shown): boolean {
  return a.list === b.list && a.holder === b.holder && a.minutes === b.minutes;
}
