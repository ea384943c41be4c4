import { z } from "zod";

/** The languages that Baton speaks; the first one stands in where a sentence of another is missing. */
export const languages = ["en", "de", "ar"] as const;

/** One language that Baton speaks. */
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** What a person chose: a language, the workspace's, or "auto" for the one their browser asks for. */
export const LanguageChoice = z.enum(["workspace", "auto", ...languages]);
export type LanguageChoice = z.infer<typeof LanguageChoice>;

/** How a language is called by those who speak it. */
export const languageNames: Record<Language, string> = {
  en: "English",
  de: "Deutsch",
  ar: "العربية",
};

/** The side on which a line of this language begins. */
export function directionOf(language: Language): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

/** The first of the wished languages that Baton speaks, such as de for "de-AT"; English when it speaks none of them. */
export function spokenOf(wished: readonly string[]): Language {
  for (const wish of wished) {
    const spoken = Language.safeParse(wish.toLowerCase().split("-")[0]);
    if (spoken.success) return spoken.data;
  }
  return "en";
}
