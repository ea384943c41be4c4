import type * as en from "../en/lists.ts";
import type { Arabic } from "../languages.ts";

export const lists: Arabic<typeof en.lists> = {
  mark: "حدّد «{{subject}}»",
  picking: "تحديد عدة محادثات",
  actions: {
    mark: "حدّد هذه أو ألغِ تحديدها",
    markAll: "حدّد كل ما في هذا العرض",
    newView: "عرض جديد",
    arrange: "رتّب العروض",
    bulk: {
      assign: "أسند المحدد",
      prioritise: "حدّد أولوية المحدد",
      tag: "ضع وسومًا للمحدد",
      status: "حدّد وضع المحدد",
      classify: "حدّد موضوع المحدد",
      snooze: "أجّل المحدد",
      rootCause: "حدّد السبب الجذري للمحدد",
      fill: "املأ حقول المحدد",
      hold: "علّق المحدد",
      promise: "عِد بخطوة تالية للمحدد",
      resolve: "أنهِ المحدد بالحل",
      wait: "انتظر عملاء المحدد",
      wake: "أنهِ تأجيل المحدد",
      reopen: "أعد فتح المحدد",
      follow: "تابع المحدد",
      unfollow: "أوقف متابعة المحدد",
    },
  },
};
