import type * as en from "../en/board.ts";
import type { German } from "../languages.ts";

export const board: German<typeof en.board> = {
  period: "Zeitraum",
  days_one: "{{count}} Tag",
  days_other: "{{count}} Tage",
  daysShort: "{{count}} T",
  hours: "{{count}} Std.",
  minutes: "{{count}} Min.",
  underMinute: "unter einer Minute",
  interval: "Wahrscheinlich {{low}} bis {{high}}",
  from_one: "aus {{count}} Zeile",
  from_other: "aus {{count}} Zeilen",
  figures: {
    first_reply: { title: "Erste Antwort", text: "Mittlere Zeit (Median) bis zur ersten Antwort" },
    resolution: { title: "Lösung", text: "Mittlere Zeit (Median), bis es gelöst ist" },
    promise_kept: { title: "Gehaltene Zusagen", text: "Eingehalten bis zur genannten Zeit" },
    csat: { title: "Zufriedenheit", text: "Durchschnittliche Bewertung, 1 bis 5" },
    open: { title: "Jetzt ungelöst", text: "In jemandes Hand, jede mit einer Zusage" },
    overdue: { title: "Jetzt überfällig", text: "Die zugesagte Zeit ist vorbei" },
  },
  noRows: "Noch nichts zu zeigen",
  noRowsHint: "Konversationen erscheinen hier, sobald diese Zahl eine zählt.",
  rowsOf: "Konversationen hinter „{{title}}“",
  customer: "Kunde",
  holder: "Verantwortlich",
  began: "Begonnen",
  kept: "Gehalten",
  broken: "Gebrochen",
};
