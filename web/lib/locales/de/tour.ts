import type * as en from "../en/tour.ts";
import type { German } from "../languages.ts";

export const tour: German<typeof en.tour> = {
  label: "Rundgang",
  offer: "Neu hier? Fünf kurze Schritte zeigen, was wo ist.",
  start: "Zeigen",
  refuse: "Nein, danke",
  step: "Schritt {{number}} von {{all}}",
  next: "Weiter",
  back: "Zurück",
  done: "Fertig",
  end: "Rundgang beenden",
  steps: {
    inbox: {
      title: "Was als Nächstes dran ist",
      text: "Im Posteingang liegt jede Konversation, die Sie sehen dürfen; was als Nächstes fällig ist, steht zuerst. J und K bewegen, Enter öffnet.",
    },
    baton: {
      title: "Der Stab",
      text: "Über jeder offenen Konversation steht, in wessen Hand sie ist und was bis wann zugesagt ist. Jede Antwort sagt, wie es weitergeht.",
    },
    news: {
      title: "Was Sie angeht",
      text: "Die Glocke zählt, was Ihnen gegeben wurde, wer Sie gerufen hat und was Kunden geantwortet haben. Was erledigt ist, fällt von selbst heraus.",
    },
    anything: {
      title: "Alles, von hier aus",
      text: "Strg+K findet und tut alles bei seinem Namen. Das Fragezeichen zeigt alle Tasten.",
    },
    you: {
      title: "Sie",
      text: "Sagen Sie hier, wenn Sie weg sind, wählen Sie hell oder dunkel, und finden Sie die Hilfe, wo dieser Rundgang auf Sie wartet.",
    },
  },
};
