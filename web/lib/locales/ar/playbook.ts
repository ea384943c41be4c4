import type * as en from "../en/playbook.ts";
import type { Arabic } from "../languages.ts";

export const playbook: Arabic<typeof en.playbook> = {
  title: "شكوى",
  progress: "{{done}} من {{all}}",
  done: "تم",
  open: "لم يتم",
  steps: {
    acknowledged: "أُقرّ باستلامها",
    understood: "فُهمت",
    apologised: "اعتُذر عنها",
    owned: "في يد واحدة",
    solution: "عُرض حل",
    followed_up: "جرت المتابعة",
    root_cause: "عُرف السبب الجذري",
  },
  ways: {
    acknowledged: "يتم بأول رد.",
    understood: "يتم بملاحظة تلخصها أو بموجز تسليم.",
    apologised: "اعتذر في رد، ثم أكد الجملة هنا.",
    owned: "شخص واحد مسؤول عنها منذ أول رد.",
    solution: "يتم بحلها مع ذكر السبب.",
    followed_up: "يتم بالسؤال كيف كان الأمر، أو برد آخر بعد حلها.",
    root_cause: "يتم بتحديد السبب الجذري.",
  },
  suggested: "هل هذا اعتذار؟",
  confirm: "نعم، لقد اعتذرنا",
  takeBack: "هذا ليس اعتذارًا",
  byTopic: "موضوعها يقول إنها شكوى.",
  show: "عرض الرسالة",
};

export const playbookSettings: Arabic<typeof en.playbookSettings> = {
  complaint: "هذه شكوى",
  complaintHint: "المحادثات حوله وحول ما تحته تعرض خطوات الحل.",
};
