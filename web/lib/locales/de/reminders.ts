import type * as en from "../en/reminders.ts";
import type { German } from "../languages.ts";

export const reminders: German<typeof en.reminders> = {
  title: "Wiedervorlagen",
  set: "Mich erinnern",
  change: "Wiedervorlage ändern",
  lead: "Nur Sie sehen sie.",
  what: "Woran?",
  when: "Wann?",
  done: "Sie werden erinnert: {{when}}",
  end: "Erledigt",
  ended: "Wiedervorlage beendet",
  untitled: "Noch einmal ansehen",
};
