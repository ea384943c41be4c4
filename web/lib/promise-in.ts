import type { BusinessHours } from "../../shared/workspace.ts";
import { english, german, type PromiseWords } from "./promise-words.ts";
import { arabic } from "./promise-words-ar.ts";
import { addDays, type CalendarDay, isoDay, momentAt, type WallTime, wallTime, weekday } from "./zone.ts";

/** What a text promises: the words that say when, the sentence they stand in, and the moment they mean. */
export interface FoundPromise {
  words: string;
  sentence: string;
  at: Date;
}

interface Place {
  now: Date;
  zone: string;
  hours: BusinessHours;
  here: WallTime;
}

const farthestDays = 90;
const noon = 720;
const five = 1020;
const lastMinute = 1439;

/**
 * The first promise of ours that a text makes, in English, German or Arabic, whatever language the screen has; `language` is tried
 * first. A day without a time means the end of its business hours. Quotes, questions, denials, what the customer shall do,
 * times that are over and those more than 90 days ahead promise nothing.
 */
export function promiseIn(
  text: string,
  now: Date,
  zone: string,
  hours: BusinessHours,
  language = "en",
): FoundPromise | null {
  const place = { now, zone, hours, here: wallTime(now, zone) };
  const all = [english, german, arabic];
  const own = { de: german, ar: arabic }[language.slice(0, 2)];
  if (own) all.unshift(own);
  for (const sentence of sentencesOf(text)) {
    for (const words of all) {
      const folded = words.fold?.(sentence) ?? sentence;
      const said = folded.replace(words.condition, " ");
      if (!words.commits.test(said) || words.drops.test(said)) continue;
      const found = spanIn(said, words, place) ?? dayIn(said, words, place) ?? clockIn(said, words, place);
      if (!found || !isAhead(found.at, place)) continue;
      const from = folded.indexOf(found.words);
      // As it was written: folding kept every place.
      const written = from < 0 ? found.words : sentence.slice(from, from + found.words.length);
      return { ...found, words: written, sentence };
    }
  }
  return null;
}

function isAhead(at: Date, { now }: Place): boolean {
  return at > now && at.getTime() - now.getTime() < farthestDays * 86_400_000;
}

