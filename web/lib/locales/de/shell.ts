import type * as en from "../en/shell.ts";
import type { German } from "../languages.ts";

export const ui: German<typeof en.ui> = {
  moveRow: "{{name}} verschieben",
  moveRowHint: "Ziehen oder mit den Pfeiltasten",
  movedRow: "{{name}} steht jetzt an Stelle {{place}} von {{count}}",
  cancel: "Abbrechen",
  close: "Schließen",
  loading: "Wird geladen",
  nothingHere: "Unter dieser Adresse ist nichts.",
  toInbox: "Zum Posteingang",
  toasts: "Kurze Mitteilungen",
  reload: "Neu laden",
  tryAgain: "Noch einmal versuchen",
  moreFailed: "Mehr konnte nicht geladen werden.",
  undo: "Rückgängig",
  pick: {
    more_one: "Angeboten wird nur, was am meisten benutzt wird: Tippen Sie, um anderes zu finden.",
    more_other: "Angeboten werden nur die {{count}} meistbenutzten: Tippen Sie, um andere zu finden.",
    choose: "Auswählen …",
    write: "Schreiben, dann Enter …",
    offer: "Zeigen, was gewählt werden kann: {{label}}",
    takeOff: "{{name}} wegnehmen",
    noneFound: "Nichts mit diesem Namen",
  },
};

export const time: German<typeof en.time> = {
  now: "jetzt",
  minutes: "{{count}} Min.",
  hours: "{{count}} Std.",
  days: "{{count}} T",
  in: "in {{amount}}",
  late: "{{amount}} zu spät",
};

export const live: German<typeof en.live> = {
  lost: "Gerade nicht live. Was Sie sehen, wird alle 20 Sekunden erfragt; was Sie schreiben, bleibt erhalten.",
  customerWrote: "{{name}} hat Ihnen geschrieben.",
};

export const troubles: German<typeof en.troubles> = {
  files:
    "Dateien können nicht gespeichert werden: Vielleicht ist die Platte voll oder der Dateispeicher nicht da. Mails werden erst angenommen, wenn wieder Platz ist; Absender versuchen es von selbst noch einmal, und nichts Angenommenes geht verloren.",
  relay_one: "{{count}} Ereignis wartet auf Weitergabe. Läuft ein Prozess mit der Rolle worker?",
  relay_other: "{{count}} Ereignisse warten auf Weitergabe. Läuft ein Prozess mit der Rolle worker?",
};

export const shell: German<typeof en.shell> = {
  news: "Neues",
  unreadCount_one: "{{count}} ungelesen",
  unreadCount_other: "{{count}} ungelesen",
  skip: "Zum Inhalt springen",
  areas: "Bereiche",
  inbox: "Posteingang",
  customers: "Kunden",
  board: "Übersicht",
  tasks: "Aufgaben",
  settings: "Einstellungen",
  firstSteps: "Start",
  anything: "Befehle",
  search: "Suche",
  askedBeside_one: "{{count}} Frage wartet auf Ihre Antwort",
  askedBeside_other: "{{count}} Fragen warten auf Ihre Antwort",
  dueCount_one: "{{count}} überfällig",
  dueCount_other: "{{count}} überfällig",
  me: "Sie: {{name}}",
  presence: "Sind Sie da?",
  iAmHere: "Ich bin da",
  iAmAway: "Ich bin weg",
  online: "da",
  away: "weg",
  theme: "Darstellung",
  themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
  letterKeys: "Kürzel aus einem Buchstaben",
  on: "An",
  off: "Aus",
  help: "Hilfe",
  signOut: "Abmelden",
};

export const settingsMenu: German<typeof en.settingsMenu> = {
  workspace: "Arbeitsbereich",
  mail: "E-Mail",
  mine: "Sie selbst",
  screens: {
    fields: "Felder",
    topics: "Themen",
    statuses: "Status",
    tags: "Schlagwörter",
    templates: "Vorlagen",
    checklists: "Checklisten",
    macros: "Textbausteine",
    inboxes: "Postfächer",
    people: "Menschen",
    roles: "Rollen",
    teams: "Teams",
    workspace: "Arbeitsbereich",
    keys: "API-Schlüssel",
    deliverability: "Zustellbarkeit",
    suppressed: "Gesperrte Adressen",
    mailIn: "Was hereinkam",
    mailOut: "Was hinausging",
    failedWork: "Gescheiterte Arbeit",
    eventLog: "Prüfprotokoll",
    notifications: "Mitteilungen",
    account: "Mein Konto",
  },
};
