import type * as en from "../en/reminders.ts";
import type { Arabic } from "../languages.ts";

export const reminders: Arabic<typeof en.reminders> = {
  title: "التذكيرات",
  set: "ذكّرني",
  change: "تغيير التذكير",
  lead: "لا يراه غيرك.",
  what: "بماذا؟",
  when: "متى؟",
  done: "سيصلك التذكير {{when}}",
  end: "تم",
  ended: "انتهى التذكير",
  untitled: "انظر إليها من جديد",
};
