import type * as en from "../en/drafts.ts";
import type { German } from "../languages.ts";

export const drafts: German<typeof en.drafts> = {
  mark: "Entwurf",
  mine: "Meine Entwürfe",
  none: "Sie haben keine Entwürfe.",
  explained: "Was Sie begonnen und nicht gesendet haben, auf jedem Ihrer Geräte. Niemand sonst sieht es.",
  unsent:
    "Eine Ihrer Antworten ging nicht wie geplant hinaus; sie ist wieder ein Entwurf, und die Konversation sagt, warum.",
};

export const later: German<typeof en.later> = {
  title: "Später senden",
  times: {
    hour: "In einer Stunde",
    afternoon: "Heute Nachmittag",
    next: "Nächster Arbeitstag",
    monday: "Nächste Woche",
  },
  otherTime: "Andere Zeit",
  choose: "Dann senden",
  explained:
    "Nach den Geschäftszeiten und der Zeitzone des Arbeitsbereichs ({{zone}}). Schreibt der Kunde zuerst, geht sie nicht hinaus.",
  kept: "Ihre Antwort geht hinaus: {{when}}.",
  you: "Sie",
  by: "Antwort von {{name}}, geht hinaus: {{when}}",
  leaves: "Geht hinaus: {{when}}",
  unlessFirst: "Schreibt der Kunde zuerst, geht sie nicht hinaus.",
  afterwards: {
    open: "Danach bleibt die Konversation offen.",
    waiting: "Danach warten wir auf den Kunden.",
    on_hold: "Danach wird sie pausiert.",
    resolved: "Danach ist sie gelöst.",
  },
  thenPromise: "Danach sagt sie zu: {{what}}, bis {{when}}.",
  sendNow: "Jetzt senden",
  changeTime: "Zeit ändern",
  cancel: "Abbrechen",
  others: "Das haben Sie auf einem anderen Gerät geschrieben",
  addOthers: "Zum Text hier hinzufügen",
  dropOthers: "Verwerfen",
};

export const answered: German<typeof en.answered> = {
  label: "Inzwischen beantwortet",
  title: "Neues von {{names}}, während Sie schrieben",
  new: "Was neu ist",
  keep: "Weiterschreiben",
  discard: "Meines verwerfen",
  sendAnyway: "Trotzdem senden",
  undo: "Rückgängig",
  discarded: "Ihr Text ist verworfen.",
};

export const promiseFound: German<typeof en.promiseFound> = {
  offer: "Sie schrieben „{{words}}“ – zusagen: {{when}}?",
};
