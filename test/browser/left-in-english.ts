import type { Page } from "playwright-core";
import type { Language } from "../../shared/languages.ts";
import { ar } from "../../web/lib/locales/ar.ts";
import { areas } from "../../web/lib/locales/areas.ts";
import { de } from "../../web/lib/locales/de.ts";
import { en } from "../../web/lib/locales/en.ts";

/** Every sentence of a language, of all areas, after its name. */
async function sentencesOf(language: Language): Promise<[name: string, sentence: string][]> {
  const loaded = await Promise.all(Object.values(areas).map((area) => area[language]()));
  return [{ en, de, ar }[language], ...loaded.map(({ words }) => words)].flatMap((words) => flat(words));
}

function flat(words: object, path = ""): [name: string, sentence: string][] {
  return Object.entries(words).flatMap(([key, one]: [string, string | object]) =>
    typeof one === "string" ? [[path + key, one] as [string, string]] : flat(one, `${path}${key}.`),
  );
}

/** What the screen says and what it is called by to those who hear it, piece by piece. */
function saidOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? "");
    const names = ["aria-label", "aria-description", "placeholder", "title", "alt"];
    for (const one of document.body.querySelectorAll("*"))
      texts.push(...names.map((name) => one.getAttribute(name) ?? ""));
    return texts.map((text) => text.trim()).filter((text) => text !== "");
  });
}

/** A sentence with blanks that says enough by itself to be known again. */
function pattern(sentence: string): RegExp[] {
  const pieces = sentence.split(/\{\{[^}]*\}\}/);
  if (pieces.length === 1 || pieces.join("").replaceAll(/[^a-z]/gi, "").length < 6) return [];
  const escaped = pieces.map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return [new RegExp(`^${escaped.join(".+")}$`, "s")];
}

/**
 * Finds the English that a screen still says in another language: sentences of the English table, with their blanks filled,
 * that are not the other language's own words, and names of sentences that were not found. What people called something is
 * passed as `given`.
 */
export async function englishFinder(language: "de" | "ar", given: readonly string[]) {
  const [named, ownNamed] = await Promise.all([sentencesOf("en"), sentencesOf(language)]);
  const english = named.map(([, sentence]) => sentence);
  const own = ownNamed.map(([, sentence]) => sentence);
  const names = new Set(named.map(([name]) => name));
  const showsName = (text: string) => text.split(/\s+/).some((word) => names.has(word));
  const allowed = new Set([...own, ...given]);
  const whole = new Set(english.filter((one) => /[a-z]{2}/i.test(one)));
  const patterns = english.flatMap(pattern);
  const ownPatterns = own.flatMap(pattern);
  const isEnglish = (text: string) =>
    !allowed.has(text) &&
    (whole.has(text) || patterns.some((one) => one.test(text))) &&
    !ownPatterns.some((one) => one.test(text));
  return async (page: Page) =>
    [...new Set(await saidOn(page))].filter((text) => isEnglish(text) || showsName(text));
}
