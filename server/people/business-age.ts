import type { BusinessHours } from "../../shared/workspace.ts";
import { addBusinessMinutes, businessMinutesBetween, nextBusinessMoment } from "./business-hours.ts";

const minute = 60_000;

/** The latest moment from which at least this many business minutes have passed until `now`; a week without any hours counts all minutes. */
export function businessAgo(now: Date, minutes: number, hours: BusinessHours, zone: string): Date {
  if (minutes <= 0) return now;
  for (let back = 4 * minutes + 4 * 1440; ; back *= 2) {
    const from = new Date(now.getTime() - back * minute);
    const passed = businessMinutesBetween(from, now, hours, zone);
    if (passed < minutes) continue;
    // At closing time no more business time has passed than when work begins next.
    return nextBusinessMoment(addBusinessMinutes(from, passed - minutes, hours, zone), hours, zone);
  }
}
