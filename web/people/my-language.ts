import { type Language, spokenOf } from "../../shared/languages.ts";
import type { Me } from "../../shared/me.ts";
import { speak } from "../lib/i18n.ts";

/** The language that a person is spoken to in: the chosen one, the workspace's, or the browser's. */
export function languageOf({ language, workspace }: Pick<Me, "language" | "workspace">): Language {
  if (language === "auto") return spokenOf(navigator.languages);
  return language === "workspace" ? spokenOf([workspace.locale]) : language;
}

/** Whoever is not known yet is spoken to as their browser asks. */
export function speakAsBrowser(): Promise<void> {
  return speak(spokenOf(navigator.languages));
}
