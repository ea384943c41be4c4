import { DateTime, IANAZone } from "luxon";
import type { BusinessHours } from "../../shared/workspace.ts";

const minute = 60_000;
const day = 1440 * minute;

/** A stretch of time, in milliseconds since 1970, in which people work throughout or not at all. */
interface Stretch {
  from: number;
  to: number;
  open: boolean;
}

/**
 * The moment at which this many business minutes have passed since `start`, by the clock on the wall of `zone`; a week
 * without any hours counts as always open. Zero or less is `start` itself.
 */
export function addBusinessMinutes(start: Date, minutes: number, hours: BusinessHours, zone: string): Date {
  let left = Math.max(0, minutes) * minute;
  if (left === 0 || neverOpen(hours)) return new Date(start.getTime() + left);
  for (const { from, to, open } of stretches(start.getTime(), hours, zone)) {
    if (!open) continue;
    if (left <= to - from) return new Date(from + left);
    left -= to - from;
  }
  throw new Error("Stretches have no end.");
}

/** `start` when people work then, or else when they begin next; a week without any hours counts as always open. */
export function nextBusinessMoment(start: Date, hours: BusinessHours, zone: string): Date {
  if (neverOpen(hours)) return start;
  for (const { from, open } of stretches(start.getTime(), hours, zone)) if (open) return new Date(from);
  throw new Error("Stretches have no end.");
}

/**
 * The same time of day after this many working days (days with hours that are no holidays), or the next business moment
 * when people do not work at that time; a week without any hours counts plain days.
 */
export function addBusinessDays(start: Date, days: number, hours: BusinessHours, zone: string): Date {
  const local = DateTime.fromJSDate(start, { zone });
  if (neverOpen(hours)) return local.plus({ days: Math.max(0, days) }).toJSDate();
  let added = 0;
  for (let left = days; left > 0; ) {
    added++;
    // From the start each time: an hour that one of the days skips is not lost to the days after it.
    const { weekday, year, month, day } = local.plus({ days: added });
    const date = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
    if (rangesOf(hours, weekday - 1, date).length > 0) left--;
  }
  return nextBusinessMoment(local.plus({ days: added }).toJSDate(), hours, zone);
}

/** Business minutes, fractions included, from one moment to a later one; a week without any hours counts all minutes. */
export function businessMinutesBetween(from: Date, to: Date, hours: BusinessHours, zone: string): number {
  const [begin, end] = [from.getTime(), to.getTime()];
  if (end <= begin) return 0;
  if (neverOpen(hours)) return (end - begin) / minute;
  let sum = 0;
  for (const stretch of stretches(begin, hours, zone)) {
    if (stretch.from >= end) break;
    if (stretch.open) sum += Math.min(stretch.to, end) - stretch.from;
  }
  return sum / minute;
}

/**
 * All time from `start` on, cut wherever work begins or ends, at midnight, and where the clocks change: between two cuts
 * the wall clock runs evenly, so an hour that comes twice counts twice and one that is skipped not at all.
 */
function* stretches(start: number, hours: BusinessHours, zoneName: string): Generator<Stretch> {
  const zone = IANAZone.create(zoneName);
  if (!zone.isValid) throw new Error(`There is no time zone "${zoneName}".`);
  const offsetAt = (at: number) => zone.offset(at) * minute;
  for (let from = start; ; ) {
    const offset = offsetAt(from);
    const local = from + offset;
    const midnight = Math.floor(local / day) * day;
    const sinceMidnight = local - midnight;
    const date = new Date(midnight);
    const ranges = rangesOf(hours, (date.getUTCDay() + 6) % 7, date.toISOString().slice(0, 10));
    const edges = [...ranges.flat().map((edge) => edge * minute), day];
    const next = Math.min(...edges.filter((edge) => edge > sinceMidnight));
    const even = from + next - sinceMidnight;
    const to = offsetAt(even - 1) === offset ? even : clockChange(from, even - 1, offsetAt);
    const open = ranges.some(
      ([opens, closes]) => opens * minute <= sinceMidnight && sinceMidnight < closes * minute,
    );
    yield { from, to, open };
    from = to;
  }
}

/** The first moment after `before` at which the offset differs from that at `before`; it does at `after`. */
function clockChange(before: number, after: number, offsetAt: (at: number) => number): number {
  const offset = offsetAt(before);
  let [same, other] = [before, after];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}

function rangesOf(hours: BusinessHours, weekday: number, date: string): readonly [number, number][] {
  return hours.holidays.includes(date) ? [] : real(hours.days[weekday] ?? []);
}

/** Without ranges that end before they begin: nobody ever works then, and waiting for it would take forever. */
const real = (ranges: readonly [number, number][]) => ranges.filter(([opens, closes]) => opens < closes);

const neverOpen = (hours: BusinessHours) => hours.days.every((ranges) => real(ranges).length === 0);
