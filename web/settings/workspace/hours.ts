import type { BusinessHours } from "../../../shared/workspace.ts";

export type Range = [from: number, to: number];

const dayEnd = 1440;
const nine: Range = [540, 1020];

/** "09:30" for 570; midnight at the end of a day reads "00:00", as on any clock. */
export function clockOf(minute: number): string {
  const part = (value: number) => String(value).padStart(2, "0");
  return `${part(Math.floor(minute / 60) % 24)}:${part(minute % 60)}`;
}

/** Minutes of the day for "09:30"; "00:00" as an end is the end of the day. Null for what is no time. */
export function minuteOf(clock: string, side: "from" | "to"): number | null {
  const [hours, minutes] = clock.split(":").map(Number);
  if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)) return null;
  const minute = hours * 60 + minutes;
  return minute === 0 && side === "to" ? dayEnd : minute;
}

/** The range to offer next: nine to five on an empty day, otherwise after the last one with a pause before it. */
export function nextRange(ranges: readonly Range[]): Range | null {
  const last = ranges[ranges.length - 1];
  if (!last) return nine;
  if (last[1] >= dayEnd - 60) return null;
  const from = Math.min(last[1] + 60, dayEnd - 60);
  return [from, Math.min(from + 240, dayEnd)];
}

type HoursFault = "backwards" | "overlap";

/** What is wrong with one day's hours: each ends after it begins, and they follow each other. */
export function faultOf(ranges: readonly Range[]): HoursFault | null {
  if (ranges.some(([from, to]) => from >= to)) return "backwards";
  return ranges.some(([from], index) => from < (ranges[index - 1]?.[1] ?? 0)) ? "overlap" : null;
}

/** Hours worked in a week without holidays. */
export function weekHours({ days }: BusinessHours): number {
  const minutes = days.flat().reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0);
  return Math.round(minutes / 6) / 10;
}
