import { DateTime } from "luxon";
import type { Words } from "./words-en.ts";

/** A moment by the wall clock of a zone, with weekday and zone: "Monday 23 November, 13:00 CET". */
export function exactTime(at: Date, zone: string, { locale }: Words): string {
  const shown = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
    timeZoneName: "short",
  });
  return shown.format(at);
}

/** A day by the calendar of a zone: "23 November 2026". */
export function exactDay(at: Date, zone: string, { locale }: Words): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: zone }).format(at);
}

/** How far off a moment is, in words; days by the calendar of the zone: "in 20 minutes", "tomorrow", "3 days ago". */
export function relativeTime(at: Date, now: Date, zone: string, { locale }: Words): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  const day = (moment: Date) => DateTime.fromJSDate(moment, { zone }).startOf("day");
  const days = Math.round(day(at).diff(day(now), "days").days);
  if (days === 0) return words.format(Math.round(minutes / 60), "hour");
  return words.format(days, "day");
}
