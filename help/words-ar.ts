import type { Words } from "./words-en.ts";

const seconds = new Intl.NumberFormat("ar-u-nu-latn", {
  style: "unit",
  unit: "second",
  unitDisplay: "long",
});

/** What the pages say in Arabic. */
export const ar: Words = {
  language: "ar",
  /** For dates and times: the digits of our sentences, 24 hours. */
  locale: "ar-u-hc-h23-nu-latn",
  dir: "rtl",

  private: "هذه الصفحة لك وحدك. كل من لديه عنوانها يستطيع قراءتها، فنرجو ألا تشاركه مع أحد.",

  trackerTitle: (number) => `الطلب رقم ${number}`,
  with: "لدى",
  nextWord: "الرد القادم",
  where: "أين وصل الطلب",
  steps: "الخطوات",
  received: "وصل إلينا",
  heldBy: (name) => `في عهدة ${name}`,
  state: {
    open: "قيد العمل",
    waiting: "بانتظارك",
    on_hold: "بانتظار طرف آخر",
    resolved: "تم الحل",
  },
  notYet: "ليس بعد",
  done: "تم",
  now: "الآن",
  by: (time) => `قبل ${time}`,
  late: "وعدناك بالتواصل قبل هذا الوقت وتأخرنا. نعتذر منك. طلبك لا يزال في عهدتنا.",
  waiting: "الكلمة الآن لك: اكتب ردك في الأسفل. وإن لم يصلنا شيء، نتواصل معك قبل الوقت المذكور أعلاه.",
  onHold: "على طرف آخر أن يقوم بدوره أولًا. ستسمع منا قبل الوقت المذكور أعلاه مهما حدث.",
  resolvedHint: "إن لم ينته الأمر بالنسبة إليك، فاكتب لنا في الأسفل ونفتح الطلب من جديد.",

  messages: "الرسائل",
  you: "أنت",
  earlier: "عرض الرسائل الأقدم",
  newest: "العودة إلى أحدث الرسائل",
  original: "عرض الرسالة كاملة",
  empty: "لا نص في هذه الرسالة.",
  attachments: "المرفقات",
  unproven: "جاءت من عنوانك، لكن لا شيء يثبت أنك من أرسلها.",

  replyTitle: "اكتب لنا",
  replyTo: (name) => `رسالتك إلى ${name}`,
  replyLabel: "رسالتك",
  send: "إرسال الرسالة",
  sent: "شكرًا لك. وصلت رسالتك.",
  againTitle: "لم تُرسل رسالتك بعد",
  emptyReply: "اكتب شيئًا أولًا، ثم أرسله.",
  longReply: (count) => `النص طويل. الحد الأقصى لعدد الأحرف: ${count}. نرجو اختصاره قليلًا.`,
  tooMany: (wait) => `وصلنا الكثير دفعة واحدة. نرجو الانتظار ${seconds.format(wait)} ثم الإرسال من جديد.`,
  away: "تعذّر علينا استلام رسالتك الآن. نصك محفوظ في الأسفل، فنرجو إرساله من جديد بعد لحظات.",
  backToRequest: "العودة إلى طلبك",

  goneTitle: "انتهت صلاحية هذا الرابط",
  gone: "كان صالحًا لمدة محدودة فقط، أو أرسلنا لك رابطًا أحدث.",
  lostTitle: "لا يوجد شيء هنا",
  lost: "ربما انقطع العنوان في الطريق. نرجو فتح الرابط من بريدنا الإلكتروني مرة أخرى.",
  brokenTitle: "حدث خطأ لدينا",
  broken: "لم يتغير شيء. نرجو المحاولة مرة أخرى بعد لحظات.",
  reach: (company) => `للتواصل مع ${company}، أجب على أي من رسائلنا الإلكترونية`,
  reachAt: "أو اكتب إلى",
  reachAnyone: "للتواصل معنا، أجب على أي من رسائلنا الإلكترونية إليك.",

  download: "تنزيل الملف",
  downloadLead: (company) => `أرسلت إليك ${company} هذا الملف مع رسالة. كان أكبر من أن يُرفق بها.`,
  downloadUntil: (day) => `متاح حتى ${day}`,
  downloadCare: "لا تفتحه إلا إذا كنت تتوقعه. كل من لديه هذا العنوان يستطيع تنزيله أيضًا.",

  followUpTitle: "كيف كانت تجربتك معنا؟",
  followUpLead: (number, name) => `كان طلبك رقم ${number} في عهدة ${name}. كيف كانت تجربتك؟`,
  rating: "تقييمك",
  ratings: ["غير راضٍ إطلاقًا", "غير راضٍ", "مقبول", "راضٍ", "راضٍ جدًا"],
  comment: "هل تود إخبارنا بشيء آخر؟ (اختياري)",
  save: "حفظ إجابتي",
  notSaved: "لا يُحفظ شيء قبل الضغط على الزر.",
  chooseRating: "اختر واحدة من الإجابات الخمس أولًا.",
  thanksTitle: "شكرًا لك",
  thanks: "تم حفظ إجابتك.",
  thanksUnhappy: (name) => `نأسف لذلك. عاد طلبك إلى عهدة ${name} وسنتواصل معك.`,
  changeUntil: (day) => `يمكنك تغيير إجابتك حتى ${day}.`,
  change: "تغيير إجابتي",
  closed: "إجابتك محفوظة ولم يعد تغييرها ممكنًا. شكرًا لك عليها.",
  follow: "متابعة طلبك",

  mailSubject: (number) => `كيف كانت تجربتك معنا؟ طلبك رقم ${number}`,
  mailHello: (name) => (name ? `مرحبًا ${name}،` : "مرحبًا،"),
  mailLead: (number, name) =>
    `ما تم حلّه ينبغي أن يبقى محلولًا. كان طلبك رقم ${number} في عهدة ${name}: هل كل شيء على ما يرام الآن؟`,
  mailAsk: "نقرة واحدة تخبرنا:",
  mailUnhappy: "إن لم ينته الأمر بالنسبة إليك، فاختر 1 أو 2: يُفتح طلبك من جديد لدى الشخص نفسه، ونعود إليك.",
  mailBye: (company) => `مع أطيب التحيات\n${company}`,
};
