const formatters = new Map<string, Intl.DateTimeFormat>();

/** A calendar day; months count from 1. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/** What the calendar and the clock on the wall of a zone show. */
export interface WallTime extends CalendarDay {
  minuteOfDay: number;
}

/** The wall time of a moment in a zone; an unknown zone counts as UTC. */
export function wallTime(moment: Date, zone: string): WallTime {
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, minuteOfDay: hour * 60 + minute };
}

/** The moment at which a zone's clock shows this; in a gap of summer time, the moment after it. */
export function momentAt({ year, month, day, minuteOfDay }: WallTime, zone: string): Date {
  const wanted = Date.UTC(year, month - 1, day, 0, minuteOfDay);
  let guess = wanted;
  for (let round = 0; round < 2; round++) guess += wanted - shown(new Date(guess), zone);
  return new Date(guess);
}

/** The day that lies `days` later. */
export function addDays({ year, month, day }: CalendarDay, days: number): CalendarDay {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 for Monday to 6 for Sunday. */
export function weekday({ year, month, day }: CalendarDay): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
}

/** "2025-03-01". */
export function isoDay({ year, month, day }: CalendarDay): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function shown(moment: Date, zone: string): number {
  const { year, month, day, minuteOfDay } = wallTime(moment, zone);
  return Date.UTC(year, month - 1, day, 0, minuteOfDay);
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = create(zone) ?? create("UTC");
  if (!made) throw new Error("Intl knows no UTC");
  formatters.set(zone, made);
  return made;
}

function create(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch {
    return null;
  }
}
