import { firstName } from "../../help/face.ts";
import { sanitised } from "../../help/html.ts";
import type { Shown, Tracker, TrackerMessage } from "../../help/tracker-page.ts";
import type { ConversationRow } from "../../shared/conversation-shape.ts";
import type { Message } from "../../shared/messages.ts";
import { find } from "../conversations/access.ts";
import { rowsOf } from "../conversations/row.ts";
import { listMessages } from "../conversations/thread.ts";
import { getWorkspace } from "../people/workspace.ts";
import { notFound } from "../platform/errors.ts";
import { newToken } from "../platform/secrets.ts";
import type { Work } from "../platform/work.ts";
import { richText } from "./rich-text.ts";
import type { CustomerActor } from "./visitor.ts";

const perPage = 50;

/** What the tracker tells a customer about their conversation; of colleagues first names only, and no notes. */
export async function getTracker(
  work: Work,
  visitor: CustomerActor,
  path: string,
  query: { after?: string; sent: boolean },
): Promise<Tracker> {
  await find(work, visitor.conversationId);
  const [row] = await rowsOf(work, [visitor.conversationId]);
  if (!row) throw notFound();
  const { name: company, timeZone: zone } = await getWorkspace(work);
  const { items, next } = await listMessages(work, row.id, { after: query.after, limit: perPage });
  const { number, subject, state, createdAt, resolvedAt } = row;
  return {
    company,
    zone,
    now: work.now,
    number,
    subject,
    state,
    holder: holderOf(row, company),
    dueAt: row.promise?.dueAt ?? null,
    createdAt,
    resolvedAt,
    messages: items.map((message) => messageOf(message, visitor, company, path)),
    earlierUrl: next ? `${path}?after=${encodeURIComponent(next)}` : null,
    newestUrl: query.after ? path : null,
    replyUrl: `${path}/replies`,
    nonce: newToken(),
    sent: query.sent,
  };
}

/** A person by first name, else the team, else the company. */
export function holderOf({ holder, team }: Pick<ConversationRow, "holder" | "team">, company: string): Shown {
  if (holder) return { name: holder.name, shown: firstName(holder.name) };
  const name = team?.name ?? company;
  return { name, shown: name };
}

function messageOf(message: Message, visitor: CustomerActor, company: string, path: string): TrackerMessage {
  const { author, at, text, html, originalText, proven, vouchedById, attachments } = message;
  return {
    mine: author.kind === "customer" && author.id === visitor.id,
    author: authorOf(author, company),
    at,
    text,
    rich: html !== null && message.direction === "out" ? sanitised(richText(html)) : null,
    original: originalText,
    unproven: !proven && vouchedById === null,
    files: attachments.map(({ id, name }) => ({ name, url: `${path}/files/${id}` })),
  };
}

function authorOf({ kind, name, address }: Message["author"], company: string): Shown {
  if (kind === "agent") return { name, shown: firstName(name) };
  const shown = kind === "customer" ? name || address || "?" : company;
  return { name: shown, shown };
}
