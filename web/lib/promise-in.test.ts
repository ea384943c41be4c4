import { describe, expect, test } from "vitest";
import { defaultBusinessHours as hours } from "../../shared/workspace.ts";
import { promiseIn } from "./promise-in.ts";

const berlin = "Europe/Berlin";
/** A Wednesday, eleven in Berlin; hours are nine to five, Monday to Friday. */
const wednesday = "2026-11-18T10:00:00Z";

function found(text: string, now = wednesday, zone = berlin): string | null {
  const at = promiseIn(text, new Date(now), zone, hours)?.at;
  if (!at) return null;
  const shown = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: zone });
  return shown.format(at);
}

describe("English", () => {
  test.each([
    ["I will call you tomorrow.", "2026-11-19 17:00"],
    ["I'll call you tomorrow morning.", "2026-11-19 12:00"],
    ["We’ll send it tomorrow at 9 am.", "2026-11-19 09:00"],
    ["I will get back to you by Thursday noon.", "2026-11-19 12:00"],
    ["You will hear from us by Friday.", "2026-11-20 17:00"],
    ["We will ship it on Monday.", "2026-11-23 17:00"],
    ["We'll have an answer by Wednesday.", "2026-11-18 17:00"],
    ["We'll have an answer by Wednesday at 9 am.", "2026-11-25 09:00"],
    ["I'm going to look at it this afternoon.", "2026-11-18 17:00"],
    ["We will reply within 2 hours.", "2026-11-18 13:00"],
    ["I will be back in half an hour.", "2026-11-18 11:30"],
    ["We will answer within 24 hours.", "2026-11-19 11:00"],
    ["You'll receive the refund within three business days.", "2026-11-23 17:00"],
    ["Our technician will arrive in 3 days.", "2026-11-21 17:00"],
    ["We can replace it in two weeks.", "2026-12-02 17:00"],
    ["We will look into it next week.", "2026-11-27 17:00"],
    ["I will let you know by the end of the week.", "2026-11-20 17:00"],
    ["You will have it by end of day.", "2026-11-18 17:00"],
    ["I'll write to you today.", "2026-11-18 17:00"],
    ["I'll write to you by 4 pm.", "2026-11-18 16:00"],
    ["I'll write to you by 10:30.", "2026-11-19 10:30"],
    ["We'll know no later than Friday.", "2026-11-20 17:00"],
    ["The parcel will be there on the day after tomorrow.", "2026-11-20 17:00"],
    ["We will call you next Friday.", "2026-11-27 17:00"],
    ["It will be sent by 3 December.", "2026-12-03 17:00"],
    ["It will be sent on December 3rd.", "2026-12-03 17:00"],
    ["We'll settle this by the end of the month.", "2026-11-30 17:00"],
    ["Sorry about this. I'll call you tonight.", "2026-11-18 22:00"],
    ["If you send the photo today, we will ship a new lid tomorrow.", "2026-11-19 17:00"],
    ["I will answer by midnight.", "2026-11-18 23:59"],
    ["I'll call you tomorrow at half past two.", "2026-11-19 14:30"],
    ["I'll call you tomorrow at a quarter to eleven.", "2026-11-19 10:45"],
    ["I'll call you tomorrow at 3 o'clock.", "2026-11-19 15:00"],
    ["I'll call you tomorrow at 8 in the evening.", "2026-11-19 20:00"],
    ["I'll write to you tonight at 8 o'clock.", "2026-11-18 20:00"],
    ["We will ship it at two locations tomorrow.", "2026-11-19 17:00"],
  ])("%s", (text, at) => expect(found(text)).toBe(at));
});

