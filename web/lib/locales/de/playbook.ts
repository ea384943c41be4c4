import type * as en from "../en/playbook.ts";
import type { German } from "../languages.ts";

export const playbook: German<typeof en.playbook> = {
  title: "Beschwerde",
  progress: "{{done}} von {{all}}",
  done: "Erledigt",
  open: "Offen",
  steps: {
    acknowledged: "Bestätigt",
    understood: "Verstanden",
    apologised: "Entschuldigt",
    owned: "In einer Hand",
    solution: "Lösung angeboten",
    followed_up: "Nachgefragt",
    root_cause: "Ursache gelernt",
  },
  ways: {
    acknowledged: "Die erste Antwort hakt es ab.",
    understood: "Eine Notiz, die es zusammenfasst, oder die Übergabe mit Kurzbericht hakt es ab.",
    apologised: "Entschuldigen Sie sich in einer Antwort; bestätigen Sie den Satz dann hier.",
    owned: "Eine Person ist von der ersten Antwort an verantwortlich.",
    solution: "Das Lösen mit einem Grund hakt es ab.",
    followed_up: "Die Nachfrage, wie es war, oder eine weitere Antwort nach dem Lösen hakt es ab.",
    root_cause: "Das Setzen der Ursache hakt es ab.",
  },
  suggested: "Ist das eine Entschuldigung?",
  confirm: "Ja, wir haben uns entschuldigt",
  takeBack: "Das ist keine Entschuldigung",
  byTopic: "Das Thema sagt, dass es eine Beschwerde ist.",
  show: "Nachricht zeigen",
};

export const playbookSettings: German<typeof en.playbookSettings> = {
  complaint: "Das ist eine Beschwerde",
  complaintHint: "Konversationen darüber und über alles darunter zeigen die Schritte zur Lösung.",
};
