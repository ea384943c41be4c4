import { type Html, html } from "../../../help/html.ts";
import { messageText } from "../../../help/message-text.ts";
import type { LetterWords } from "./letter-words.ts";

/** A mail's words, as plain text and as HTML; everything put in is escaped. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

/** An answer by a person: their words, the inbox's signature, and the way to the tracker. */
export function replyLetter(
  words: LetterWords,
  reply: { number: number; subject: string; text: string; signature: string; trackerUrl: string | null },
): Letter {
  const { number, text, signature, trackerUrl } = reply;
  const follow = words.reply.follow(number);
  return {
    subject: replySubject(reply.subject, number),
    text: [
      text,
      ...(signature.trim() ? [`-- \n${signature.trim()}`] : []),
      ...(trackerUrl ? [`${follow}: ${trackerUrl}`] : []),
      "",
    ].join("\n\n"),
    html: frame(html`<div style="white-space:pre-wrap">${messageText(text)}</div>
${signature.trim() && html`<div style="white-space:pre-wrap;margin-top:20px;color:#5e574e">${messageText(signature.trim())}</div>`}
${trackerUrl && html`<p style="margin-top:24px;font-size:13px"><a href="${trackerUrl}" style="color:#ad3922">${follow}</a></p>`}`),
  };
}

/** `Re: subject [#number]`, with the number once, however often it went to and fro. */
export function replySubject(subject: string, number: number): string {
  const bare = subject
    .replace(/\[#\d{1,15}\]/g, "")
    .replace(/^(?:\s*re\s*:)+/i, "")
    .trim();
  return `Re: ${bare} [#${number}]`.replace(/\s+/g, " ");
}

export interface Acknowledged {
  number: number;
  company: string;
  holder: { kind: "holder" | "team"; name: string } | null;
  /** By when the next word comes, by the clock of the workspace. */
  next: string | null;
  trackerUrl: string;
}

/** What a customer hears at once. Nothing in it was written by whoever it goes to. */
export function acknowledgementLetter(words: LetterWords, mail: Acknowledged): Letter {
  const { acknowledged } = words;
  const { number, holder, next, trackerUrl, company } = mail;
  const sentences = [
    acknowledged.lead(number),
    ...(holder ? [acknowledged[holder.kind](holder.name)] : []),
    ...(next ? [acknowledged.next(next)] : []),
  ].join(" ");
  const { follow, add } = acknowledged;
  return {
    subject: acknowledged.subject(number),
    text: `${words.hello("")}\n\n${sentences}\n\n${follow}\n${trackerUrl}\n\n${add}\n\n${words.bye(company)}\n`,
    html: frame(html`<p>${words.hello("")}</p>
<p>${sentences}</p>
<p>${follow}<br><a href="${trackerUrl}" style="color:#ad3922">${trackerUrl}</a></p>
<p>${add}</p>
<p style="white-space:pre-line">${words.bye(company)}</p>`),
  };
}

/** A mail with a link with which somebody chooses a password. */
export function accountLetter(
  words: LetterWords,
  kind: "invitation" | "reset",
  { name, company, url }: { name: string; company: string; url: string },
): Letter {
  const { subject, lead, action, until } = words[kind];
  return {
    subject: subject(company),
    text: `${words.hello(name)}\n\n${lead(company)}\n\n${action}\n${url}\n\n${until}\n`,
    html: frame(html`<p>${words.hello(name)}</p>
<p>${lead(company)}</p>
<p>${action}<br><a href="${url}" style="color:#ad3922">${url}</a></p>
<p>${until}</p>`),
  };
}

function frame(content: Html): string {
  return html`<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:1.5"><div style="max-width:640px">
${content}
</div></body></html>
`.toString();
}
