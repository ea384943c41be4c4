import { type Html, html } from "./html.ts";

const link = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g;

/** The text of a message with its web addresses made to links; they tell nobody where they were followed from. */
export function messageText(text: string): Html {
  const parts: Html[] = [];
  let end = 0;
  for (const match of text.matchAll(link)) {
    const url = match[0];
    parts.push(
      html`${text.slice(end, match.index)}<a href="${url}" rel="noopener noreferrer nofollow ugc">${url}</a>`,
    );
    end = match.index + url.length;
  }
  return html`${parts}${text.slice(end)}`;
}
