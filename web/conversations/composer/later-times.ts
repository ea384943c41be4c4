import type { BusinessHours } from "../../../shared/workspace.ts";
import { addDays, type CalendarDay, isoDay, momentAt, wallTime, weekday } from "../../lib/zone.ts";
import { businessDay } from "../promise-times.ts";

export type LaterTimeId = "hour" | "afternoon" | "next" | "monday";

export interface LaterTime {
  id: LaterTimeId;
  at: Date;
}

const nine = 540;
const two = 840;
const soonest = 60;

/**
 * When a reply might leave: in an hour, at two this afternoon while that is more than an hour away, at nine on the next
 * business day, and at nine on the first business day of next week. Nine is the beginning of the day where that is later.
 */
export function laterTimes(now: Date, hours: BusinessHours, zone: string): LaterTime[] {
  const here = wallTime(now, zone);
  const times: LaterTime[] = [{ id: "hour", at: new Date(now.getTime() + 3_600_000) }];
  const open = hours.days[weekday(here)] ?? [];
  const works = !hours.holidays.includes(isoDay(here)) && open.some(([from, to]) => from <= two && two < to);
  if (works && two - here.minuteOfDay > soonest)
    times.push({ id: "afternoon", at: momentAt({ ...here, minuteOfDay: two }, zone) });
  const next = businessDay(here, hours, 1);
  times.push({ id: "next", at: morningOf(next, hours, zone) });
  const monday = businessDay(addDays(here, 6 - weekday(here)), hours, 1);
  if (isoDay(monday) !== isoDay(next)) times.push({ id: "monday", at: morningOf(monday, hours, zone) });
  return times;
}

function morningOf(day: CalendarDay, hours: BusinessHours, zone: string): Date {
  const opens = hours.days[weekday(day)]?.[0]?.[0] ?? nine;
  return momentAt({ ...day, minuteOfDay: Math.max(nine, opens) }, zone);
}
