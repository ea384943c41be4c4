import i18next, { type ParseKeys } from "i18next";
import { initReactI18next } from "react-i18next";
import { directionOf, type Language, spokenOf } from "../../shared/languages.ts";
import { type Area, type AreaWords, areas } from "./locales/areas.ts";
import { en } from "./locales/en.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    returnNull: false;
    resources: { translation: typeof en & AreaWords };
  }
}

/** The name of a sentence in the locale files. */
export type Key = ParseKeys;

void i18next.use(initReactI18next).init({
  lng: "en",
  fallbackLng: "en",
  initAsync: false,
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
});

export const i18n = i18next;

// English comes with the first paint; nobody waits for a language that is not theirs.
const others = {
  de: async () => (await import("./locales/de.ts")).de,
  ar: async () => (await import("./locales/ar.ts")).ar,
};

const needed = new Set<Area>();

const keep = (language: Language, words: object) =>
  i18next.addResourceBundle(language, "translation", words, true);

async function fetchArea(area: Area, language: Language): Promise<void> {
  keep(language, (await areas[area][language]()).words);
}

async function fetchWords(language: Language): Promise<void> {
  if (language !== "en") keep(language, await others[language]());
  await Promise.all([...needed].map((area) => fetchArea(area, language)));
}

/** The language that is spoken now. */
export function spoken(): Language {
  return spokenOf([i18next.language]);
}

/** Loads a language and changes to it, for the screens and for those who read them aloud. */
export async function speak(language: Language): Promise<void> {
  if (language !== spoken()) {
    await fetchWords(language);
    await i18next.changeLanguage(language);
  }
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  // What the app is called where it is installed.
  document.querySelector("link[rel=manifest]")?.setAttribute("href", `/manifest-${language}.webmanifest`);
}

/** Loads the sentences of an area that the first paint does without; nothing of it may be shown before. */
export async function needWords(area: Area): Promise<void> {
  needed.add(area);
  const both = new Set<Language>(["en", spoken()]);
  await Promise.all([...both].map((language) => fetchArea(area, language)));
}
