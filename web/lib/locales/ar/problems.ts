import type * as en from "../en/problems.ts";
import type { Arabic } from "../languages.ts";

export const problemTexts: Arabic<typeof en.problemTexts> = {
  answered_meanwhile: {
    title: "أجاب أحدهم في هذه الأثناء.",
    remedy: "اقرأ الجديد فوق نصك، ثم أرسله على أي حال أو غيّره.",
  },
  send_time: { title: "لا يمكن إرساله حينها.", remedy: "اختر وقتًا من الآن حتى سنة." },
  unreachable: {
    title: "لا يمكن الوصول إلى Baton الآن.",
    remedy: "تحقق من اتصالك. لم يضع شيء مما كتبت؛ حاول من جديد بعد لحظات.",
  },
  unreadable: {
    title: "تعذرت قراءة الجواب.",
    remedy: "ربما كانت هذه الصفحة أقدم من الخادم. أعد تحميلها وحاول من جديد.",
  },
  unavailable: {
    title: "قاعدة البيانات غائبة للحظة.",
    remedy: "تعود عادةً من تلقاء نفسها. حاول من جديد بعد لحظات.",
  },
  internal: {
    title: "حدث خطأ لدينا.",
    remedy: "هو مدوّن في سجل الخادم. حاول من جديد بعد لحظات.",
  },
  forbidden: { title: "لا يحق لك ذلك.", remedy: "اسأل مدير مساحة العمل إن كان ينبغي أن يحق لك." },
  not_found: {
    title: "لا يوجد شيء هنا.",
    remedy: "ربما نُقل، أو لم يعد يحق لك أن تراه.",
  },
  too_many_requests: {
    title: "محاولات كثيرة جدًا.",
    remedy_zero: "حاول من جديد الآن.",
    remedy_one: "انتظر دقيقة ثم حاول من جديد.",
    remedy_two: "انتظر دقيقتين ثم حاول من جديد.",
    remedy_few: "انتظر {{count}} دقائق ثم حاول من جديد.",
    remedy_many: "انتظر {{count}} دقيقة ثم حاول من جديد.",
    remedy_other: "انتظر {{count}} دقيقة ثم حاول من جديد.",
  },
  conflict: { title: "تغيّر هذا في هذه الأثناء.", remedy: "انظر إلى ما هو موجود الآن ثم حاول من جديد." },
  wrong_credentials: {
    title: "البريد الإلكتروني أو كلمة المرور غير صحيح.",
    remedy: "تحقق منهما، أو اختر كلمة مرور جديدة.",
  },
  link_expired: { title: "لم يعد هذا الرابط صالحًا.", remedy: "اطلب رابطًا جديدًا؛ لا يستغرق ذلك إلا دقيقة." },
  too_large: {
    title: "هذا كبير جدًا.",
    remedy: "يجوز أن يبلغ الملف 25 ميغابايت. لما هو أكبر شارك رابطًا إليه.",
  },
  invalid_request: {
    title: "ينقص شيء أو لا يصح.",
    remedy: "انظر إلى ما هو معلَّم وحاول من جديد.",
  },
  already_resolved: { title: "هذه المحادثة محلولة.", remedy: "أعد فتحها أولًا." },
  merged_already: {
    title: "هذه المحادثة مدموجة.",
    remedy: "تابع حيث انتقلت، أو تراجع عن الدمج أولًا.",
  },
  promise_required: { title: "لا بد من وعد.", remedy: "قل ما الذي يحدث تاليًا ومتى." },
  fields_required: {
    title: "حقول مطلوبة فارغة.",
    topic: "الموضوع",
    cause: "السبب الجذري",
    remedy: "املأ أولًا: {{missing}}.",
  },
  promise_in_the_past: { title: "مضى هذا الوقت.", remedy: "اختر وقتًا لاحقًا." },
  snooze_beyond_promise: {
    title: "يحين الوعد قبل ذلك.",
    remedy: "أجّل لمدة أقصر، أو عِد أولًا بوقت أبعد.",
  },
  handover_pending: {
    title: "هناك تسليم ينتظر جوابًا.",
    remedy: "اسحبه أولًا لتعرضها على شخص آخر.",
  },
  holder_inactive: { title: "لا يمكن أن تكون المحادثات في عهدة هذا الشخص.", remedy: "اختر شخصًا آخر." },
  not_offered_to_you: {
    title: "لم يعد هذا التسليم ينتظر جوابك.",
    remedy: "ربما أجاب شخص آخر، أو سُحب التسليم.",
  },
};
