import { ar } from "./words-ar.ts";
import { de } from "./words-de.ts";
import { en, type Words } from "./words-en.ts";

const languages: Record<string, Words> = { en, de, ar };

/** The words in the language the reader likes best of those we have, by Accept-Language (RFC 9110, 12.5.4); English otherwise. */
export function wordsFor(acceptLanguage: string | undefined): Words {
  const wanted = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((entry) => {
      const [range = "", ...parameters] = entry.trim().split(";");
      const weight = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return {
        language: range.trim().toLowerCase().split("-")[0] ?? "",
        weight: weight ? Number(weight.trim().slice(2)) : 1,
      };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  const first = wanted.find(({ language }) => Object.hasOwn(languages, language));
  return languages[first?.language ?? "en"] ?? en;
}
