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
  refused: { reply: "لم يُرسل ردك", note: "لم تُحفظ ملاحظتك" },
  show: "أظهر",
  tooOld: "انتظر أكثر من اثنتي عشرة ساعة.",
  tooOldMore: "اقرأه مرة أخرى قبل أن يُرسل: أعِده مسودة ثم أرسله.",
  mergedMore: "ضع كلامك في المحادثة التي تستمر، وأرسله هناك.",
  goneMore: "كلامك باقٍ هنا: انسخ ما تحتاج إليه، أو اطلب الإذن من القائد.",
  againMore: "أعِده مسودة، وأصلح ذلك، ثم أرسله.",
  intoSurvivor: "اكتبه في ‎#{{number}}",
  throwAway: "تخلَّص منه",
  newVersion: "هناك إصدار جديد من Baton.",
  reload: "أعد التحميل",
};
