import ICAL from "ical.js";
import { DateTime, IANAZone } from "luxon";
import type { Invitation } from "../../../shared/mail-traits.ts";

const MAX_CALENDAR = 500_000;
const MAX_EVENTS = 5;
const MAX_ATTENDEES = 200;

/** The invitations of the calendars that came with a mail (RFC 5545, 5546); what cannot be read is left out and stays an attachment. */
export function invitationsIn(calendars: readonly string[]): Invitation[] {
  const found = new Map<string, Invitation>();
  for (const calendar of calendars) {
    if (calendar.length > MAX_CALENDAR) continue;
    for (const { key, invitation } of readCalendar(calendar))
      if (!found.has(key) && found.size < MAX_EVENTS) found.set(key, invitation);
  }
  return [...found.values()];
}

function readCalendar(source: string): { key: string; invitation: Invitation }[] {
  try {
    const begin = source.indexOf("BEGIN:VCALENDAR");
    const whole = new ICAL.Component(ICAL.parse(source.slice(Math.max(begin, 0))) as never);
    const method = text(whole, "method").toLowerCase() || "publish";
    const events = whole.getAllSubcomponents("vevent").slice(0, MAX_EVENTS);
    return events.map((event) => ({
      key: `${text(event, "uid")} ${text(event, "recurrence-id")}`,
      invitation: invitationOf(event, whole, method),
    }));
  } catch {
    return [];
  }
}

function invitationOf(event: ICAL.Component, whole: ICAL.Component, method: string): Invitation {
  const start = event.getFirstProperty("dtstart");
  const first = start && timeOf(start, whole);
  return {
    method: method.slice(0, 20),
    cancelled: method === "cancel" || text(event, "status").toUpperCase() === "CANCELLED",
    title: text(event, "summary").slice(0, 500),
    startsAt: first?.at ?? null,
    endsAt: endOf(event, whole),
    allDay: first?.allDay ?? false,
    place: text(event, "location").slice(0, 500),
    repeats: repeatsOf(event),
    organizer: event.getFirstProperty("organizer")
      ? personOf(event.getFirstProperty("organizer") as ICAL.Property)
      : null,
    attendees: event
      .getAllProperties("attendee")
      .slice(0, MAX_ATTENDEES)
      .map((one) => ({ ...personOf(one), answer: answerOf(one) })),
  };
}

function text(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return value === null ? "" : String(value).replace(/\0/g, "").toWellFormed().trim();
}

function timeOf(property: ICAL.Property, whole: ICAL.Component): { at: string; allDay: boolean } | null {
  const time = property.getFirstValue();
  if (!(time instanceof ICAL.Time)) return null;
  const bare = time.toString().replace(/Z$/, "");
  if (time.isDate) return { at: bare.slice(0, 10), allDay: true };
  if (time.zone === ICAL.Timezone.utcTimezone) return { at: `${bare}Z`, allDay: false };
  const zone = String(property.getFirstParameter("tzid") ?? "");
  return { at: zone === "" ? bare : (zoned(bare, zone, time, whole) ?? bare), allDay: false };
}

/** The moment of a wall clock: by a zone everybody knows, else by the rules that the calendar brings. */
function zoned(bare: string, name: string, time: ICAL.Time, whole: ICAL.Component): string | null {
  const known = [name, name.replace(/^.*?([A-Z][A-Za-z_]+\/[A-Z][A-Za-z_]+)$/, "$1")].find((each) =>
    IANAZone.isValidZone(each),
  );
  if (known) return DateTime.fromISO(bare, { zone: known }).toUTC().toISO({ suppressMilliseconds: true });
  const rules = whole
    .getAllSubcomponents("vtimezone")
    .find((each) => text(each, "tzid").toLowerCase() === name.toLowerCase());
  if (!rules || !isOrdinary(rules)) return null;
  const zone = new ICAL.Timezone({ component: rules, tzid: name });
  const local = time.clone();
  local.zone = zone;
  return local.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

/** Clocks change once a year at most by each rule; anything else is made to be expanded for ever. */
function isOrdinary(rules: ICAL.Component): boolean {
  const changes = rules.getAllSubcomponents();
  return (
    changes.length < 50 &&
    changes.every((each) => {
      const rule = each.getFirstPropertyValue("rrule");
      return rule === null || (rule instanceof ICAL.Recur && rule.freq === "YEARLY");
    })
  );
}

function endOf(event: ICAL.Component, whole: ICAL.Component): string | null {
  const property = event.getFirstProperty("dtend");
  const end = property && timeOf(property, whole);
  if (end)
    // Whole days end before the day that is named.
    return end.allDay ? DateTime.fromISO(end.at, { zone: "utc" }).minus({ days: 1 }).toISODate() : end.at;
  const start = event.getFirstProperty("dtstart");
  const from = start && timeOf(start, whole);
  const duration = event.getFirstPropertyValue("duration");
  if (!from || !(duration instanceof ICAL.Duration)) return from?.allDay ? from.at : null;
  const seconds = duration.toSeconds() - (from.allDay ? 86_400 : 0);
  const until = DateTime.fromISO(from.at, { setZone: true }).plus({ seconds });
  return from.allDay
    ? until.toISODate()
    : until.toISO({ suppressMilliseconds: true, includeOffset: from.at.endsWith("Z") });
}

const UNITS = { HOURLY: "hour", DAILY: "day", WEEKLY: "week", MONTHLY: "month", YEARLY: "year" } as const;

function repeatsOf(event: ICAL.Component): Invitation["repeats"] {
  const rule = event.getFirstPropertyValue("rrule");
  if (!(rule instanceof ICAL.Recur)) return null;
  const unit = UNITS[rule.freq as keyof typeof UNITS];
  if (!unit) return null;
  const every = Math.max(1, Math.min(Number(rule.interval) || 1, 1_000));
  return { every, unit, count: rule.count ?? null, until: rule.until?.toString().slice(0, 10) ?? null };
}

function personOf(property: ICAL.Property): { name: string; address: string } {
  const address = String(property.getFirstValue() ?? "")
    .replace(/^mailto:/i, "")
    .trim();
  const name = String(property.getFirstParameter("cn") ?? "")
    .replace(/^["']+|["']+$/g, "")
    .trim();
  return {
    name: (name === address ? "" : name).slice(0, 200).toWellFormed(),
    address: (address.includes("@") ? address : "").slice(0, 320).toWellFormed(),
  };
}

function answerOf(property: ICAL.Property): Invitation["attendees"][number]["answer"] {
  const said = String(property.getFirstParameter("partstat") ?? "").toLowerCase();
  return said === "accepted" || said === "declined" || said === "tentative" || said === "delegated"
    ? said
    : "none";
}
