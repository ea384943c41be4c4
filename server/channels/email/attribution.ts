/**
 * How mail programs introduce what they quote: "On …, Jane wrote:". The words of each language, and the rule that
 * a line is one only with proof beside the verb, because customers write "On Monday your colleague wrote:" too.
 */

/** Forms of "wrote" as clients write them, in the languages of their menus. */
const WROTE =
  "wrote|writes|said|schrieb|schreibt|schrieben|geschrieben|a écrit|écrit|a ecrit|escribió|escribio|ha escrito|escreveu|escreve|ha scritto|scrive|scritto|schreef|geschreven|het volgende geschreven|napisał|napisała|napisał\\(a\\)|pisze|skrev|skriver|kirjoitti|napsal|napsal\\(a\\)|napísal|napísal\\(a\\)|написал|написала|написал\\(а\\)|пишет|писал|писав|написав|пише|написа|yazdı|yazmış|şunu yazdı|ezt írta|írta|a scris|έγραψε|va escriure|ha escrit|je napisao(?:/la)?|napisao|je napisal\\(a\\)|parašė|rakstīja|kirjutas|đã viết|viết|menulis|เขียน(?:ว่า)?|כתב(?:ה)?|כתב/ה|كتب(?:ت)?|نوشت|写道|寫道|写道：|书き|書きました|wrote on behalf|님이 작성|작성|のメール|のメッセージ|さんは書きました";

const VERB = new RegExp(`(?:^|[\\s,>)\\]"”»'’\\u4e00-\\u9fff\\d}])(?:${WROTE})(?:[\\s,:：(]|$)`, "iu");

/** Chinese, Japanese and Korean verbs follow the name without a space. */
const VERB_GLUED =
  /(?:写道|寫道|写到|作成|作성|님이 작성|이\(가\) 작성|さんは書きました|書きました|のメール|のメッセージ|からのメール)\s*[:：]?\s*$/u;

const OPENER_WORDS =
  "on|am|vom|le|em|el|a|il|il giorno|in data|op|dnia|w dniu|den|d\\.|dne|dňa|la|pe|στις|в|vào|pada|lúc|tarihinde|u|dana|在|於|于|à|às|ter|ma|ke|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|mié|jeu|jue|ven|vie|sam|sáb|dim|dom|gio|sab|seg|qua|qui|sex|vr|za|zo|wo|pon|pt|pn|wt|śr|czw|sob|niedz|mån|tis|ons|tor|tors|fre|lör|sön|пн|вт|ср|чт|пт|сб|вс|нд";
const OPENERS = new RegExp(`^(?:${OPENER_WORDS})[\\s.,]`, "iu");

const DATE = /\b(?:19|20)\d{2}\b|\b\d{1,2}[./-] ?\d{1,2}[./-] ?\d{2,4}\b|\d{4}[年.]|\d{1,2}月\d{1,2}日/u;
const TIME = /\b\d{1,2}\s?[:.h]\s?\d{2}\b/u;
const MAILBOX = /[^\s<>"@]{1,64}@[^\s<>"@]{1,190}/u;
/** "On 3 May I wrote:" is the customer telling a story. */
export const FIRST_PERSON =
  /\b(?:I|ich|wir|we|j'ai|j’ai|nous|yo|eu|io|ik|jag|ja)\s+(?:[\p{L}]+\s+){0,2}(?:wrote|schrieb|schrieben|écrit|escribí|escrevi|scritto|schreef|skrev|you)(?!\p{L})|\bschrieb(?:en)?\s+(?:ich|wir|mir|uns|sie)\b|\byou\s+(?:wrote|said)\b|\bhe said\b|\bshe said\b/iu;

/** Webmail that names whom it quotes and nothing else: "Quoting Jane <jane@…>:". */
const QUOTING =
  /^(?:quoting|zitat von|zitiere|citando(?: a)?|mensaje citado por|citation de|citaat van|citat (?:från|fra)|citerar|cytat|cytowanie|citace|citando da)\s.{2,120}[:：]$/iu;

/** Mail programs on phones: name, address in brackets, verb, and nothing else. */
const BARE_NAME = new RegExp(
  `^["'“]?[\\p{L}][^<>@:"”]{0,60}["'”]? ?<[^\\s<>@]{1,64}@[^\\s<>@]{1,190}> (?:${WROTE}) ?[:：]$`,
  "iu",
);

const MAX_LENGTH = 500;

export interface Evidence {
  verb: boolean;
  date: boolean;
  time: boolean;
  mailbox: boolean;
  opener: boolean;
}

/** What speaks for a line being an attribution. */
export function evidenceOf(words: string): Evidence {
  const line = latinDigits(words);
  return {
    verb: VERB_GLUED.test(line) || VERB.test(line),
    date: DATE.test(line),
    time: TIME.test(line),
    mailbox: MAILBOX.test(line),
    opener: OPENERS.test(line),
  };
}

/** Dates in Arabic, Persian, Hindi and Bengali are dates, too. */
function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹०-९০-৯]/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    const zero = [0x660, 0x6f0, 0x966, 0x9e6].findLast((each) => each <= point) ?? point;
    return String(point - zero);
  });
}

/** A line can only end an attribution when it ends with a colon (or a verb, which a few clients leave bare). */
export function mayEndAttribution(line: string): boolean {
  const end = line.slice(-120);
  return (
    /[:：]\s*[*_>]?\s*$/u.test(end) || VERB_GLUED.test(end) || BARE_VERB.test(end) || BARE_MAILBOX.test(end)
  );
}

const BARE_VERB = /(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev)\s?[-–—.]{0,6}\s?$/iu;
/** Old Gmail: "2024/1/5 Jane <jane@…>" and no colon. */
const BARE_MAILBOX = /[<(][^\s<>()@]{1,64}@[^\s<>()@]{1,190}[>)]$/u;

/**
 * Whether the line (already joined from up to four) introduces a quotation.
 * `quotedBelow`: quoted lines follow, so a verb alone is proof; without them a date with time or a mailbox is needed too.
 */
export function isAttribution(line: string, quotedBelow: boolean): boolean {
  if (line.length > MAX_LENGTH || line.length < 5) return false;
  const text = line.replace(/^[>\s*_|-]+/, "").replace(/[*_\s]+$/, "");
  const proof = evidenceOf(text);
  if (FIRST_PERSON.test(text) && !proof.mailbox) return false;
  if (quotedBelow && QUOTING.test(text)) return true;
  if (BARE_NAME.test(text)) return true;
  if (proof.verb) {
    if (quotedBelow)
      return text.length < 300 && (proof.date || proof.mailbox || proof.opener || text.length < 80);
    return (proof.mailbox && (proof.date || proof.time || proof.opener)) || (proof.date && proof.time);
  }
  // Gmail in Japanese and Russian, Yandex: a date, a name and an address, then a colon, no verb at all.
  const bare = proof.date && proof.mailbox && /[:：]$/u.test(text) && text.length < 200;
  const dated = /^\d{4}[/-]\d{1,2}[/-]\d{1,2}\s/.test(text) && BARE_MAILBOX.test(text);
  return (bare && (proof.time || quotedBelow)) || (dated && quotedBelow);
}

/** Whether a line is the upper half of an attribution whose lower half names no date: it has one, and a time or an address. */
export function beginsAttribution(line: string, lower: string): boolean {
  const { date, time, mailbox } = evidenceOf(line);
  return line.length < 160 && date && (time || mailbox) && !evidenceOf(lower).date;
}
