import type * as en from "../en/problems.ts";
import type { German } from "../languages.ts";

export const problemTexts: German<typeof en.problemTexts> = {
  answered_meanwhile: {
    title: "Inzwischen hat jemand geantwortet.",
    remedy: "Lesen Sie über Ihrem Text, was neu ist; senden Sie dann trotzdem, oder ändern Sie ihn.",
  },
  send_time: {
    title: "Dann kann sie nicht hinausgehen.",
    remedy: "Wählen Sie eine Zeit ab jetzt bis in einem Jahr.",
  },
  unreachable: {
    title: "Baton ist gerade nicht erreichbar.",
    remedy:
      "Prüfen Sie Ihre Verbindung. Nichts von dem, was Sie geschrieben haben, ist verloren; versuchen Sie es gleich noch einmal.",
  },
  unreadable: {
    title: "Die Antwort ließ sich nicht lesen.",
    remedy:
      "Vielleicht ist diese Seite älter als der Server. Laden Sie sie neu und versuchen Sie es noch einmal.",
  },
  unavailable: {
    title: "Die Datenbank ist einen Moment nicht da.",
    remedy: "Meist kommt sie von selbst wieder. Versuchen Sie es gleich noch einmal.",
  },
  internal: {
    title: "Bei uns ist etwas schiefgegangen.",
    remedy: "Es steht im Protokoll des Servers. Versuchen Sie es gleich noch einmal.",
  },
  forbidden: {
    title: "Das dürfen Sie nicht.",
    remedy: "Wenn Sie es sollten, fragen Sie die Administration Ihres Arbeitsbereichs.",
  },
  not_found: {
    title: "Hier ist nichts.",
    remedy: "Vielleicht ist es umgezogen, oder Sie dürfen es nicht mehr sehen.",
  },
  too_many_requests: {
    title: "Zu viele Versuche.",
    remedy_one: "Warten Sie eine Minute, dann versuchen Sie es noch einmal.",
    remedy_other: "Warten Sie {{count}} Minuten, dann versuchen Sie es noch einmal.",
  },
  conflict: {
    title: "Das hat sich inzwischen geändert.",
    remedy: "Sehen Sie sich an, was jetzt da ist, und versuchen Sie es dann noch einmal.",
  },
  wrong_credentials: {
    title: "E-Mail oder Passwort stimmt nicht.",
    remedy: "Prüfen Sie beides, oder wählen Sie ein neues Passwort.",
  },
  link_expired: {
    title: "Dieser Link gilt nicht mehr.",
    remedy: "Fordern Sie einen neuen an; das dauert eine Minute.",
  },
  too_large: {
    title: "Das ist zu groß.",
    remedy: "Eine Datei darf bis zu 25 MB haben. Für größere eignet sich ein Link.",
  },
  invalid_request: {
    title: "Etwas fehlt oder stimmt nicht.",
    remedy: "Sehen Sie sich an, was markiert ist, und versuchen Sie es noch einmal.",
  },
  already_resolved: { title: "Diese Konversation ist gelöst.", remedy: "Öffnen Sie sie zuerst wieder." },
  merged_already: {
    title: "Diese Konversation ist zusammengeführt.",
    remedy: "Fahren Sie dort fort, wohin sie ging, oder nehmen Sie die Zusammenführung zuerst zurück.",
  },
  promise_required: {
    title: "Es braucht eine Zusage.",
    remedy: "Sagen Sie, was als Nächstes geschieht und bis wann.",
  },
  fields_required: {
    title: "Pflichtfelder sind leer.",
    topic: "Thema",
    cause: "Ursache",
    remedy: "Füllen Sie zuerst aus: {{missing}}.",
  },
  promise_in_the_past: { title: "Diese Zeit ist schon vorbei.", remedy: "Wählen Sie eine spätere." },
  snooze_beyond_promise: {
    title: "Die Zusage wird vorher fällig.",
    remedy: "Stellen Sie kürzer zurück, oder sagen Sie zuerst eine spätere Zeit zu.",
  },
  handover_pending: {
    title: "Eine Übergabe wartet schon auf Antwort.",
    remedy: "Nehmen Sie sie zuerst zurück, um sie jemand anderem anzubieten.",
  },
  holder_inactive: {
    title: "Diese Person kann keine Konversationen haben.",
    remedy: "Wählen Sie jemand anderen.",
  },
  not_offered_to_you: {
    title: "Diese Übergabe wartet nicht mehr auf Ihre Antwort.",
    remedy: "Vielleicht hat jemand anderes geantwortet, oder sie wurde zurückgenommen.",
  },
};
