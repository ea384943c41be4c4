import { spokenOf } from "../../../shared/languages.ts";

/** What our mails say in English; every other language says the same. */
const en = {
  language: "en",
  hello: (name: string) => (name ? `Hello ${name},` : "Hello,"),
  acknowledged: {
    subject: (number: number) => `We have your request [#${number}]`,
    lead: (number: number) => `we have received your message. It is request #${number}.`,
    holder: (name: string) => `${name} is looking after it.`,
    team: (name: string) => `The team "${name}" is looking after it.`,
    next: (time: string) => `You hear from us by ${time} at the latest.`,
    follow: "See where it stands, and add to it, at any time:",
    add: "To add something, you can also simply answer this mail.",
  },
  reply: {
    follow: (number: number) => `Request #${number}: see where it stands`,
  },
  sample: {
    subject: "My kettle leaks",
    text: "Thank you for the picture. A new lid is on its way to you and arrives by Thursday.\n\nIs there anything else we can do?",
  },
  linked: {
    title: "Files to fetch:",
    one: (name: string, size: string, until: string) => `${name} (${size}, until ${until})`,
  },
  invitation: {
    subject: (company: string) => `You are invited to ${company} on Baton`,
    lead: (company: string) => `you are invited to answer customers of ${company} together with the others.`,
    action: "Choose a password and begin:",
    until: "The link works once, for seven days.",
  },
  reset: {
    subject: () => "Choose a new password for Baton",
    lead: () => "somebody, hopefully you, asked for a new password.",
    action: "Choose it here:",
    until:
      "The link works once, for two hours. If it was not you, nothing has changed; you can ignore this mail.",
  },
  bye: (company: string) => `Kind regards\n${company}`,
};

export type LetterWords = typeof en;

const de: LetterWords = {
  language: "de",
  hello: (name) => (name ? `Guten Tag ${name},` : "Guten Tag,"),
  acknowledged: {
    subject: (number) => `Ihre Anfrage ist bei uns [#${number}]`,
    lead: (number) => `Ihre Nachricht ist angekommen. Sie hat die Nummer #${number}.`,
    holder: (name) => `${name} kümmert sich darum.`,
    team: (name) => `Das Team "${name}" kümmert sich darum.`,
    next: (time) => `Sie hören spätestens ${time} von uns.`,
    follow: "Hier sehen Sie jederzeit, wie es steht, und können etwas ergänzen:",
    add: "Sie können dafür auch einfach auf diese Mail antworten.",
  },
  reply: {
    follow: (number) => `Anfrage #${number}: sehen, wie es steht`,
  },
  sample: {
    subject: "Mein Wasserkocher tropft",
    text: "Vielen Dank für das Bild. Ein neuer Deckel ist unterwegs und kommt bis Donnerstag bei Ihnen an.\n\nKönnen wir sonst noch etwas tun?",
  },
  linked: {
    title: "Dateien zum Abholen:",
    one: (name, size, until) => `${name} (${size}, bis ${until})`,
  },
  invitation: {
    subject: (company) => `Sie sind zu ${company} bei Baton eingeladen`,
    lead: (company) =>
      `Sie sind eingeladen, gemeinsam mit den anderen den Kunden von ${company} zu antworten.`,
    action: "Wählen Sie ein Passwort und legen Sie los:",
    until: "Der Link gilt einmal, sieben Tage lang.",
  },
  reset: {
    subject: () => "Neues Passwort für Baton wählen",
    lead: () => "jemand, hoffentlich Sie, hat um ein neues Passwort gebeten.",
    action: "Wählen Sie es hier:",
    until:
      "Der Link gilt einmal, zwei Stunden lang. Waren Sie es nicht, hat sich nichts geändert; dann können Sie diese Mail vergessen.",
  },
  bye: (company) => `Freundliche Grüße\n${company}`,
};

const ar: LetterWords = {
  language: "ar",
  hello: (name) => (name ? `مرحبًا ${name}،` : "مرحبًا،"),
  acknowledged: {
    subject: (number) => `وصلنا طلبك [#${number}]`,
    lead: (number) => `وصلتنا رسالتك، ورقم طلبك هو ${number}.`,
    holder: (name) => `طلبك في عهدة ${name}.`,
    team: (name) => `طلبك في عهدة فريق «${name}».`,
    next: (time) => `ستسمع منا قبل ${time} على أبعد تقدير.`,
    follow: "يمكنك في أي وقت أن ترى أين وصل طلبك وأن تضيف إليه:",
    add: "ولإضافة شيء، يمكنك أيضًا الرد على هذه الرسالة ببساطة.",
  },
  reply: {
    follow: (number) => `الطلب رقم ${number}: انظر أين وصل`,
  },
  sample: {
    subject: "غلايتي تسرّب الماء",
    text: "شكرًا لك على الصورة. غطاء جديد في طريقه إليك ويصل قبل يوم الخميس.\n\nهل من شيء آخر يمكننا القيام به؟",
  },
  linked: {
    title: "ملفات للتنزيل:",
    one: (name, size, until) => `${name} (${size}، حتى ${until})`,
  },
  invitation: {
    subject: (company) => `دعوة إلى ${company} على Baton`,
    lead: (company) => `ندعوك إلى الرد على عملاء ${company} مع بقية الفريق.`,
    action: "اختر كلمة مرور وابدأ:",
    until: "الرابط صالح مرة واحدة، لمدة سبعة أيام.",
  },
  reset: {
    subject: () => "اختيار كلمة مرور جديدة في Baton",
    lead: () => "طلب أحدهم، ونرجو أن يكون أنت، كلمة مرور جديدة.",
    action: "اخترها من هنا:",
    until:
      "الرابط صالح مرة واحدة، لمدة ساعتين. إن لم تكن أنت من طلبها، فلم يتغير شيء ويمكنك تجاهل هذه الرسالة.",
  },
  bye: (company) => `مع أطيب التحيات\n${company}`,
};

/** The words in a workspace's language; English where we have no others. */
export function letterWords(locale: string): LetterWords {
  return { en, de, ar }[spokenOf([locale])];
}
