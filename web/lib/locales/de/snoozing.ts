import type * as en from "../en/snoozing.ts";
import type { German } from "../languages.ts";

export const snoozing: German<typeof en.snoozing> = {
  until: "Sie kommt zurück",
  kinds: {
    time: "Zu einer Zeit",
    message: "Wenn {{name}} schreibt",
    conversation: "Wenn eine andere gelöst ist",
  },
  latest: "Spätestens {{when}}, rechtzeitig für ihre Zusage.",
  beforePromise: "kurz vor der Zusage",
  messageHint: "Jedes Wort von {{name}} bringt sie zurück.",
  findOther: "Nummer, Betreff oder Kunde",
  other: "Welche Konversation?",
  noOther: "Keine offene Konversation passt dazu.",
  overdue: "Ihre Zusage ist überfällig. Sagen Sie zuerst Neues zu, dann stellen Sie zurück.",
  doneMessage: "Wieder da, wenn {{name}} schreibt",
  doneConversation: "Wieder da, wenn #{{number}} gelöst ist",
  bar: {
    label: "Zurückgestellt",
    time: "Zurückgestellt bis {{when}}",
    message: "Zurückgestellt, bis {{name}} schreibt, spätestens {{when}}",
    conversation: "Zurückgestellt, bis #{{number}} gelöst ist, spätestens {{when}}",
    hidden: "Zurückgestellt, bis eine andere Konversation gelöst ist, spätestens {{when}}",
    wake: "Jetzt zurückholen",
  },
  slept: {
    time: "{{who}} hat es zurückgestellt bis {{when}}",
    message: "{{who}} hat es zurückgestellt, bis {{customer}} schreibt, spätestens {{when}}",
    conversation:
      "{{who}} hat es zurückgestellt, bis eine andere Konversation gelöst ist, spätestens {{when}}",
  },
  woken: {
    time: "Wieder da: Die Zeit ist gekommen",
    message: "Wieder da: {{customer}} hat geschrieben",
    agent: "{{who}} hat das Zurückstellen beendet",
    promise: "Wieder da: Die Zusage wird fällig",
    resolved: "Wieder da: Die Konversation, auf die es wartete, ist gelöst",
    gone: "Wieder da: Die Konversation, auf die es wartete, wurde zusammengeführt oder gelöscht",
  },
};