describe("German", () => {
  test.each([
    ["Ich melde mich morgen.", "2026-11-19 17:00"],
    ["Ich melde mich bis morgen Mittag.", "2026-11-19 12:00"],
    ["Wir schicken es Ihnen bis Freitag.", "2026-11-20 17:00"],
    ["Wir rufen Sie am Donnerstagvormittag an.", "2026-11-19 12:00"],
    ["Sie erhalten die Erstattung in 3 Tagen.", "2026-11-21 17:00"],
    ["Sie bekommen innerhalb von zwei Werktagen eine Antwort.", "2026-11-20 17:00"],
    ["Wir prüfen das binnen 24 Stunden.", "2026-11-19 11:00"],
    ["Ich schaue es mir nächste Woche an.", "2026-11-27 17:00"],
    ["Ich kümmere mich nächste Woche darum.", "2026-11-27 17:00"],
    ["Bis Montag um halb drei melde ich mich.", "2026-11-23 14:30"],
    ["Ich rufe Sie morgen um Viertel nach zehn an.", "2026-11-19 10:15"],
    ["Ich rufe Sie morgen um drei Uhr an.", "2026-11-19 15:00"],
    ["Ich rufe Sie morgen Abend um 8 Uhr an.", "2026-11-19 20:00"],
    ["Ich rufe Sie morgen früh um 5 Uhr an.", "2026-11-19 05:00"],
    ["Wir klären das bis Ende der Woche.", "2026-11-20 17:00"],
    ["Ich antworte Ihnen heute noch.", "2026-11-18 17:00"],
    ["Ich rufe Sie heute Abend an.", "2026-11-18 20:00"],
    ["Wir melden uns bis 16 Uhr.", "2026-11-18 16:00"],
    ["Wir melden uns morgen um 9:30 Uhr.", "2026-11-19 09:30"],
    ["Übermorgen schicken wir das Paket los.", "2026-11-20 17:00"],
    ["Die Kollegin wird Sie am Montag anrufen.", "2026-11-23 17:00"],
    ["Wir liefern bis zum 3. Dezember.", "2026-12-03 17:00"],
    ["Wir liefern bis 3.12.", "2026-12-03 17:00"],
    ["Wir melden uns spätestens Freitag.", "2026-11-20 17:00"],
    ["Guten Morgen Frau Lopez, ich melde mich bis Donnerstag.", "2026-11-19 17:00"],
    ["Sobald das Teil da ist, schicken wir es bis Montag.", "2026-11-23 17:00"],
  ])("%s", (text, at) => expect(found(text)).toBe(at));
});

describe("Arabic", () => {
  test.each([
    ["سأتصل بك غدا الساعة الثالثة.", "2026-11-19 15:00"],
    ["سأتصل بك غدا الساعة الثالثة والنصف.", "2026-11-19 15:30"],
    ["سنرد غدا الساعة الخامسة إلا ربعا.", "2026-11-19 16:45"],
    ["سأتصل بك غدا.", "2026-11-19 17:00"],
    ["سأتصل بك غدًا.", "2026-11-19 17:00"],
    ["سأتصل بك غداً صباحاً.", "2026-11-19 12:00"],
    ["سنرد عليك يوم الخميس ظهرا.", "2026-11-19 12:00"],
    ["سنرسل الطرد صباح يوم الأحد.", "2026-11-22 12:00"],
    ["سوف نعود إليك مساء الغد.", "2026-11-19 20:00"],
    ["سيصلك الطرد بعد غد.", "2026-11-20 17:00"],
    ["سأخبرك اليوم.", "2026-11-18 17:00"],
    ["سأخبرك خلال ساعتين.", "2026-11-18 13:00"],
    ["سنرد خلال ٢٤ ساعة.", "2026-11-19 11:00"],
    ["ستصلك الأموال خلال ثلاثة أيام عمل.", "2026-11-23 17:00"],
    ["سنراجع الأمر خلال يومي عمل.", "2026-11-20 17:00"],
    ["سنستبدلها في غضون أسبوعين.", "2026-12-02 17:00"],
    ["سنحل المشكلة قبل نهاية الأسبوع.", "2026-11-20 17:00"],
    ["سننظر في الأمر الأسبوع القادم.", "2026-11-27 17:00"],
    ["سيتم الشحن في 3 ديسمبر.", "2026-12-03 17:00"],
    ["سأكتب لك قبل الساعة 4 مساءً.", "2026-11-18 16:00"],
    ["سأكتب لك الساعة الثالثة عصرا.", "2026-11-18 15:00"],
    ["سأتصل بك غدا الساعة 9:30 صباحا.", "2026-11-19 09:30"],
    ["لا تقلق، سأتصل بك يوم الجمعة.", "2026-11-20 17:00"],
    ["إذا أرسلت الصورة اليوم، سنشحن الغطاء غدا.", "2026-11-19 17:00"],
    ["نعدك بحل قبل نهاية الشهر.", "2026-11-30 17:00"],
  ])("%s", (text, at) => expect(found(text)).toBe(at));

  test.each([
    "أرسلناه يوم الاثنين.",
    "اتصلنا بك قبل ساعتين.",
    "تم الشحن يوم الاثنين.",
    "لن يصل الطرد غدا.",
    "هل ستكون في البيت غدا؟",
    "يرجى إرسال صورة قبل الخميس.",
    "صباح الخير، شكرا على رسالتك.",
    "الساعة في السيارة، وهي لك اليوم.",
  ])("promises nothing: %s", (text) => expect(found(text)).toBeNull());

  test("says the words as they were written", () => {
    expect(promiseIn("سنرد عليك يوم الأحد.", new Date(wednesday), berlin, hours)?.words).toBe("يوم الأحد");
  });
});

