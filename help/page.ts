import { type Html, html } from "./html.ts";
import { style } from "./style.ts";
import type { Words } from "./words-en.ts";

export interface Page {
  words: Words;
  title: string;
  /** Null when it is not known whose page it would be. */
  company: string | null;
  body: Html;
}

/** A whole page: complete without scripts, in the reader's language, light or dark as they like it. */
export function page({ words, title, company, body }: Page): string {
  const whole = html`<!doctype html>
<html lang="${words.language}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>${title}${company && html` · ${company}`}</title>
<style>${style}</style>
</head>
<body>
<div class="sheet">
<header>${mark}${company && html`<span dir="auto">${company}</span>`}</header>
<main>${body}</main>
${company && html`<footer>${words.private}</footer>`}
</div>
</body>
</html>
`;
  return whole.toString();
}

const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="var(--coral)"/><rect x="6" y="13.5" width="20" height="5" rx="2.5" fill="var(--on-coral)" transform="rotate(-32 16 16)"/></svg>`;
