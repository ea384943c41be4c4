import { type Html, html } from "./html.ts";
import { page } from "./page.ts";
import type { Words } from "./words-en.ts";

export const longestReply = 20_000;

export interface ReplyForm {
  url: string;
  /** Sent along once more by a second press of the button, so that the same message arrives once. */
  nonce: string;
  label: string;
  text: string;
  error: string | null;
}

/** The box to write in; with an error it says what is wrong and still holds what was written. */
export function replyForm(words: Words, { url, nonce, label, text, error }: ReplyForm): Html {
  return html`<form method="post" action="${url}">
${error && html`<p class="say bad" role="alert" id="error">${error}</p>`}
<input type="hidden" name="nonce" value="${nonce}">
<label for="text">${label}</label>
<textarea id="text" name="text" required dir="auto" maxlength="${longestReply}"${error && html` aria-invalid="true" aria-describedby="error" autofocus`}>
${text}</textarea>
<button>${words.send}</button>
</form>`;
}

/** A message that could not be taken, with everything that was written, to be sent again. Needs nothing that could be away. */
export function replyAgainPage(
  words: Words,
  form: Omit<ReplyForm, "label"> & { company: string | null; backUrl: string },
): string {
  const body = html`<h1>${words.againTitle}</h1>
${replyForm(words, { ...form, label: words.replyLabel })}
<p><a href="${form.backUrl}">${words.backToRequest}</a></p>`;
  return page({ words, title: words.againTitle, company: form.company, body });
}
