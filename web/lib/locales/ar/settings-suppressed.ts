import type * as en from "../en/settings-suppressed.ts";
import type { Arabic } from "../languages.ts";

export const suppressed: Arabic<typeof en.suppressed> = {
  title: "العناوين الموقوفة",
  lead: "عناوين لا يصلها بريد، لأن البريد ارتد منها، أو أُبلغ عنه كبريد مزعج، أو قرر زميل ذلك. مواصلة الإرسال إليها تضر بالبريد إلى كل الآخرين.",
  add: "إيقاف البريد إلى عنوان",
  addTitle: "إيقاف البريد إلى عنوان",
  addLead: "لا يُرسل شيء إلى هناك حتى يسمح به أحدهم من جديد.",
  address: "عنوان البريد الإلكتروني",
  reason: "لماذا؟",
  reasonHint: "يراه الزملاء حين يتساءلون لماذا لا يُرسل شيء.",
  addAct: "إيقاف البريد",
  added: "لن يُرسل شيء إلى {{address}} بعد الآن.",
  search: "البحث في العناوين",
  searchHint: "الحروف الأولى من عنوان",
  causes: { hard_bounce: "ارتد البريد", complaint: "أُبلغ عنه كبريد مزعج", agent: "أوقفناه نحن" },
  by: "أوقفه {{name}}",
  since: "منذ",
  wroteSince: "كتب من هناك بعد ذلك، فتُرسل الردود إليه من جديد.",
  lift: "السماح بالبريد من جديد",
  liftNamed: "السماح بالبريد من جديد: {{address}}",
  emptyTitle: "كل عنوان يصله بريده",
  empty: "حين يرتد البريد نهائيًا من عنوان، يظهر هنا مع السبب.",
  nothingFound: "لا عنوان موقوف يبدأ بـ «{{text}}»",
  nothingFoundHint: "يُرسل البريد إليه. يعتمد البحث على الحروف الأولى.",
};