test.each([
  "We sent it on Monday.",
  "I called you yesterday, and we will see.",
  "It was shipped last week.",
  "We will not be there before tomorrow.",
  "It won't arrive tomorrow.",
  "We cannot say anything by Friday.",
  "Could you send us a photo by Thursday?",
  "Please send us a photo by Thursday.",
  "Will you be at home tomorrow?",
  "We will be happy to help.",
  "Thanks for writing on Monday.",
  "We will celebrate on 3 June 2027.",
  "It will be there on Monday at the earliest.",
  "> I will call you tomorrow.",
  "Hello Ana,\n\nthank you.\n\nOn Mon, 16 Nov 2026, Ana wrote:\nI will call you tomorrow.",
  "Guten Morgen Frau Lopez, danke für Ihre Nachricht.",
  "Wir haben es am Montag geschickt.",
  "Bitte schicken Sie uns bis Freitag ein Foto.",
  "Wir können das nicht bis morgen klären.",
  "Das Paket kommt frühestens morgen.",
  "Können Sie uns bis Freitag ein Foto schicken?",
  "Vor zwei Tagen haben wir Ihnen geschrieben.",
])("promises nothing: %s", (text) => expect(found(text)).toBeNull());

describe("when it is said", () => {
  test.each([
    [
      "on Saturday, tomorrow is Sunday",
      "I will call you tomorrow.",
      "2026-11-21T10:00:00Z",
      "2026-11-22 17:00",
    ],
    [
      "on Sunday, the end of this week is next Friday",
      "I'll tell you by the end of the week.",
      "2026-11-22T10:00:00Z",
      "2026-11-27 17:00",
    ],
    [
      "after hours, today ends at its last minute",
      "I'll write to you today.",
      "2026-11-18T18:00:00Z",
      "2026-11-18 23:59",
    ],
    [
      "a minute before midnight, tomorrow is the next day",
      "I will call you tomorrow.",
      "2026-11-18T22:59:00Z",
      "2026-11-19 17:00",
    ],
    [
      "a minute after midnight, so it is",
      "I will call you tomorrow.",
      "2026-11-18T23:01:00Z",
      "2026-11-20 17:00",
    ],
    [
      "before the clocks go forward",
      "I will call you tomorrow at 9 am.",
      "2026-03-28T12:00:00Z",
      "2026-03-29 09:00",
    ],
    [
      "before the clocks go back",
      "I will call you tomorrow at 9 am.",
      "2026-10-24T12:00:00Z",
      "2026-10-25 09:00",
    ],
    [
      "in December, January is next year's",
      "It will be sent by 4 January.",
      "2026-12-18T10:00:00Z",
      "2027-01-04 17:00",
    ],
  ])("%s", (_, text, now, at) => expect(found(text, now)).toBe(at));

  test("two hours are two hours also where an hour comes twice", () => {
    const now = new Date("2026-10-25T00:30:00Z");
    const at = promiseIn("We will reply within 2 hours.", now, berlin, hours)?.at;
    expect(at?.toISOString()).toBe("2026-10-25T02:30:00.000Z");
  });
});

test("says which words and which sentence promise it", () => {
  const text = "Hello Ana. I will get back to you by Thursday noon. Best wishes";
  expect(promiseIn(text, new Date(wednesday), berlin, hours)).toMatchObject({
    words: "by Thursday noon",
    sentence: "I will get back to you by Thursday noon.",
  });
});

test("a long text without any promise is read at once", () => {
  for (const words of ["we will see in the end what the weather is like and ", "سوف نرى كيف يكون الطقس و"])
    expect(promiseIn(words.repeat(2_000), new Date(wednesday), berlin, hours)).toBeNull();
});
