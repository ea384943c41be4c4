import type { BusinessHours } from "../../shared/workspace.ts";
import { addDays, type CalendarDay, isoDay, momentAt, wallTime, weekday } from "../lib/zone.ts";

export type QuickTimeId = "today" | "next" | "later";

/** A date that can be promised with one key. */
export interface QuickTime {
  id: QuickTimeId;
  at: Date;
}

const soonest = 30;
const ten = 600;
const five = 1020;

/**
 * The quick choices for a promise: the end of today's business hours (left out when less than half an hour
 * remains), ten o'clock on the next business day, and the end of the second business day from now.
 */
export function quickTimes(now: Date, hours: BusinessHours, zone: string): QuickTime[] {
  const here = wallTime(now, zone);
  const times: QuickTime[] = [];

  const end = closing(here, hours);
  if (end !== null && end - here.minuteOfDay >= soonest)
    times.push({ id: "today", at: momentAt({ ...here, minuteOfDay: end }, zone) });

  const next = businessDay(here, hours, 1);
  times.push({ id: "next", at: momentAt({ ...next, minuteOfDay: morning(next, hours) }, zone) });

  const later = businessDay(here, hours, 2);
  times.push({ id: "later", at: momentAt({ ...later, minuteOfDay: closing(later, hours) ?? five }, zone) });

  return times;
}

/** The nth business day after a day; without any business hours every day is one. */
export function businessDay(from: CalendarDay, hours: BusinessHours, nth: number): CalendarDay {
  const never = hours.days.every((spans) => spans.length === 0);
  let left = nth;
  let date = addDays(from, 1);
  for (let tries = 0; tries < 400; tries++, date = addDays(date, 1)) {
    if (never || closing(date, hours) !== null) left--;
    if (left === 0) return date;
  }
  return addDays(from, nth);
}

function closing(date: CalendarDay, hours: BusinessHours): number | null {
  if (hours.holidays.includes(isoDay(date))) return null;
  return hours.days[weekday(date)]?.at(-1)?.[1] ?? null;
}

/** Ten o'clock where that is within the day's hours, otherwise their beginning. */
function morning(date: CalendarDay, hours: BusinessHours): number {
  const spans = hours.days[weekday(date)] ?? [];
  const open = spans[0]?.[0];
  if (open === undefined) return ten;
  return spans.some(([from, to]) => from <= ten && ten < to) ? ten : open;
}
