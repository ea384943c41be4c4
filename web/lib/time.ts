import { useSyncExternalStore } from "react";
import { i18n } from "./i18n.ts";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const formatters = new Map<string, Intl.DateTimeFormat>();

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  const key = i18n.language + JSON.stringify(options);
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(i18n.language, options);
  formatters.set(key, formatter);
  return formatter.format(date);
}

/** "Wednesday 12 March 2025, 15:00 CET": nothing left to guess. */
export function exactTime(date: Date): string {
  return format(date, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
}

export function clockTime(date: Date): string {
  return format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** "12:00 GMT": what the clocks of a zone show then; null where they show what ours do. */
export function clockIn(zone: string, date: Date): string | null {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone } as const;
  return format(date, clock) === clockTime(date) ? null : format(date, { ...clock, timeZoneName: "short" });
}

/** "Today", "Yesterday", "Monday 3 March", with the year when it is another one. */
export function dayName(date: Date, now: Date): string {
  const distance = daysBetween(now, date);
  if (Math.abs(distance) <= 1)
    return capital(new Intl.RelativeTimeFormat(i18n.language, { numeric: "auto" }).format(distance, "day"));
  const year = date.getFullYear() === now.getFullYear() ? undefined : ("numeric" as const);
  return format(date, { weekday: "long", day: "numeric", month: "long", year });
}

/** "today 17:00", "tomorrow 10:00", "Mon 10:00", "3 Mar 10:00": a date as one would say it. */
export function spokenTime(date: Date, now: Date): string {
  const distance = daysBetween(now, date);
  const time = clockTime(date);
  if (Math.abs(distance) <= 1)
    return `${new Intl.RelativeTimeFormat(i18n.language, { numeric: "auto" }).format(distance, "day")} ${time}`;
  if (distance > 1 && distance < 7) return `${format(date, { weekday: "short" })} ${time}`;
  const year = date.getFullYear() === now.getFullYear() ? undefined : ("numeric" as const);
  return `${format(date, { day: "numeric", month: "short", year })} ${time}`;
}

/** "now", "5m", "3h", "2d", then the date: for lists, where room is scarce. */
export function shortAgo(date: Date, now: Date): string {
  const past = now.getTime() - date.getTime();
  if (past < minute) return i18n.t("time.now");
  if (past < day) return amount(past);
  if (past < 7 * day) return i18n.t("time.days", { count: Math.floor(past / day) });
  const year = date.getFullYear() === now.getFullYear() ? undefined : ("2-digit" as const);
  return format(date, { day: "numeric", month: "short", year });
}

/** "5 minutes ago", "3 days ago", "2 years ago". */
export function longAgo(date: Date, now: Date): string {
  const past = now.getTime() - date.getTime();
  const words = new Intl.RelativeTimeFormat(i18n.language, { numeric: "auto" });
  const units = [
    ["year", 365 * day],
    ["month", 30 * day],
    ["day", day],
    ["hour", hour],
    ["minute", minute],
  ] as const;
  const unit = units.find(([, length]) => past >= length);
  return unit ? words.format(-Math.floor(past / unit[1]), unit[0]) : words.format(0, "second");
}

/** A span in its largest unit, without sign: "4m", "3h", "2d". */
export function amount(milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span < hour) return i18n.t("time.minutes", { count: Math.max(1, Math.round(span / minute)) });
  if (span < day) return i18n.t("time.hours", { count: Math.round(span / hour) });
  return i18n.t("time.days", { count: Math.round(span / day) });
}

/** How many midnights lie between two moments, in this browser's zone. */
export function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(to) - midnight(from)) / day);
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(i18n.language) + text.slice(1);
}

let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();

function watch(listener: () => void): () => void {
  watchers.add(listener);
  timer ??= setInterval(() => {
    now = new Date();
    for (const watcher of watchers) watcher();
  }, 15_000);

  return () => {
    watchers.delete(listener);
    if (watchers.size === 0) clearInterval(timer);
    if (watchers.size === 0) timer = undefined;
  };
}

/** The present, moving every 15 seconds; all who watch share one timer. */
export function useNow(): Date {
  return useSyncExternalStore(watch, () => {
    if (Date.now() - now.getTime() > 15_000) now = new Date();
    return now;
  });
}
