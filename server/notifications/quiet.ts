import { IANAZone } from "luxon";
import type { NoticeSettings, QuietHours } from "../../shared/notifications.ts";

const minute = 60_000;
const day = 1440 * minute;

/** What the clock on the wall of a zone shows, as if it were UTC. */
function wall(at: number, zone: IANAZone): number {
  return at + zone.offset(at) * minute;
}

/** Every moment at which the wall clock shows this, earliest first: two in the night that comes twice; in a gap the moment after it. */
function momentsAt(shown: number, zone: IANAZone): number[] {
  const offsets = [zone.offset(shown - day), zone.offset(shown + day)];
  const found = offsets.map((offset) => shown - offset * minute);
  const right = found.filter((at) => wall(at, zone) === shown);
  return (right.length > 0 ? right : found.slice(0, 1)).sort((a, b) => a - b);
}

/** The first moment after `after` at which the wall clock shows this; null when there is none. */
function firstAfter(after: number, shown: number, zone: IANAZone): number | null {
  return momentsAt(shown, zone).find((at) => at > after) ?? null;
}

function zoneOf(name: string): IANAZone {
  const zone = IANAZone.create(name);
  return zone.isValid ? zone : IANAZone.create("UTC");
}

/** `at` when it is not quiet then, or else when quiet ends next, by the wall clock of the zone. */
export function afterQuiet(at: Date, quiet: QuietHours, zoneName: string): Date {
  if (!quiet.on) return at;
  const zone = zoneOf(zoneName);
  let moment = at.getTime();
  // Night, weekend and night again end one after the other; a week has no more of them than this.
  for (let round = 0; round < 20; round++) {
    const end = endOfQuiet(moment, quiet, zone);
    if (end === null) break;
    moment = end;
  }
  return new Date(moment);
}

function endOfQuiet(at: number, { from, to, weekends }: QuietHours, zone: IANAZone): number | null {
  const shown = wall(at, zone);
  const midnight = Math.floor(shown / day) * day;
  const minuteOfDay = Math.floor((shown - midnight) / minute);
  const weekday = new Date(midnight).getUTCDay();
  if (weekends && (weekday === 6 || weekday === 0))
    return firstAfter(at, midnight + (weekday === 6 ? 2 : 1) * day, zone);
  const across = from > to;
  const night = across ? minuteOfDay >= from || minuteOfDay < to : minuteOfDay >= from && minuteOfDay < to;
  if (!night) return null;
  const ends = midnight + to * minute + (across && minuteOfDay >= from ? day : 0);
  return firstAfter(at, ends, zone) ?? firstAfter(at, ends + day, zone);
}

/** When the next digest is due after a moment: the next full hour, or the next time the wall clock shows the chosen hour. */
export function nextDigest(
  after: Date,
  { digest, digestHour }: Pick<NoticeSettings, "digest" | "digestHour">,
  zoneName: string,
): Date {
  const zone = zoneOf(zoneName);
  const at = after.getTime();
  const shown = wall(at, zone);
  if (digest === "hourly") {
    // Counted on from now, not by what the clock shows: an hour that comes twice has two digests.
    const intoHour = ((shown % 3_600_000) + 3_600_000) % 3_600_000;
    return new Date(at - intoHour + 3_600_000);
  }
  const midnight = Math.floor(shown / day) * day;
  for (let days = 0; days < 3; days++) {
    const [first = 0] = momentsAt(midnight + days * day + digestHour * 60 * minute, zone);
    if (first > at) return new Date(first);
  }
  throw new Error("A day comes every day.");
}
