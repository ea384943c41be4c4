import type * as en from "../en/happenings.ts";
import type { Arabic } from "../languages.ts";

export const happenings: Arabic<typeof en.happenings> = {
  scheduled: "كتب {{who}} ردًا يُرسل {{when}}",
  unscheduled: {
    cancelled: "ألغى {{who}} ردًا كان سيُرسل لاحقًا",
    customer_wrote: "كتب {{customer}} أولاً: الرد المؤجل مسودة {{writer}} من جديد",
    resolved: "حُلّت قبل الإرسال: الرد المؤجل مسودة {{writer}} من جديد",
    left: "غادر كاتبه: الرد المؤجل الآن مسودة {{writer}}",
    refused: "تعذر إرسال الرد في وقته ({{reason}})؛ وهو مسودة {{writer}} من جديد",
  },
};
