import type { mailAccounting as english, mailFolders as englishFolders } from "../en/mail-accounting.ts";
import type { German } from "../languages.ts";

export const mailAccounting: German<typeof english> = {
  title: "Geht es auf?",
  hint: "Was Postfächer und Maildienste nach eigener Auskunft übergeben haben, neben dem, was hier ist.",
  none: "Sobald es ein Postfach gibt, stehen seine Zahlen hier.",
  check: "Jetzt vergleichen",
  checked: "Verglichen.",
  never: "Noch nie mit dem Server verglichen.",
  comparedAt: "Verglichen",
  nothing: "In diesen Posteingang ist noch nichts gekommen.",
  ways: {
    smtp: "Über SMTP empfangen",
    lmtp: "Vom eigenen Mailserver übergeben",
    imap: "Abgeholt",
    hook: "Von einem Maildienst",
  },
  stored_one: "{{count}} in einer Unterhaltung",
  stored_other: "{{count}} in Unterhaltungen",
  quarantined_one: "{{count}} braucht einen Blick",
  quarantined_other: "{{count}} brauchen einen Blick",
  rejected: "{{count}} abgewiesen",
  received_one: "{{count}} wird gelesen",
  received_other: "{{count}} werden gelesen",
  waiting: "{{count}} noch nicht abgeholt",
  onServer: "{{count}} auf dem Server",
  since: "Gezählt ab Nummer {{number}}.",
  ended:
    "Bis {{date}} unter diesen Nummern gelesen; seither hat der Server neu nummeriert, oder es wurde ein anderes Postfach eingetragen.",
  addsUp: "Es geht auf",
  missing_one: "{{count}} Mail fehlt",
  missing_other: "{{count}} Mails fehlen",
  numbers: "Nummern auf dem Server: {{numbers}}",
  ids: "Kennungen beim Dienst: {{ids}}",
  handedOver_one: "{{count}} Mail übergeben",
  handedOver_other: "{{count}} Mails übergeben",
  hookRemedy:
    "Der Dienst schickt noch einmal, was ihm nicht bestätigt wurde. Fehlt eine weiterhin, dort nach ihrer Kennung suchen.",
  again: "Noch einmal abholen",
  againDone: "Sie werden abgeholt; das dauert einige Sekunden.",
};

export const mailFolders: German<typeof englishFolders> = {
  title: "Ordner, die abgeholt werden",
  hint: "Der erste wird beobachtet und sofort gehört, in die anderen wird jede Minute geschaut.",
  ask: "Aus den Ordnern auf dem Server wählen",
  uses: {
    inbox: "Eingang",
    sent: "Gesendet",
    drafts: "Entwürfe",
    junk: "Spam",
    trash: "Papierkorb",
    archive: "Archiv",
    all: "alle Mails",
    flagged: "markiert",
  },
  notThere: "nicht auf dem Server",
  atLeastOne: "Mindestens ein Ordner muss abgeholt werden.",
  saveFirst: "Erst den Server speichern; dann lassen sich hier seine Ordner wählen.",
};
