import { html } from "./html.ts";
import type { Words } from "./words-en.ts";

export interface FollowUpMail {
  company: string;
  number: number;
  /** First name of the customer; empty when none is known that may stand in a mail. */
  name: string;
  holder: string;
  /** The address of the page for a rating from 1 to 5. */
  urlFor: (rating: number) => string;
}

/** The check-in after a resolution, as text and as HTML; nothing in it was written by whoever it goes to, besides a plain first name. */
export function followUpMail(
  words: Words,
  mail: FollowUpMail,
): { subject: string; text: string; html: string } {
  const { company, number, name, holder, urlFor } = mail;
  const ratings = words.ratings.map((label, i) => ({ value: i + 1, label, url: urlFor(i + 1) })).toReversed();
  const [hello, lead, bye] = [words.mailHello(name), words.mailLead(number, holder), words.mailBye(company)];
  const list = ratings.map(({ value, label, url }) => `${value} ${label}: ${url}`).join("\n");
  return {
    subject: words.mailSubject(number),
    text: `${hello}\n\n${lead}\n\n${words.mailAsk}\n\n${list}\n\n${words.mailUnhappy}\n\n${bye}\n`,
    html: html`<!doctype html>
<html lang="${words.language}" dir="${words.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><style>@media (prefers-color-scheme:dark){a{color:#f7a08c!important;background-color:#221e1a!important;border-color:#786f65!important}}</style><title>${words.mailSubject(number)}</title></head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto">
<p>${hello}</p>
<p>${lead}</p>
<p>${words.mailAsk}</p>
${ratings.map(
  ({
    value,
    label,
    url,
  }) => html`<p style="margin:0 0 8px"><a href="${url}" style="display:block;padding:10px 14px;border:1px solid #958c80;border-radius:8px;color:#ad3922;background-color:#fffefc;text-decoration:none"><b>${value}</b>&nbsp; ${label}</a></p>
`,
)}
<p>${words.mailUnhappy}</p>
<p style="white-space:pre-line">${bye}</p>
</div>
</body></html>
`.toString(),
  };
}
