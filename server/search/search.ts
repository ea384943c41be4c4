import { sql } from "kysely";
import type { Page } from "../../shared/page.ts";
import type {
  FoundConversation,
  FoundCustomer,
  FoundFile,
  FoundSide,
  SearchReply,
} from "../../shared/search.ts";
import { numbered, selectAmong } from "../conversations/among.ts";
import { conversationFields, frameOf } from "../conversations/condition-fields.ts";
import { findableMessages, messagesOfFiles } from "../conversations/findable.ts";
import { rowsOf } from "../conversations/row.ts";
import { selectPage, withinTime } from "../conversations/selection.ts";
import { findableCustomers } from "../customers/findable.ts";
import { compile } from "../platform/condition-sql.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import type { Work } from "../platform/work.ts";
import { findsCustomers } from "./access.ts";
import { alikeCustomers, conversationHits, type Hit, otherHits } from "./hits.ts";
import { findSides } from "./sides.ts";
import { marksIn, snippetOf } from "./snippet.ts";
import { fold } from "./tokens.ts";
import { type Understanding, understand } from "./understanding.ts";

interface Asked {
  q: string;
  after?: string | undefined;
  limit: number;
}

/** How much of a message is read to show what was found in it. */
const shownText = 20_000;
const mostOthers = 5;
const mostSides = 10;

/** Everything that this actor may see and that fits what was typed. */
export async function searchAll(work: Work, { q, after, limit }: Asked): Promise<SearchReply> {
  const understanding = await understand(work, q);
  const { conversations, next } = await findConversations(work, understanding, after, limit);
  const isFirst = after === undefined;
  const direct = isFirst ? await byNumber(work, q) : [];
  const sides = isFirst ? await pageOfSides(work, understanding, undefined, mostSides) : noSides;
  const listed = conversations.filter(({ row }) => direct.every((one) => one.row.id !== row.id));
  return {
    conversations: [...direct, ...listed],
    customers: isFirst ? await findCustomers(work, understanding, q, listed.length === 0) : [],
    files: isFirst ? await findFiles(work, understanding) : [],
    sides: sides.items,
    nextSides: sides.next,
    next,
    understood: understanding.told,
  };
}

/** Every side conversation that this actor may see and that fits what was typed, page by page. */
export async function searchSidesOnly(work: Work, { q, after, limit }: Asked): Promise<Page<FoundSide>> {
  return pageOfSides(work, await understand(work, q), after, limit);
}

const noSides: Page<FoundSide> = { items: [], next: null };

async function pageOfSides(
  work: Work,
  understanding: Understanding,
  after: string | undefined,
  limit: number,
): Promise<Page<FoundSide>> {
  const place = readCursor(after, 2) as [string, string] | null;
  return inTime(work, () => findSides(work, understanding, place, limit));
}

/** A number alone may be a conversation's, also without the sign before it. */
async function byNumber(work: Work, q: string): Promise<FoundConversation[]> {
  if (!/^\d{1,15}$/.test(q)) return [];
  const id = await numbered(work, Number(q));
  return (await rowsOf(work, id ? [id] : [])).map((row) => ({ row, subject: [], hit: null }));
}

async function findConversations(
  work: Work,
  { text, condition, since, until, looked }: Understanding,
  after: string | undefined,
  limit: number,
): Promise<{ conversations: FoundConversation[]; next: string | null }> {
  if (!text && !condition) return { conversations: [], next: null };
  const where = condition && compile(condition, await conversationFields(work), await frameOf(work));
  if (!text) {
    const page = await selectPage(work, {
      where: where ?? sql<boolean>`true`,
      sort: "last_message",
      after,
      limit,
    });
    const rows = await rowsOf(work, page.ids);
    return { conversations: rows.map((row) => ({ row, subject: [], hit: null })), next: page.next };
  }
  const place = readCursor(after, 2) as [string, string] | null;
  const wanted = { query: text, where, since, until, after: place, limit };
  const { hits, next } = await inTime(work, () => conversationHits(work, wanted));
  return { conversations: await shown(work, hits, looked), next: next && writeCursor(next) };
}

