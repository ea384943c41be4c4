import type * as en from "../en/drafts.ts";
import type { Arabic } from "../languages.ts";

export const drafts: Arabic<typeof en.drafts> = {
  mark: "مسودة",
  mine: "مسوداتي",
  none: "ليست لديك مسودات.",
  explained: "ما بدأت كتابته ولم ترسله، على أي من أجهزتك. لا يراه أحد سواك.",
  unsent: "لم يُرسل أحد ردودك في وقته؛ عاد مسودة، وتقول المحادثة لماذا.",
};

export const later: Arabic<typeof en.later> = {
  title: "الإرسال لاحقًا",
  times: { hour: "بعد ساعة", afternoon: "بعد ظهر اليوم", next: "يوم العمل التالي", monday: "الأسبوع القادم" },
  otherTime: "وقت آخر",
  choose: "أرسل حينها",
  explained: "حسب ساعات العمل والمنطقة الزمنية لمساحة العمل ({{zone}}). لا يُرسل إذا كتب العميل أولاً.",
  kept: "سيُرسل ردك {{when}}.",
  you: "أنت",
  by: "رد من {{name}}، يُرسل {{when}}",
  leaves: "يُرسل {{when}}",
  unlessFirst: "لا يُرسل إذا كتب العميل أولاً.",
  afterwards: {
    open: "ثم تبقى مفتوحة.",
    waiting: "ثم ننتظر العميل.",
    on_hold: "ثم تُعلّق.",
    resolved: "ثم تكون محلولة.",
  },
  thenPromise: "ثم يعد: {{what}}، حتى {{when}}.",
  sendNow: "أرسل الآن",
  changeTime: "تغيير الوقت",
  cancel: "إلغاء",
  others: "كتبت هذا على جهاز آخر",
  addOthers: "أضفه إلى ما هنا",
  dropOthers: "تجاهله",
};

export const answered: Arabic<typeof en.answered> = {
  label: "أُجيب في هذه الأثناء",
  title: "كتب {{names}} بينما كنت تكتب",
  new: "الجديد",
  keep: "متابعة الكتابة",
  discard: "تجاهل نصي",
  sendAnyway: "أرسل على أي حال",
  undo: "تراجع",
  discarded: "تم تجاهل نصك.",
};

export const promiseFound: Arabic<typeof en.promiseFound> = {
  offer: "كتبت «{{words}}» – هل تعد بـ {{when}}؟",
};
