import type { State } from "../shared/conversation-shape.ts";
import { face } from "./face.ts";
import { type Html, html } from "./html.ts";
import { messageText } from "./message-text.ts";
import { page } from "./page.ts";
import { replyForm } from "./reply-form.ts";
import { exactDay, exactTime, relativeTime } from "./time.ts";
import type { Words } from "./words-en.ts";

/** Somebody on the page: `name` gives the face its colour, `shown` is all that is told. */
export interface Shown {
  name: string;
  shown: string;
}

export interface TrackerMessage {
  mine: boolean;
  author: Shown;
  at: Date;
  text: string;
  /** The same as a colleague formatted it, sanitised; null for plain words. */
  rich: Html | null;
  /** Everything that came, when something was folded away. */
  original: string | null;
  unproven: boolean;
  files: readonly { name: string; url: string }[];
}

export interface Tracker {
  company: string;
  zone: string;
  now: Date;
  number: number;
  subject: string;
  state: State;
  holder: Shown;
  dueAt: Date | null;
  createdAt: Date;
  resolvedAt: Date | null;
  messages: readonly TrackerMessage[];
  earlierUrl: string | null;
  newestUrl: string | null;
  replyUrl: string;
  nonce: string;
  /** True right after a message was sent from here. */
  sent: boolean;
}

/** Where a customer's problem stands, in their words: who has it, when the next word comes, what was said, and a box to answer. */
export function trackerPage(words: Words, tracker: Tracker): string {
  const { company, number, subject, replyUrl, nonce, holder } = tracker;
  const body = html`<p class="faint">${words.trackerTitle(number)}</p>
<h1 dir="auto">${subject}</h1>
${tracker.sent && html`<p class="say good" role="status" id="sent">${words.sent}</p>`}
${bar(words, tracker)}
${hint(words, tracker)}
<h2>${words.steps}</h2>
<ol class="steps">${steps(words, tracker)}</ol>
<section aria-labelledby="messages"><h2 id="messages">${words.messages}</h2>
${tracker.earlierUrl && html`<p><a href="${tracker.earlierUrl}">${words.earlier}</a></p>`}
<ol class="messages">${tracker.messages.map((message) => item(words, tracker, message))}</ol>
${tracker.newestUrl && html`<p><a href="${tracker.newestUrl}">${words.newest}</a></p>`}
</section>
<section class="reply" aria-labelledby="reply"><h2 id="reply">${words.replyTitle}</h2>
${replyForm(words, { url: replyUrl, nonce, label: words.replyTo(holder.shown), text: "", error: null })}
</section>`;
  return page({ words, title: `${words.trackerTitle(number)}: ${subject}`, company, body });
}

function bar(words: Words, { holder, state, dueAt, resolvedAt, now, zone }: Tracker): Html {
  const late = dueAt !== null && dueAt < now && html` class="is-late"`;
  return html`<dl class="bar card">
<div><dt>${words.with}</dt><dd>${face(holder.name, holder.shown)}<span dir="auto">${holder.shown}</span></dd></div>
${dueAt && html`<div><dt>${words.nextWord}</dt><dd><span${late}>${words.by(exactTime(dueAt, zone, words))}</span><small>${relativeTime(dueAt, now, zone, words)}</small></dd></div>`}
<div><dt>${words.where}</dt><dd>${state === "resolved" ? html`<span class="is-kept">${words.state.resolved}</span>` : words.state[state]}${resolvedAt && html`<small>${exactDay(resolvedAt, zone, words)}</small>`}</dd></div>
</dl>`;
}

function hint(words: Words, { state, dueAt, now }: Tracker): Html | null {
  if (state === "resolved") return html`<p class="say plain">${words.resolvedHint}</p>`;
  if (state === "waiting") return html`<p class="say wait">${words.waiting}</p>`;
  if (dueAt && dueAt < now) return html`<p class="say bad">${words.late}</p>`;
  if (state === "on_hold") return html`<p class="say plain">${words.onHold}</p>`;
  return null;
}

function steps(words: Words, { state, holder, createdAt, resolvedAt, zone }: Tracker): Html[] {
  const resolved = state === "resolved";
  const all = [
    { label: words.received, detail: exactDay(createdAt, zone, words) },
    { label: words.heldBy(holder.shown), detail: "" },
    { label: resolved ? words.state.open : words.state[state], detail: "" },
    { label: words.state.resolved, detail: resolvedAt ? exactDay(resolvedAt, zone, words) : words.notYet },
  ];
  const now = resolved ? 3 : 2;
  return all.map(({ label, detail }, i) => {
    if (i > now) return html`<li><b>${label}</b>${detail}</li>`;
    if (i === now && !resolved)
      return html`<li class="now" aria-current="step"><b>${label}</b>${detail || words.now}</li>`;
    return html`<li class="done"${i === now && html` aria-current="step"`}><b>${label}</b>${detail || words.done}</li>`;
  });
}

function item(words: Words, { zone, now }: Tracker, message: TrackerMessage): Html {
  const { mine, author, at, text, rich, original, unproven, files } = message;
  return html`<li class="card${mine && " mine"}">
<div class="by">${face(author.name, author.shown)}<b dir="auto">${mine ? words.you : author.shown}</b>
<time datetime="${at.toISOString()}">${relativeTime(at, now, zone, words)}, ${exactTime(at, zone, words)}</time></div>
${unproven && html`<p class="faint">${words.unproven}</p>`}
${rich ? html`<div class="rich" dir="auto">${rich}</div>` : text.trim() === "" ? html`<p class="faint">${words.empty}</p>` : html`<div class="text" dir="auto">${messageText(text)}</div>`}
${original !== null && html`<details><summary>${words.original}</summary><div class="text" dir="auto">${messageText(original)}</div></details>`}
${files.length > 0 && html`<ul class="files" aria-label="${words.attachments}">${files.map((file) => html`<li><a href="${file.url}" download dir="auto">${file.name}</a></li>`)}</ul>`}
</li>`;
}
