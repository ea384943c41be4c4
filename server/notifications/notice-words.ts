import { type Language, languages } from "../../shared/languages.ts";
import type { NoticeKind } from "../../shared/notifications.ts";

/** What push and mail say in English; every other language says the same. */
const en = {
  kinds: {
    given: "A conversation was given to you",
    offered: "A conversation is offered to you",
    declined: "Your handover was declined",
    mentioned: "You were mentioned in a note",
    replied: "The customer wrote",
    replied_followed: "The customer wrote in a conversation you follow",
    due_soon: "A promise is due soon",
    broken: "A promise was not kept",
    escalated: "Overdue, and told to you as the lead",
    reply_cancelled: "Your reply did not leave at its time",
    bulk_finished: "What you did to many is finished",
    reminder: "You wanted to be reminded",
    task: "A task was given to you",
    task_due: "A task is due soon, or late",
    side_asked: "You were asked in a side conversation",
    side_answered: "An answer came in a side conversation",
    side_due: "A side conversation is due soon, late, or did not get through",
  } satisfies Record<NoticeKind, string>,
  several: (count: number) => (count === 1 ? "1 notification" : `${count} notifications`),
  lead: "This happened and you have not read it yet:",
  more: (count: number) => `And ${count} more.`,
  open: "See all of it",
  settings: "You get this mail because you chose to be told so. Change it here:",
  answer: {
    reply: (customer: string) => `Write above this line to answer ${customer}.`,
    note: () => "Write above this line: it becomes a note that only colleagues see.",
    aside: (name: string) =>
      `Write above this line to answer ${name} in the side conversation. The customer never sees it.`,
  },
  test: "Push works on this device.",
};
type NoticeWords = typeof en;

const de: NoticeWords = {
  kinds: {
    given: "Eine Konversation wurde Ihnen zugewiesen",
    offered: "Eine Konversation wird Ihnen angeboten",
    declined: "Ihre Übergabe wurde abgelehnt",
    mentioned: "Sie wurden in einer Notiz erwähnt",
    replied: "Der Kunde hat geschrieben",
    replied_followed: "Der Kunde hat in einer Konversation geschrieben, die Sie beobachten",
    due_soon: "Eine Zusage wird bald fällig",
    broken: "Eine Zusage wurde nicht gehalten",
    escalated: "Überfällig und Ihnen als Leitung gemeldet",
    reply_cancelled: "Ihre Antwort ging nicht zu ihrer Zeit hinaus",
    bulk_finished: "Ihre Sammeländerung ist fertig",
    reminder: "Sie wollten erinnert werden",
    task: "Sie haben eine Aufgabe bekommen",
    task_due: "Eine Aufgabe ist bald fällig oder überfällig",
    side_asked: "Sie wurden in einem Nebengespräch gefragt",
    side_answered: "In einem Nebengespräch kam eine Antwort",
    side_due: "Ein Nebengespräch ist bald fällig, überfällig oder kam nicht an",
  },
  several: (count) => (count === 1 ? "1 Mitteilung" : `${count} Mitteilungen`),
  lead: "Das ist geschehen, und Sie haben es noch nicht gelesen:",
  more: (count) => `Und ${count} weitere.`,
  open: "Alles ansehen",
  settings: "Sie erhalten diese Mail, weil Sie es so gewählt haben. Ändern können Sie es hier:",
  answer: {
    reply: (customer) => `Ihre Antwort oberhalb dieser Zeile geht an ${customer}.`,
    note: () => "Ihre Antwort oberhalb dieser Zeile wird eine Notiz, die nur das Team sieht.",
    aside: (name) =>
      `Ihre Antwort oberhalb dieser Zeile geht im Nebengespräch an ${name}. Der Kunde sieht sie nie.`,
  },
  test: "Push funktioniert auf diesem Gerät.",
};

const ar: NoticeWords = {
  kinds: {
    given: "أُسندت إليك محادثة",
    offered: "عُرضت عليك محادثة",
    declined: "رُفض التسليم الذي عرضته",
    mentioned: "أُشير إليك في ملاحظة",
    replied: "كتب العميل",
    replied_followed: "كتب العميل في محادثة تتابعها",
    due_soon: "وعد يحين موعده قريبًا",
    broken: "وعد لم يوفَ به",
    escalated: "تأخر وأُبلغت به بصفتك القائد",
    reply_cancelled: "لم يخرج ردك في موعده",
    bulk_finished: "انتهى ما أجريته على محادثات كثيرة",
    reminder: "طلبت تذكيرك",
    task: "أُسندت إليك مهمة",
    task_due: "مهمة يحين موعدها قريبًا أو تأخرت",
    side_asked: "سُئلت في محادثة جانبية",
    side_answered: "وصل رد في محادثة جانبية",
    side_due: "محادثة جانبية يحين موعدها أو تأخرت أو لم تصل",
  },
  several: (count) =>
    ({
      zero: "لا إشعارات",
      one: "إشعار واحد",
      two: "إشعاران",
      few: `${count} إشعارات`,
      many: `${count} إشعارًا`,
      other: `${count} إشعار`,
    })[arabic.select(count)],
  lead: "حدث هذا ولم تقرأه بعد:",
  more: (count) => `وهناك المزيد: ${count}.`,
  open: "عرض الكل",
  settings: "تصلك هذه الرسالة لأنك اخترت ذلك. يمكنك تغييره هنا:",
  answer: {
    reply: (customer) => `اكتب فوق هذا السطر ليصل ردك إلى ${customer}.`,
    note: () => "ما تكتبه فوق هذا السطر يصبح ملاحظة لا يراها إلا الزملاء.",
    aside: (name) => `اكتب فوق هذا السطر ليصل ردك إلى ${name} في المحادثة الجانبية. لا يراه العميل أبدًا.`,
  },
  test: "الإشعارات تعمل على هذا الجهاز.",
};
const arabic = new Intl.PluralRules("ar");

const all: Record<Language, NoticeWords> = { en, de, ar };

/** What push and mail say in a language. */
export function noticeWords(language: Language): NoticeWords {
  return all[languages.includes(language) ? language : "en"];
}
