import type * as en from "../en/offline.ts";
import type { Arabic } from "../languages.ts";

export const offline: Arabic<typeof en.offline> = {
  opensAlone: "يُفتح Baton من تلقاء نفسه حالما يمكن الوصول إليه.",
  kept_zero: "لا نص لك محفوظ في هذا المتصفح.",
  kept_one: "نص واحد لك محفوظ في هذا المتصفح.",
  kept_two: "نصان لك محفوظان في هذا المتصفح.",
  kept_few: "{{count}} نصوص لك محفوظة في هذا المتصفح.",
  kept_many: "{{count}} نصًا لك محفوظًا في هذا المتصفح.",
  kept_other: "{{count}} نص لك محفوظ في هذا المتصفح.",
  waits: { reply: "لم يُرسل ردك بعد", note: "لم تُحفظ ملاحظتك بعد" },
  waitsMore:
    "يُرسل من تلقاء نفسه، مرة واحدة، حالما يمكن الوصول إلى Baton. وإن أغلقت Baton قبل ذلك، فعندما تفتحه هنا من جديد.",
  tryNow: "حاول الآن",
  toDraft: "أعِده مسودة",
  sent: { reply: "أُرسل الرد الذي كان ينتظر.", note: "حُفظت الملاحظة التي كانت تنتظر." },
  draftAgain: "عاد ما كتبته مسودة.",
  tooOld: "انتظر أحد ردودك أطول من أن يُرسل من تلقاء نفسه؛ عاد مسودة.",
  newVersion: "هناك إصدار جديد من Baton.",
  reload: "أعد التحميل",
};
