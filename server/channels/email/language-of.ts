/** Small words that stand in nearly every text of a language and in few of another. */
const small: Record<string, string> = {
  en: "the and you your is are was with have has for not this that from please thanks my it of can would",
  de: "der die das und ist nicht ich sie mit ein eine für bitte habe auf den dem wir es mein meine danke auch wie",
  fr: "le la les et est pas je vous avec une pour dans des mon ma merci bonjour que sur nous ai été votre",
  es: "el los las es no que con una por para mi gracias hola usted está pero como ha del su",
  pt: "o os as não que com uma por para meu minha obrigado obrigada olá você está mas como foi do da",
  it: "il lo gli è non che con una per mio mia grazie ciao sono della del ma come ho questo",
  nl: "de het een en is niet ik met voor mijn dank wij u van dat op maar heb graag goed",
  pl: "i w nie na się z jest to że do proszę dziękuję mam mój moja ale dla jak po od",
  sv: "och att det är inte jag en ett på för med som min tack har hej ni vi av till",
  da: "og at det er ikke jeg en et på for med som min tak har hej vi af til den",
  tr: "ve bir bu için değil ile benim teşekkürler merhaba çok ama var mı ne da de olarak",
};
const words = new Map(Object.entries(small).map(([language, list]) => [language, new Set(list.split(" "))]));

/** Languages with letters of their own; the more special script first. */
const scripts: [string, RegExp][] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["zh", /\p{Script=Han}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["uk", /[іїєґІЇЄҐ]/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
];

/**
 * The language of a text, from its letters or its small words: at least three of them, and half as many again as of the next
 * language. Null when that says nothing.
 */
export function languageOf(text: string): string | null {
  const beginning = text.slice(0, 5_000);
  const letters = beginning.match(/\p{L}/gu)?.length ?? 0;
  for (const [language, letter] of scripts)
    if ((beginning.match(letter)?.length ?? 0) > letters * (language === "uk" ? 0.02 : 0.2)) return language;
  const written = beginning.toLowerCase().match(/\p{L}+/gu) ?? [];
  const [best, next] = [...words]
    .map(([language, list]) => ({ language, count: written.filter((word) => list.has(word)).length }))
    .toSorted((a, b) => b.count - a.count);
  if (!best || best.count < 3 || best.count < (next?.count ?? 0) * 1.5) return null;
  return best.language;
}
