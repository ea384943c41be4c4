const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ZONES: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  bst: 60,
  cet: 60,
  cest: 120,
  met: 60,
  mest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  ist: 330,
  jst: 540,
  kst: 540,
};

/** A Date header (RFC 5322 with its obsolete forms, also ISO and asctime); null when it is no date. Without a zone it is UTC. */
export function mailDate(raw: string): Date | null {
  const text = raw
    .slice(0, 200)
    .replace(/\([^()]*\)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const mail =
    /^(?:[A-Za-z]{2,9}\.?,? )?(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ -](\d{2,4}),? (\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?(?: ?([AaPp][Mm]))? ?(.*)$/.exec(
      text,
    );
  if (mail)
    return build(
      mail[3] ?? "",
      mail[2] ?? "",
      mail[1] ?? "",
      hour(mail[4] ?? "", mail[7]),
      mail[5] ?? "",
      mail[6] ?? "0",
      mail[8] ?? "",
    );
  const unix =
    /^[A-Za-z]{3},? ([A-Za-z]{3}) (\d{1,2}),? (\d{1,2}):(\d{2})(?::(\d{2}))? ?([A-Za-z]{1,4})? ?(\d{4})$/.exec(
      text,
    );
  if (unix)
    return build(
      unix[7] ?? "",
      unix[1] ?? "",
      unix[2] ?? "",
      Number(unix[3]),
      unix[4] ?? "",
      unix[5] ?? "0",
      unix[6] ?? "",
    );
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  return sane(
    new Date(
      /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)
        ? text
        : `${text.replace(" ", "T")}${text.length > 10 ? "Z" : ""}`,
    ),
  );
}

function hour(text: string, half: string | undefined): number {
  const value = Number(text);
  if (!half) return value;
  return (value % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
}

function build(
  year: string,
  month: string,
  day: string,
  hours: number,
  minutes: string,
  seconds: string,
  zone: string,
): Date | null {
  const index = MONTHS.indexOf(month.toLowerCase());
  if (index < 0) return null;
  const short = Number(year);
  // Two-digit years per RFC 5322, 4.3: below 50 they mean 20xx.
  const full =
    year.length === 2 ? (short < 50 ? 2000 + short : 1900 + short) : year.length === 3 ? 1900 + short : short;
  const utc = Date.UTC(full, index, Number(day), hours, Number(minutes), Math.min(Number(seconds), 59));
  return sane(new Date(utc - zoneMinutes(zone) * 60_000));
}

function zoneMinutes(zone: string): number {
  const offset = /^(?:GMT|UTC)? ?([+-])(\d{1,2}):?(\d{2})/i.exec(zone);
  if (offset) return (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
  return ZONES[/^[a-z]+/i.exec(zone)?.[0].toLowerCase() ?? ""] ?? 0;
}

function sane(date: Date): Date | null {
  const year = date.getUTCFullYear();
  return Number.isNaN(date.getTime()) || year < 1970 || year > 9998 ? null : date;
}
