import type * as en from "../en/lists.ts";
import type { German } from "../languages.ts";

export const lists: German<typeof en.lists> = {
  mark: "„{{subject}}“ auswählen",
  picking: "Mehrere auswählen",
  actions: {
    mark: "Dieses aus- oder abwählen",
    markAll: "Alles in dieser Ansicht auswählen",
    newView: "Neue Ansicht",
    arrange: "Ansichten ordnen",
    bulk: {
      assign: "Die ausgewählten zuweisen",
      prioritise: "Priorität der ausgewählten setzen",
      tag: "Die ausgewählten verschlagworten",
      status: "Status der ausgewählten setzen",
      classify: "Thema der ausgewählten setzen",
      snooze: "Die ausgewählten zurückstellen",
      rootCause: "Ursache der ausgewählten setzen",
      fill: "Felder der ausgewählten ausfüllen",
      hold: "Die ausgewählten pausieren",
      promise: "Für die ausgewählten einen nächsten Schritt zusagen",
      resolve: "Die ausgewählten lösen",
      wait: "Bei den ausgewählten auf die Kunden warten",
      wake: "Zurückstellung der ausgewählten beenden",
      reopen: "Die ausgewählten wieder öffnen",
      follow: "Die ausgewählten beobachten",
      unfollow: "Die ausgewählten nicht mehr beobachten",
    },
  },
};
