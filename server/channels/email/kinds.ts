import { decodeText } from "./charset.ts";
import { readCms } from "./cms.ts";
import type { Part } from "./mime.ts";

/** What a mail is beside its words. */
export interface Kinds {
  /** Method of a calendar invitation ("REQUEST", "REPLY", "CANCEL" …), null without one. */
  calendar: string | null;
  signed: "smime" | "pgp" | null;
  encrypted: "smime" | "pgp" | null;
  /** Whom the signature names; nobody has checked it. */
  signer: string | null;
  /** Came as winmail.dat. */
  tnef: boolean;
  /** multipart/report, with its report-type in lower case. */
  report: string | null;
}

interface Noted {
  kinds: Kinds;
  calendars: string[];
}

const CALENDAR = /^(?:text\/(?:x-v)?calendar|application\/(?:x-)?ics)$/;

/** Notes what a part says about its mail; calendars are kept decoded. */
export function noteKind(part: Part, { kinds, calendars }: Noted): void {
  const { mediaType, params } = part;
  if (mediaType === "multipart/signed") kinds.signed ??= /pgp/i.test(params.protocol ?? "") ? "pgp" : "smime";
  if (/^application\/(?:x-)?pkcs7-signature$/.test(mediaType))
    kinds.signer ??= readCms(part.content)?.signer ?? null;
  if (mediaType === "multipart/encrypted") kinds.encrypted ??= "pgp";
  if (mediaType === "multipart/report") kinds.report ??= (params["report-type"] ?? "").toLowerCase();
  if (!CALENDAR.test(mediaType) && !/\.ics$/i.test(part.name)) return;
  const text = decodeText(part.content, params.charset).text;
  if (!/BEGIN:VCALENDAR/i.test(text.slice(0, 1_000))) return;
  if (calendars.length < MAX_CALENDARS) calendars.push(text.replace(/\r\n?/g, "\n"));
  const method = params.method ?? /^METHOD:\s*([A-Z]+)/im.exec(text.slice(0, 5_000))?.[1];
  kinds.calendar ??= (method ?? "PUBLISH").toUpperCase().slice(0, 30);
}

const MAX_CALENDARS = 10;

/** The same for PGP within the text. */
export function pgpInText(text: string, kinds: Kinds): void {
  if (/^-----BEGIN PGP MESSAGE-----/m.test(text)) kinds.encrypted ??= "pgp";
  else if (/^-----BEGIN PGP SIGNED MESSAGE-----/m.test(text)) kinds.signed ??= "pgp";
}
