import type * as en from "../en/shell.ts";
import type { Arabic } from "../languages.ts";

export const ui: Arabic<typeof en.ui> = {
  moveRow: "نقل {{name}}",
  moveRowHint: "اسحب أو استخدم مفاتيح الأسهم",
  movedRow: "{{name}} الآن في المكان {{place}} من {{count}}",
  cancel: "إلغاء",
  close: "إغلاق",
  loading: "جارٍ التحميل",
  nothingHere: "لا يوجد شيء على هذا العنوان.",
  toInbox: "الذهاب إلى صندوق الوارد",
  toasts: "إشعارات قصيرة",
  tryAgain: "المحاولة من جديد",
  undo: "تراجع",
};

export const time: Arabic<typeof en.time> = {
  now: "الآن",
  minutes: "{{count}} د",
  hours: "{{count}} س",
  days: "{{count}} ي",
  in: "بعد {{amount}}",
  late: "متأخر {{amount}}",
};

export const live: Arabic<typeof en.live> = {
  lost: "انقطع التحديث المباشر. يُجلب ما تراه كل 20 ثانية، وما تكتبه محفوظ.",
  customerWrote: "كتب {{name}} إليك.",
};

export const troubles: Arabic<typeof en.troubles> = {
  files:
    "يتعذر حفظ الملفات: ربما امتلأ القرص أو انقطع مخزن الملفات. لا يُستقبل البريد حتى يتوفر مكان؛ يعيد المرسلون المحاولة من تلقاء أنفسهم، ولا يضيع شيء مما استُقبل.",
  relay_zero: "لا أحداث تنتظر التمرير. هل تعمل عملية بدور worker؟",
  relay_one: "حدث واحد ينتظر التمرير. هل تعمل عملية بدور worker؟",
  relay_two: "حدثان ينتظران التمرير. هل تعمل عملية بدور worker؟",
  relay_few: "{{count}} أحداث تنتظر التمرير. هل تعمل عملية بدور worker؟",
  relay_many: "{{count}} حدثًا ينتظر التمرير. هل تعمل عملية بدور worker؟",
  relay_other: "{{count}} حدث ينتظر التمرير. هل تعمل عملية بدور worker؟",
};

export const shell: Arabic<typeof en.shell> = {
  news: "الجديد",
  unreadCount_zero: "لا إشعارات غير مقروءة",
  unreadCount_one: "إشعار غير مقروء",
  unreadCount_two: "إشعاران غير مقروءين",
  unreadCount_few: "{{count}} إشعارات غير مقروءة",
  unreadCount_many: "{{count}} إشعارًا غير مقروء",
  unreadCount_other: "{{count}} إشعار غير مقروء",
  skip: "الانتقال إلى المحتوى",
  areas: "الأقسام",
  inbox: "الوارد",
  customers: "العملاء",
  board: "المؤشرات",
  tasks: "المهام",
  settings: "الإعدادات",
  firstSteps: "البداية",
  anything: "الأوامر",
  search: "بحث",
  dueCount_zero: "لا شيء متأخر",
  dueCount_one: "واحدة متأخرة",
  dueCount_two: "اثنتان متأخرتان",
  dueCount_few: "{{count}} متأخرة",
  dueCount_many: "{{count}} متأخرة",
  dueCount_other: "{{count}} متأخرة",
  me: "أنت: {{name}}",
  presence: "هل أنت هنا؟",
  iAmHere: "أنا هنا",
  iAmAway: "لست هنا الآن",
  online: "هنا",
  away: "ليس هنا",
  theme: "المظهر",
  themes: { system: "كما في النظام", light: "فاتح", dark: "داكن" },
  letterKeys: "اختصارات الحرف الواحد",
  on: "مفعّلة",
  off: "معطّلة",
  help: "المساعدة",
  signOut: "تسجيل الخروج",
};

export const settingsMenu: Arabic<typeof en.settingsMenu> = {
  workspace: "مساحة العمل",
  mail: "البريد الإلكتروني",
  mine: "ما يخصك",
  screens: {
    fields: "الحقول",
    topics: "المواضيع",
    statuses: "الأوضاع",
    tags: "الوسوم",
    templates: "القوالب",
    checklists: "قوائم التحقق",
    macros: "قوالب الردود",
    inboxes: "صناديق البريد",
    people: "الزملاء",
    roles: "الأدوار",
    teams: "الفرق",
    workspace: "مساحة العمل",
    keys: "مفاتيح API",
    deliverability: "قابلية التسليم",
    suppressed: "العناوين الموقوفة",
    mailIn: "البريد الوارد",
    mailOut: "البريد الصادر",
    failedWork: "الأعمال الفاشلة",
    eventLog: "سجل التدقيق",
    notifications: "الإشعارات",
    account: "حسابي",
  },
};
