import { type Html, html, sanitised } from "../../../help/html.ts";
import { messageText } from "../../../help/message-text.ts";
import { layoutColours } from "../../../shared/mail-layouts.ts";
import type { LinkedFile } from "./enclosure.ts";
import { type Look, logoContentId } from "./layout.ts";
import type { LetterWords } from "./letter-words.ts";
import type { Enclosed } from "./outbox.ts";

/** A mail's words, as plain text and as HTML; everything put in is escaped. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

/** What rich words need where no style sheet of ours is; their own styles win. */
const richStyle = html`<style>
table{border-collapse:collapse}td,th{border:1px solid #c9c2b8;padding:4px 8px;text-align:start;vertical-align:top}
blockquote{margin:0 0 0 4px;padding-inline-start:12px;border-inline-start:2px solid #c9c2b8}
pre{padding:8px 12px;background:#f4f0ea;color:#211d18;white-space:pre-wrap}
</style>`;

interface Reply {
  number: number;
  subject: string;
  text: string;
  /** What `replyHtml` made of it; null for plain words. */
  html: string | null;
  trackerUrl: string | null;
  /** Files that it leads to instead of carrying them. */
  linked: readonly LinkedFile[];
}

/** An answer by a person: their words, files by link, the signature, and the way to the tracker; around it what the layout says. */
export function replyLetter(words: LetterWords, reply: Reply, look: Look): Letter {
  const { number, text, trackerUrl } = reply;
  const { signature } = look;
  const follow = words.reply.follow(number);
  const linked = linkedFiles(words, reply.linked, look);
  const written =
    reply.html === null
      ? html`<div dir="auto" style="white-space:pre-wrap">${messageText(text)}</div>`
      : html`${richStyle}<div dir="auto">${sanitised(reply.html)}</div>`;
  return {
    subject: replySubject(reply.subject, number),
    text: framedText(look, [
      text,
      linked.text,
      signature && `-- \n${signature}`,
      trackerUrl ? `${follow}: ${trackerUrl}` : "",
    ]),
    html: frame(
      look,
      html`${written}
${linked.html}
${signature && html`<div dir="auto" style="white-space:pre-wrap;margin-top:20px;opacity:0.8">${messageText(signature)}</div>`}
${trackerUrl && html`<p style="margin-top:24px;font-size:13px"><a href="${trackerUrl}" style="color:${look.colour}">${follow}</a></p>`}`,
    ),
  };
}

function linkedFiles(
  { linked: { title, one } }: LetterWords,
  files: readonly LinkedFile[],
  { colour }: Look,
) {
  if (files.length === 0) return { text: "", html: null };
  const entries = files.map(({ name, size, url, until }) => ({
    url,
    says: one(name, `${(size / 1_000_000).toFixed(1)} MB`, until.toISOString().slice(0, 10)),
  }));
  return {
    text: [title, ...entries.map(({ says, url }) => `${says}\n${url}`)].join("\n"),
    html: html`<div style="margin-top:20px"><b>${title}</b><ul>${entries.map(({ says, url }) => html`<li><a href="${url}" style="color:${colour}">${says}</a></li>`)}</ul></div>`,
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
export function acknowledgementLetter(words: LetterWords, mail: Acknowledged, look: Look): Letter {
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
    text: framedText(look, [words.hello(""), sentences, `${follow}\n${trackerUrl}`, add, words.bye(company)]),
    html: frame(
      look,
      html`<p>${words.hello("")}</p>
<p>${sentences}</p>
<p>${follow}<br><a href="${trackerUrl}" style="color:${look.colour}">${trackerUrl}</a></p>
<p>${add}</p>
<p style="white-space:pre-line">${words.bye(company)}</p>`,
    ),
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
    html: frame(
      { ...bare, language: words.language },
      html`<p>${words.hello(name)}</p>
<p>${lead(company)}</p>
<p>${action}<br><a href="${url}" style="color:#ad3922">${url}</a></p>
<p>${until}</p>`,
    ),
  };
}

/** Mails of the house itself, which belong to no inbox. */
const bare: Look = {
  language: "",
  colour: layoutColours.none.light,
  darkColour: layoutColours.none.dark,
  line: false,
  logoFileId: null,
  header: "",
  signature: "",
  footer: "",
};

function framedText({ header, footer }: Look, parts: readonly string[]): string {
  return `${[header, ...parts, footer].filter((part) => part.trim() !== "").join("\n\n")}\n`;
}

const rightToLeft = /^(?:ar|he|fa|ur)(?:-|$)/i;

function frame(look: Look, content: Html): string {
  const { language, colour, darkColour, line, header, footer, logoFileId } = look;
  return html`<!doctype html>
<html lang="${language || "en"}" dir="${rightToLeft.test(language) ? "rtl" : "ltr"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><style>@media (prefers-color-scheme:dark){a{color:${darkColour}!important}}</style></head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:1.5"><div style="overflow-wrap:anywhere;max-width:640px${line && `;border-top:4px solid ${colour};padding-top:16px`}">
${logoFileId && html`<p style="margin:0 0 16px"><img src="cid:${logoContentId}" alt="" style="max-height:64px;max-width:240px;height:auto"></p>`}
${header && html`<div dir="auto" style="white-space:pre-wrap;margin-bottom:16px">${messageText(header)}</div>`}
${content}
${footer && html`<div dir="auto" style="white-space:pre-wrap;margin-top:24px;padding-top:12px;border-top:1px solid #8f877c;font-size:13px;opacity:0.8">${messageText(footer)}</div>`}
</div></body></html>
`.toString();
}

/** The picture that a layout has above its header, as a part of the mail. */
export const logoOf = ({ logoFileId }: Look): Enclosed[] =>
  logoFileId ? [{ fileId: logoFileId, name: "logo", contentId: logoContentId }] : [];

/** A mail of the house itself to a colleague, in paragraphs; it has no inbox's look. */
export function houseLetter(
  language: string,
  subject: string,
  paragraphs: readonly string[],
  content: Html,
): Letter {
  return { subject, text: framedText(bare, paragraphs), html: frame({ ...bare, language }, content) };
}
