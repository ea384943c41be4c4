import { html } from "./html.ts";
import { page } from "./page.ts";
import { exactDay } from "./time.ts";
import type { Words } from "./words-en.ts";

export interface Download {
  company: string;
  zone: string;
  name: string;
  /** Bytes. */
  size: number;
  until: Date;
  url: string;
}

/** With one digit behind the sign that the language uses. */
const megabytes = (size: number, { locale }: Words) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    size / 1_000_000,
  );

/** A file that was too large for its mail: what it is, until when it is there, and a link that fetches it. */
export function downloadPage(words: Words, { company, zone, name, size, until, url }: Download): string {
  const body = html`<h1 dir="auto">${name}</h1>
<p>${words.downloadLead(company)}</p>
<p class="faint">${megabytes(size, words)} MB · ${words.downloadUntil(exactDay(until, zone, words))}</p>
<p><a class="act" href="${url}" download>${words.download}</a></p>
<p class="faint">${words.downloadCare}</p>`;
  return page({ words, title: name, company, body });
}
