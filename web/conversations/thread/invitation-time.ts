import { i18n } from "../../lib/i18n.ts";

/** "Wed 12 March 2025, 15:00 – 16:00 CET" by the reader's clock; a time that names no zone is said as it stands. */
export function invitationTime(startsAt: string, endsAt: string | null, language = i18n.language): string {
  const floating = !/(?:Z|[+-]\d\d:\d\d)$/.test(startsAt);
  const format = new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(floating ? { timeZone: "UTC" } : { timeZoneName: "short" }),
  });
  return span(format, moment(startsAt, floating), endsAt ? moment(endsAt, floating) : null);
}

/** "12 March 2025" or "12 – 14 March 2025", whatever the reader's zone. */
export function wholeDays(first: string, last: string | null, language = i18n.language): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  return span(format, moment(first, true), last && last !== first ? moment(last, true) : null);
}

function moment(text: string, floating: boolean): Date {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return new Date(`${text}T00:00:00Z`);
  return new Date(floating && !text.endsWith("Z") ? `${text}Z` : text);
}

function span(format: Intl.DateTimeFormat, from: Date, to: Date | null): string {
  if (Number.isNaN(from.getTime())) return "";
  if (!to || Number.isNaN(to.getTime()) || to < from) return format.format(from);
  return format.formatRange(from, to);
}