/** Without quoted lines and what stands below them; no sentence ends inside of "9.30" or "3. Mai". Questions are left out. */
function sentencesOf(text: string): string[] {
  const own = text
    .split(/^(?:On .{5,200} wrote:|Am .{5,200} schrieb .{0,100}:|-{3,} ?(?:Original|Ursprüng).*)$/m)[0]
    ?.split("\n")
    .filter((line) => !/^\s*>/.test(line))
    .join("\n");
  const parts = (own ?? "").split(
    /(?<=[!?؟])\s+|(?<=[^\d\s.]\.)\s+(?!\d)|(?<=\d{3}\.|\d m\.)\s+|\n{2,}|\n(?=[-*] )/,
  );
  return parts
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part && !/[?؟]["”»)]?$/.test(part));
}

type Found = Omit<FoundPromise, "sentence">;

function spanIn(said: string, words: PromiseWords, place: Place): Found | null {
  const match = words.span.exec(said);
  if (!match) return null;
  const [whole, amount = "", name = ""] = match;
  const count = words.numbers[amount.toLowerCase()] ?? Number(amount);
  const [, unit, times = 1] = words.units.find(([pattern]) => pattern.test(name)) ?? [];
  if (!unit || !(count > 0)) return null;
  return { words: whole.trim(), at: afterSpan(count * times, unit, place) };
}

function afterSpan(count: number, unit: PromiseWords["units"][number][1], place: Place): Date {
  const { now, here } = place;
  if (unit === "minute") return new Date(now.getTime() + count * 60_000);
  if (unit === "hour") return new Date(now.getTime() + count * 3_600_000);
  if (unit === "business") return endOf(businessDayAfter(here, count, place), place);
  return endOf(addDays(here, unit === "week" ? count * 7 : count), place);
}

function dayIn(said: string, words: PromiseWords, place: Place): Found | null {
  const match = words.day.exec(said);
  const groups = match?.groups;
  if (!match || !groups) return null;
  const day = dayOf(groups, words, place);
  if (!day) return null;
  const spokenPart = [groups["part"], groups["glued"], groups["spoken"]].map((text) => partOf(text, words));
  const part = spokenPart.find((part) => part !== null) ?? null;
  const minute = clockOf(words.clock.exec(said), words, part) ?? part;
  const at = minute === null ? endOf(day, place) : momentAt({ ...day, minuteOfDay: minute }, place.zone);
  return { words: match[0].trim(), at: again(at, groups, minute, day, place) };
}

/** The weekday it is today means today while its time is ahead, and a week later otherwise. */
function again(
  at: Date,
  groups: Record<string, string | undefined>,
  minute: number | null,
  day: CalendarDay,
  place: Place,
): Date {
  if (!groups["weekday"] || at > place.now) return at;
  const later = addDays(day, 7);
  return minute === null ? endOf(later, place) : momentAt({ ...later, minuteOfDay: minute }, place.zone);
}

function dayOf(
  groups: Record<string, string | undefined>,
  words: PromiseWords,
  place: Place,
): CalendarDay | null {
  const { here } = place;
  const spoken = groups["spoken"];
  if (groups["day_end"]) return here;
  if (groups["month_end"]) return addDays({ ...here, month: here.month + 1, day: 1 }, -1);
  if (groups["week_end"]) return lastOfWeek(here, place);
  if (groups["next_week"]) return lastOfWeek(addDays(here, 7), place);
  if (spoken) return addDays(here, words.after.test(spoken) ? 2 : words.tomorrow.test(spoken) ? 1 : 0);
  if (groups["weekday"]) return weekdayOf(groups["weekday"], groups["next"], words, here);
  return dateOf(groups, words, here);
}

function weekdayOf(
  name: string,
  next: string | undefined,
  words: PromiseWords,
  here: WallTime,
): CalendarDay | null {
  const wanted = words.weekdays.findIndex((start) => new RegExp(`^(?:${start})`, "i").test(name));
  if (wanted < 0) return null;
  const today = weekday(here);
  if (next && words.next.test(next)) return addDays(here, 7 - today + wanted);
  return addDays(here, (wanted - today + 7) % 7);
}

function dateOf(
  groups: Record<string, string | undefined>,
  words: PromiseWords,
  here: WallTime,
): CalendarDay | null {
  const day = Number(groups["date"] ?? groups["date2"]);
  const name = (groups["month"] ?? groups["month2"])?.toLowerCase();
  const month = name
    ? words.months.findIndex((start) => name.startsWith(start)) + 1
    : Number(groups["number"]);
  if (!(day >= 1 && day <= 31) || !(month >= 1 && month <= 12)) return null;
  const said = groups["year"] ?? groups["year2"];
  const passed = month < here.month || (month === here.month && day < here.day);
  // Without a year, early next year is meant late in this one.
  const year = said ? Number(said) : here.year + (passed && here.month - month > 6 ? 1 : 0);
  return { year, month, day };
}

/** A time alone means today, or tomorrow when it is over. */
function clockIn(said: string, words: PromiseWords, place: Place): Found | null {
  const match = words.clock.exec(said);
  const minute = clockOf(match, words);
  if (!match || minute === null) return null;
  const today = momentAt({ ...place.here, minuteOfDay: minute }, place.zone);
  const at =
    today > place.now ? today : momentAt({ ...addDays(place.here, 1), minuteOfDay: minute }, place.zone);
  return { words: match[0].trim(), at };
}

/** The minute of the day that a clock says, within the part of the day that is said beside it. */
function clockOf(
  match: RegExpExecArray | null,
  words: PromiseWords,
  part: number | null = null,
): number | null {
  const groups = match?.groups;
  if (!groups) return null;
  if (groups["named"]) return partOf(groups["named"], words);
  const named = (groups["hour"] ?? groups["hour24"] ?? "").toLowerCase();
  const hour = words.numbers[named] ?? Number(named);
  const minute = Number(groups["minute"] ?? groups["minute24"] ?? 0);
  if (hour > 24 || minute > 59) return null;
  const half = groups["half"] ?? "";
  const from = words.past.find(([pattern]) => pattern.test(groups["past"] ?? ""))?.[1] ?? 0;
  const whole = named.startsWith("0") ? hour : hourMeant(hour, half, words, part);
  return Math.min(whole * 60 + minute + from, lastMinute);
}

const night = /nacht|night|ليل/i;

/** Nobody promises three at night: a small hour is one of the afternoon unless something else is said. */
function hourMeant(hour: number, half: string, words: PromiseWords, part: number | null): number {
  if (words.afternoon.test(half) || (night.test(half) && hour > 5)) return (hour % 12) + 12;
  if (words.before.test(half)) return hour % 12;
  if (night.test(half) || hour < 1 || hour > 11) return hour;
  return (part === null ? hour < 6 : part > noon) ? hour + 12 : hour;
}

function partOf(text: string | undefined, words: PromiseWords): number | null {
  if (!text) return null;
  // "morgen" is also tomorrow, which is no part of a day.
  if (words.tomorrow.test(text) || words.after.test(text)) return null;
  return words.parts.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** The end of a day's business hours, five where there are none; of today when that is over, its last minute. */
function endOf(day: CalendarDay, { hours, zone, now, here }: Place): Date {
  const at = momentAt({ ...day, minuteOfDay: closing(day, hours) ?? five }, zone);
  const today = isoDay(day) === isoDay(here);
  return today && at <= now ? momentAt({ ...day, minuteOfDay: lastMinute }, zone) : at;
}

function closing(day: CalendarDay, hours: BusinessHours): number | null {
  if (hours.holidays.includes(isoDay(day))) return null;
  return hours.days[weekday(day)]?.at(-1)?.[1] ?? null;
}

/** The last business day of a day's week; Friday when nobody works in it. When that is over already, of the next one. */
function lastOfWeek(day: CalendarDay, { hours, here }: Place): CalendarDay {
  const monday = addDays(day, -weekday(day));
  const week = [6, 5, 4, 3, 2, 1, 0].map((nth) => addDays(monday, nth));
  const last = week.find((one) => closing(one, hours) !== null) ?? addDays(monday, 4);
  return isoDay(last) < isoDay(here) ? addDays(last, 7) : last;
}

function businessDayAfter(from: CalendarDay, count: number, { hours }: Place): CalendarDay {
  let day = from;
  for (let left = count, tries = 0; left > 0 && tries < 400; tries++) {
    day = addDays(day, 1);
    if (closing(day, hours) !== null) left--;
  }
  return day;
}
