import { expect, test } from "vitest";
import { type Language, languages } from "../../../shared/languages.ts";
import { ar } from "./ar.ts";
import { areas } from "./areas.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";

type Sentences = Map<string, string>;

const forms = ["zero", "one", "two", "few", "many", "other"];

/** Each sentence by its whole name, such as board.days_one. */
function flat(words: object, path = "", into: Sentences = new Map()): Sentences {
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === "string") into.set(path + key, value);
    else flat(value as object, `${path}${key}.`, into);
  }
  return into;
}

async function sentencesIn(language: Language): Promise<Sentences> {
  const all = flat({ en, de, ar }[language]);
  for (const area of Object.values(areas)) flat((await area[language]()).words, "", all);
  return all;
}

const said = Object.fromEntries(
  await Promise.all(languages.map(async (one) => [one, await sentencesIn(one)] as const)),
) as Record<Language, Sentences>;

function counted(name: string): { base: string; form: string } | null {
  const at = name.lastIndexOf("_");
  const form = name.slice(at + 1);
  return at > 0 && forms.includes(form) ? { base: name.slice(0, at), form } : null;
}

function variablesOf(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map(([, name]) => name ?? "").toSorted();
}

/** The English sentence that this one says: of a counted one, the form that names the number. */
function englishOf(name: string): string | undefined {
  const plural = counted(name);
  return said.en.get(plural ? `${plural.base}_other` : name);
}

/** "One day" need not name the number, nor need Arabic's "two days": the word says it. */
const mayLeaveOut = (name: string) => ["zero", "one", "two"].includes(counted(name)?.form ?? "");

test.each(languages)("%s fills the same blanks as English does", (language) => {
  const wrong: string[] = [];
  for (const [name, sentence] of said[language]) {
    const english = englishOf(name);
    if (english === undefined) continue;
    const left = mayLeaveOut(name) ? (one: string) => one !== "count" : () => true;
    const has = variablesOf(sentence).filter(left).join();
    const should = variablesOf(english).filter(left).join();
    if (has !== should) wrong.push(`${name}: has ${has || "none"}, English has ${should || "none"}`);
  }
  expect(wrong).toEqual([]);
});

test.each(languages)("%s counts in every form that it has, and in no other", (language) => {
  const should = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted().join();
  const has = new Map<string, string[]>();
  for (const name of said[language].keys()) {
    const plural = counted(name);
    if (plural) has.set(plural.base, [...(has.get(plural.base) ?? []), plural.form]);
  }
  const wrong = [...has].filter(([, found]) => found.toSorted().join() !== should);
  expect(wrong, `each of these should have ${should}`).toEqual([]);
});

test.each(languages)("%s has a sentence for no name that English does not have", (language) => {
  const names = [...said[language].keys()];
  expect(names.filter((name) => englishOf(name) === undefined)).toEqual([]);
});
