import { html } from "./html.ts";
import { page } from "./page.ts";
import type { Words } from "./words-en.ts";

/** How somebody whose link does not open reaches the company; null when the link does not say whose it is. */
export interface Reach {
  company: string;
  address: string | null;
}

/** The page instead of one that cannot be shown: what is wrong in a sentence and how to reach somebody; nothing about whose or what it was. */
export function noticePage(words: Words, what: "gone" | "lost" | "broken", reach: Reach | null): string {
  const title = words[`${what}Title`];
  const body = html`<h1>${title}</h1>
<p>${words[what]}</p>
<p>${reach ? reachText(words, reach) : words.reachAnyone}</p>`;
  return page({ words, title, company: null, body });
}

function reachText(words: Words, { company, address }: Reach) {
  const mail = address && html` ${words.reachAt} <a href="mailto:${address}">${address}</a>`;
  return html`${words.reach(company)}${mail}.`;
}
