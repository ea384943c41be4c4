import { html } from "./html.ts";
import { page } from "./page.ts";
import { exactDay } from "./time.ts";
import type { Words } from "./words-en.ts";

export const longestComment = 5000;

export interface FollowUpForm {
  company: string;
  number: number;
  /** First name of whoever held it, or the team's or company's name. */
  holder: string;
  url: string;
  rating: number | null;
  comment: string;
  error: string | null;
}

/** Asks how it was. Opening it saves nothing, whichever link was clicked: programs that check links in mails click too. */
export function followUpPage(
  words: Words,
  { company, number, holder, url, rating, comment, error }: FollowUpForm,
): string {
  const choices = words.ratings.map((label, i) => {
    const value = i + 1;
    return html`<label><input type="radio" name="rating" value="${value}" required${value === rating && html` checked`}><b>${value}</b>${label}</label>`;
  });
  const body = html`<h1>${words.followUpTitle}</h1>
<p>${words.followUpLead(number, holder)}</p>
<form method="post" action="${url}">
${error && html`<p class="say bad" role="alert">${error}</p>`}
<fieldset><legend>${words.rating}</legend><div class="ratings">${choices}</div></fieldset>
<label for="comment">${words.comment}</label>
<textarea id="comment" name="comment" dir="auto" maxlength="${longestComment}">
${comment}</textarea>
<button>${words.save}</button>
<p class="faint">${words.notSaved}</p>
</form>`;
  return page({ words, title: words.followUpTitle, company, body });
}

export interface FollowUpThanks {
  company: string;
  zone: string;
  holder: string;
  unhappy: boolean;
  /** Until when the answer may be changed, and where; null when that time is over. */
  change: { until: Date; url: string } | null;
  trackerUrl: string | null;
}

/** Says that the answer is saved, and what happens because of it. */
export function followUpThanksPage(
  words: Words,
  { company, zone, holder, unhappy, change, trackerUrl }: FollowUpThanks,
): string {
  const body = html`<h1>${words.thanksTitle}</h1>
<p class="say good" role="status">${change ? words.thanks : words.closed}</p>
${unhappy && html`<p>${words.thanksUnhappy(holder)}</p>`}
${trackerUrl && html`<p><a href="${trackerUrl}">${words.follow}</a></p>`}
${change && html`<p class="faint">${words.changeUntil(exactDay(change.until, zone, words))} <a href="${change.url}">${words.change}</a></p>`}`;
  return page({ words, title: words.thanksTitle, company, body });
}
