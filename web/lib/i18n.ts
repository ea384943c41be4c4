import i18next, { type ParseKeys } from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./locales/en.ts";
import type { words as boardWords } from "./locales/en-board.ts";
import type { words as conversationWords } from "./locales/en-conversation.ts";
import type { words as helpWords } from "./locales/en-help.ts";
import type { words as settingsWords } from "./locales/en-settings.ts";

type Words = typeof en &
  typeof boardWords &
  typeof conversationWords &
  typeof helpWords &
  typeof settingsWords;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    returnNull: false;
    resources: { translation: Words };
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

if (typeof document !== "undefined") {
  document.documentElement.lang = i18next.language;
  document.documentElement.dir = i18next.dir();
}

export const i18n = i18next;

const areas = {
  board: () => import("./locales/en-board.ts"),
  conversation: () => import("./locales/en-conversation.ts"),
  help: () => import("./locales/en-help.ts"),
  settings: () => import("./locales/en-settings.ts"),
};

/** Loads the sentences of an area that the first paint does without; nothing of it may be shown before. */
export async function needWords(area: keyof typeof areas): Promise<void> {
  const { words } = await areas[area]();
  i18next.addResourceBundle("en", "translation", words, true);
}
