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
  draftAgain: "Was Sie geschrieben haben, ist wieder ein Entwurf.",
  tooOld: "Eine Antwort hat zu lange gewartet, um von selbst zu gehen; sie ist wieder ein Entwurf.",
  newVersion: "Es gibt eine neue Version von Baton.",
  reload: "Neu laden",
};
