import { type Html, html } from "./html.ts";

const titles = /^(dr|prof|mr|mrs|ms|mx|herr|frau|dipl|ing)\.?$/i;
export const hues = 24;

/** The first name, without titles: all that a customer sees of whoever holds their problem. */
export function firstName(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.find((word) => !titles.test(word)) ?? words[0] ?? "";
}

/** A face made of an initial, in a colour that stays with the full name; the name must stand beside it. */
export function face(name: string, shown: string): Html {
  const initial = ([...shown.trim()][0] ?? "?").toLocaleUpperCase();
  return html`<span class="face hue-${hueOf(name)}" aria-hidden="true">${initial}</span>`;
}

function hueOf(name: string): number {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 3600;
  return Math.floor((hash * hues) / 3600);
}
