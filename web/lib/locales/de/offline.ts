import type * as en from "../en/offline.ts";
import type { German } from "../languages.ts";

export const offline: German<typeof en.offline> = {
  opensAlone: "Baton öffnet sich von selbst, sobald es erreichbar ist.",
  kept_one: "{{count}} Text von Ihnen ist in diesem Browser aufbewahrt.",
  kept_other: "{{count}} Texte von Ihnen sind in diesem Browser aufbewahrt.",
  waits: {
    reply: "Ihre Antwort ist noch nicht gesendet",
    note: "Ihre Notiz ist noch nicht festgehalten",
  },
  waitsMore:
    "Sie geht von selbst hinaus, genau einmal, sobald Baton erreichbar ist. Schließen Sie Baton vorher, geht sie, wenn Sie es hier wieder öffnen.",
  tryNow: "Jetzt versuchen",
  toDraft: "Wieder zum Entwurf machen",
  sent: {
    reply: "Die Antwort, die gewartet hat, ist gesendet.",
    note: "Die Notiz, die gewartet hat, ist festgehalten.",
  },
  refused: { reply: "Ihre Antwort wurde nicht gesendet", note: "Ihre Notiz wurde nicht festgehalten" },
  show: "Anzeigen",
  tooOld: "Sie hat mehr als zwölf Stunden gewartet.",
  tooOldMore:
    "Lesen Sie sie noch einmal, bevor sie hinausgeht: Machen Sie sie wieder zum Entwurf und senden Sie sie.",
  mergedMore: "Schreiben Sie in der Konversation weiter, in der es weitergeht, und senden Sie dort.",
  goneMore: "Ihr Text bleibt hier: Kopieren Sie, was Sie brauchen, oder bitten Sie die Leitung um Zugang.",
  againMore: "Machen Sie sie wieder zum Entwurf, beheben Sie das und senden Sie sie.",
  intoSurvivor: "In #{{number}} schreiben",
  throwAway: "Verwerfen",
  newVersion: "Es gibt eine neue Version von Baton.",
  reload: "Neu laden",
};
