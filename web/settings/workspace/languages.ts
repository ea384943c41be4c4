import { i18n } from "../../lib/i18n.ts";

const known = [
  "ar",
  "cs",
  "da",
  "de",
  "de-AT",
  "de-CH",
  "el",
  "en",
  "en-GB",
  "en-US",
  "es",
  "et",
  "fi",
  "fr",
  "he",
  "hu",
  "it",
  "ja",
  "ko",
  "lt",
  "lv",
  "nb",
  "nl",
  "pl",
  "pt",
  "pt-BR",
  "ro",
  "sk",
  "sl",
  "sv",
  "tr",
  "uk",
  "zh",
];

/** Languages to choose from, by name, with the one in use always among them. */
export function languages(current: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(i18n.language, { type: "language" });
  return [...new Set([current, ...known])]
    .map((value) => ({ value, label: nameOf(names, value) }))
    .sort((one, other) => one.label.localeCompare(other.label, i18n.language));
}

function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