const inTime = <T>(work: Work, task: () => Promise<T>) => withinTime(work, 5000, task);

async function shown(
  work: Work,
  hits: readonly Hit[],
  looked: Understanding["looked"],
): Promise<FoundConversation[]> {
  const rows = new Map(
    (
      await rowsOf(
        work,
        hits.map(({ conversationId }) => conversationId),
      )
    ).map((row) => [row.id, row]),
  );
  const messages = await findableMessages(
    work,
    hits.map(({ id }) => id),
    shownText,
  );
  const byId = new Map(messages.map((message) => [message.id, message]));
  return hits.flatMap(({ id, conversationId }) => {
    const row = rows.get(conversationId);
    const message = byId.get(id);
    // Moved or taken back a moment ago, and not yet followed here.
    if (!row || message?.conversationId !== conversationId) return [];
    const { kind, author, at, text, files } = message;
    const inText = snippetOf(text, looked);
    const inName = files.map(({ name }) => snippetOf(name, looked)).find(({ marks }) => marks.length > 0);
    const snippet = inText.marks.length === 0 && inName ? inName : inText;
    return [
      { row, subject: marksIn(row.subject, looked, "A"), hit: { messageId: id, kind, author, at, snippet } },
    ];
  });
}

/** Customers who have these words; where nobody wrote who was asked for by `from:`, those who are called nearly so. */
async function findCustomers(
  work: Work,
  { plain, correspondent, looked }: Understanding,
  q: string,
  nothing: boolean,
): Promise<FoundCustomer[]> {
  const mistyped = nothing ? correspondent : null;
  if ((!plain && !mistyped) || !findsCustomers(work.actor)) return [];
  const hits = plain ? await inTime(work, () => otherHits(work, "customer", plain, mostOthers)) : [];
  const exact = hits.slice(0, mostOthers).map(({ id }) => id);
  const typed = fold(mistyped ?? q)
    .replace(/["()*]/g, " ")
    .trim();
  const alike =
    exact.length < 2 && typed.length > 2 && typed.length <= 60
      ? (await inTime(work, () => alikeCustomers(work, typed, mostOthers))).filter(
          (id) => !exact.includes(id),
        )
      : [];
  const known = new Map((await findableCustomers(work, [...exact, ...alike])).map((one) => [one.id, one]));
  return [...exact, ...alike].flatMap((id) => {
    const found = known.get(id);
    if (!found) return [];
    const { name, email } = found;
    return [{ customer: { id, name, email }, name: marksIn(name, looked, "B"), alike: !exact.includes(id) }];
  });
}

async function findFiles(work: Work, { plain, looked }: Understanding): Promise<FoundFile[]> {
  if (!plain) return [];
  const hits = await inTime(work, () => otherHits(work, "attachment", plain, mostOthers * 4));
  const seen = await selectAmong(work, sql<boolean>`true`, [
    ...new Set(hits.map((hit) => hit.conversationId)),
  ]);
  const kept = hits.filter(({ conversationId }) => seen.has(conversationId)).slice(0, mostOthers);
  const files = new Map(
    (
      await messagesOfFiles(
        work,
        kept.map(({ id }) => id),
      )
    ).map((file) => [file.id, file]),
  );
  const messages = new Map(
    (
      await findableMessages(
        work,
        [...files.values()].map(({ messageId }) => messageId),
        0,
      )
    ).map((one) => [one.id, one]),
  );
  const rows = new Map(
    (
      await rowsOf(
        work,
        kept.map((hit) => hit.conversationId),
      )
    ).map((row) => [row.id, row]),
  );
  return kept.flatMap(({ id, conversationId }) => {
    const [file, row] = [files.get(id), rows.get(conversationId)];
    const message = file && messages.get(file.messageId);
    if (!row || message?.conversationId !== conversationId) return [];
    const { number, subject } = row;
    const name = snippetOf(file?.name ?? "", looked);
    return [{ id, name, url: `/api/files/${id}`, conversationId, number, subject, at: message.at }];
  });
}
