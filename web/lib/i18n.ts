import i18next, { type ParseKeys } from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./locales/en.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    returnNull: false;
    resources: { translation: typeof en };
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
