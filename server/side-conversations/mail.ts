import { type Html, html } from "../../help/html.ts";
import type { Reply } from "../../shared/endpoint.ts";
import { richOf } from "../../shared/rich-text.ts";
import type { Excerpt, previewSide as previewing } from "../../shared/side-conversations.ts";
import { valuesOf } from "../channels/email/answer.ts";
import { enclose } from "../channels/email/enclosure.ts";
import { lookOf } from "../channels/email/layout.ts";
import { type Letter, logoOf, replyLetter } from "../channels/email/letter.ts";
import { letterWords } from "../channels/email/letter-words.ts";
import { type Enclosed, queueMail } from "../channels/email/outbox.ts";
import { replyHtml } from "../channels/email/reply-html.ts";
import { find } from "../conversations/access.ts";
import { inboxOf } from "../conversations/concerned.ts";
import { getInbox } from "../conversations/inbox.ts";
import { getWorkspace } from "../people/workspace.ts";
import { Refusal } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { findSide, requireMayWriteSide, type SideRecord } from "./access.ts";
import { type Gathered, gather, type Shown } from "./shown.ts";
import { mailKey, requireFits } from "./side-message.ts";

interface Leaving extends Omit<Gathered, "files"> {
  subject: string;
  /** `id` is the one under which the file hangs on the message. */
  files: readonly { id: string; fileId: string; name: string }[];
  agentId: string | null;
}

/** The mail of a message as it leaves the house: the words, what is shown along, the inbox's look. No tracker, no number. */
async function letterOf(
  work: Work,
  house: House,
  inboxId: string,
  { subject, text, html: rich, excerpts, files, agentId }: Leaving,
): Promise<Letter & { attachments: Enclosed[] }> {
  const inbox = await getInbox(work, inboxId);
  const { locale, timeZone } = await getWorkspace(work);
  const everything = { largestBytes: Number.MAX_SAFE_INTEGER, linkDays: 1, automaticPerHour: 1 };
  const { enclosed, pictures } = await enclose(work, () => "", { text, html: rich, files }, everything);
  const values = await valuesOf(work, { number: "", teamId: null, holderId: null }, agentId);
  const look = await lookOf(work, inbox, locale, values);
  const along = excerpts.map((one) => excerptOf(one, locale, timeZone));
  const words = rich === null ? richOf(text) : replyHtml(rich, pictures, house.config.url);
  const letter = replyLetter(
    letterWords(locale),
    {
      number: 0,
      subject,
      text: [text, ...along.map((one) => one.text)].join("\n\n"),
      html: words + along.map((one) => one.html.toString()).join("\n"),
      trackerUrl: null,
      linked: [],
    },
    look,
  );
  return { ...letter, subject, attachments: [...logoOf(look), ...enclosed] };
}

function excerptOf(
  { author, at, text }: Excerpt,
  locale: string,
  timeZone: string,
): { text: string; html: Html } {
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(
    at,
  );
  const quoted = text
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
  return {
    text: `${author}, ${when}:\n${quoted}`,
    html: html`<p dir="auto"><b>${author}</b>, ${when}:</p><blockquote dir="auto" style="white-space:pre-wrap">${text}</blockquote>`,
  };
}

/** What would leave by e-mail as the first message of a side conversation. */
export async function previewSide(
  work: Work,
  house: House,
  conversationId: string,
  shown: Shown & { subject: string },
): Promise<Reply<typeof previewing>> {
  const { inboxId } = await find(work, conversationId);
  return preview(work, house, { conversationId, inboxId }, shown);
}

/** What would leave by e-mail as the next one; refuses where nobody outside is asked. */
export async function previewSideMessage(
  work: Work,
  house: House,
  id: string,
  shown: Shown,
): Promise<Reply<typeof previewing>> {
  const side = await findSide(work, id);
  requireMayWriteSide(work, side);
  if (side.askedAddress === null) throw new Refusal("unprocessable", "Nothing of it leaves by e-mail.");
  const { conversationId } = side;
  const from = { conversationId, inboxId: await inboxOf(work, conversationId) };
  return preview(work, house, from, { ...shown, subject: again(side.subject) });
}

const again = (subject: string) => `Re: ${subject}`;

/** Exactly what would leave; pictures stand as files that whoever asks may fetch. */
async function preview(
  work: Work,
  house: House,
  { conversationId, inboxId }: { conversationId: string; inboxId: string },
  { subject, ...shown }: Shown & { subject: string },
): Promise<Reply<typeof previewing>> {
  const gathered = await gather(work, conversationId, shown);
  await requireFits(work, conversationId, gathered);
  const files = gathered.files.map((file) => ({ ...file, id: file.fileId }));
  const agentId = work.actor.kind === "agent" ? work.actor.id : null;
  const letter = await letterOf(work, house, inboxId, { ...gathered, subject, files, agentId });
  const { name, address } = await getInbox(work, inboxId);
  return {
    from: { name, address },
    subject: letter.subject,
    text: letter.text,
    html: letter.html.replace(/"cid:([0-9a-f-]{36})@baton\.inline"/g, '"/api/files/$1"'),
    files: gathered.files.map(({ name: called, size }) => ({ name: called, size })),
  };
}

/** Queues what one of the house wrote to somebody outside: once, however often it is asked; what was taken back goes to nobody. */
export async function queueSide(
  work: Work,
  house: House,
  side: SideRecord,
  sideMessageId: string,
): Promise<void> {
  const message = await ownMessage(work, side.id, sideMessageId);
  if (!message || side.askedAddress === null) return;
  const inboxId = await inboxOf(work, side.conversationId);
  const letter = await letterOf(work, house, inboxId, {
    ...message,
    excerpts: (message.excerpts as { author: string; at: string; text: string }[]).map((one) => ({
      ...one,
      at: new Date(one.at),
    })),
    subject: (await isFirst(work, side.id, sideMessageId)) ? side.subject : again(side.subject),
    files: await filesOf(work, sideMessageId),
    agentId: message.authorAgentId,
  });
  await queueMail(work, {
    kind: "side",
    naturalKey: mailKey(sideMessageId),
    to: { name: side.askedName, address: side.askedAddress },
    ...letter,
    conversationId: side.conversationId,
    inboxId,
    aside: { id: side.id, received: await receivedIds(work, side.id) },
    notBefore: message.leavesAt,
  });
}

const ownMessage = (work: Work, sideId: string, id: string) =>
  work.db
    .selectFrom("sideMessages")
    .select(["text", "html", "excerpts", "leavesAt", "authorAgentId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("sideId", "=", sideId)
    .where("id", "=", id)
    .where("authorKind", "<>", "outside")
    .executeTakeFirst();

const filesOf = (work: Work, sideMessageId: string) =>
  work.db
    .selectFrom("sideFiles")
    .select(["id", "fileId", "name"])
    .where("workspaceId", "=", work.workspaceId)
    .where("sideMessageId", "=", sideMessageId)
    .orderBy("id")
    .execute();

async function isFirst(work: Work, sideId: string, id: string): Promise<boolean> {
  const first = await work.db
    .selectFrom("sideMessages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("sideId", "=", sideId)
    .orderBy("at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return first?.id === id;
}

async function receivedIds(work: Work, sideId: string): Promise<{ id: string; at: Date }[]> {
  const rows = await work.db
    .selectFrom("sideMessages")
    .select(["internetMessageId as id", "at"])
    .where("workspaceId", "=", work.workspaceId)
    .where("sideId", "=", sideId)
    .where("internetMessageId", "is not", null)
    .orderBy("at")
    .execute();
  return rows.map(({ id, at }) => ({ id: id ?? "", at }));
}
