import { sql } from "kysely";
import type { Notice, NoticeKind } from "../../shared/notifications.ts";
import type { Page } from "../../shared/page.ts";
import { toldOf } from "../conversations/concerned.ts";
import { self } from "../people/access.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import type { Work } from "../platform/work.ts";

const mostCounted = 500;

/** Whoever was asked beside a conversation is told of that, and may not see the conversation itself. */
const sideOf = sql<string | null>`case when kind like 'side%' then data->>'subjectId' end`;

function select(work: Work) {
  return work.db
    .selectFrom("notifications")
    .select(["id", "kind", "conversationId", "actorKind", "actorId", "at", "readAt", "doneAt"])
    .select([
      sql<string>`at::text`.as("place"),
      sideOf.as("sideId"),
      sql<string | null>`data->>'subject'`.as("sideSubject"),
    ])
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", self(work).id)
    .where("inApp", "=", true)
    .orderBy("at", "desc")
    .orderBy("id", "desc");
}

/** What one was told, newest first; of conversations that one may not see any more nothing is shown. */
export async function listNotices(
  work: Work,
  { show, after, limit }: { show: "unread" | "all"; after?: string | undefined; limit: number },
): Promise<Page<Notice>> {
  const items: Notice[] = [];
  let place = readCursor(after, 2);
  // Rows out of sight leave a page short, so it is filled from the next ones; a few rounds, then the reader asks on.
  for (let round = 0; round < 5; round++) {
    const from = place;
    const rows = await select(work)
      .$if(show === "unread", (query) => query.where("readAt", "is", null).where("doneAt", "is", null))
      .$if(from !== null, (query) =>
        query.where(sql<boolean>`(at, id) < (${from?.[0]}::timestamptz, ${from?.[1]}::uuid)`),
      )
      .limit(limit - items.length + 1)
      .execute();
    const page = rows.slice(0, limit - items.length);
    const seen = await toldOf(work, conversationIds(page));
    items.push(...page.flatMap((row) => shown(row, seen)));
    const last = page.at(-1);
    if (rows.length === page.length || !last) return { items, next: null };
    place = [last.place, last.id];
    if (items.length >= limit) break;
  }
  return { items, next: place && writeCursor(place) };
}

type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];
type Seen = Awaited<ReturnType<typeof toldOf>>;

function conversationIds(rows: readonly { conversationId: string | null }[]): string[] {
  return [...new Set(rows.flatMap(({ conversationId }) => conversationId ?? []))];
}

function shown(row: Row, seen: Seen): Notice[] {
  const conversation = row.conversationId ? seen.get(row.conversationId) : null;
  if (conversation === undefined && !row.sideId) return [];
  return [
    {
      id: row.id,
      kind: row.kind as NoticeKind,
      at: row.at,
      read: row.readAt !== null,
      done: row.doneAt !== null,
      conversation: conversation ?? null,
      side: row.sideId ? { id: row.sideId, subject: row.sideSubject ?? "" } : null,
      actor: { kind: row.actorKind, id: row.actorId },
    },
  ];
}

/** How many are unread and still in sight, counted up to 500. */
export async function countNotices(work: Work): Promise<{ unread: number }> {
  const rows = await work.db
    .selectFrom("notifications")
    .select(["conversationId", sideOf.as("sideId")])
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", self(work).id)
    .where("inApp", "=", true)
    .where("readAt", "is", null)
    .where("doneAt", "is", null)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(mostCounted)
    .execute();
  const seen = await toldOf(work, conversationIds(rows));
  const unread = rows.filter(
    ({ conversationId, sideId }) => conversationId === null || sideId || seen.has(conversationId),
  );
  return { unread: unread.length };
}
