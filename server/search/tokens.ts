/** One word of a text: its plain form, its place among the words, and where it stands. */
export interface Token {
  form: string;
  /** Other forms it is also found by. */
  also: string[];
  place: number;
  from: number;
  to: number;
}

const longestForm = 60;
const run = /[\p{L}\p{N}\p{M}]+/gu;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;
/** Accents of Latin, Greek and Cyrillic letters, and the vowel signs of Arabic and Hebrew, which people leave out. */
const signs = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640]/gu;
const letters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ı: "i",
  þ: "th",
  ة: "ه",
  ى: "ي",
};
const odd = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");

/** Letters as people type them in a hurry: small, without accents. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(signs, "")
    .toLowerCase()
    .replace(signs, "")
    .replace(odd, (letter) => letters[letter] ?? letter);
}

/** The words of a text. Scripts without spaces give every two neighbouring characters, and the last one of a run. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let place = 0;
  const add = (from: number, to: number) => {
    const form = fold(text.slice(from, to)).slice(0, longestForm).toWellFormed();
    if (form !== "") tokens.push({ form, also: withoutArticle(form), place: place++, from, to });
  };
  for (const { 0: word, index } of text.matchAll(run)) {
    let done = 0;
    for (const { 0: part, index: at } of word.matchAll(unspaced)) {
      if (at > done) add(index + done, index + at);
      const characters = [...part];
      let from = index + at;
      characters.forEach((one, n) => {
        const next = characters[n + 1] ?? "";
        add(from, from + one.length + next.length);
        from += one.length;
      });
      done = at + part.length;
    }
    if (done < word.length) add(index + done, index + word.length);
  }
  return tokens;
}

/** What was typed, as forms to look for: the last character of an unspaced run is covered by the pair before it. */
export function formsOf(text: string): string[] {
  const tokens = tokensOf(text);
  return tokens.filter((token, at) => !isTail(tokens, at, token)).map(({ form }) => form);
}

function isTail(tokens: readonly Token[], at: number, { to, from }: Token): boolean {
  const before = tokens[at - 1];
  return before !== undefined && before.to === to && before.from < from;
}

/** An Arabic word is also found without its article. */
function withoutArticle(form: string): string[] {
  return /^ال.{3,}/u.test(form) ? [form.slice(2)] : [];
}
