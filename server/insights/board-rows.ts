import { type RawBuilder, sql } from "kysely";
import type { ConversationRow } from "../../shared/conversation-shape.ts";
import type { FigureName } from "../../shared/insights.ts";
import type { Page } from "../../shared/page.ts";
import { visible } from "../conversations/access.ts";
import { rowsOf } from "../conversations/row.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import type { Work } from "../platform/work.ts";

const day = 86_400_000;

/** Where rows come from: `id` of a row, its conversation, the moment it counts at, and its own value. */
interface Source {
  from: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
  at: RawBuilder<unknown>;
  value: RawBuilder<unknown>;
}

/** The rows behind each figure; predicates as in their indexes. The promises still open but overdue count among the broken ones. */
export function sourcesOf(work: Work, name: FigureName, days: number): Source[] {
  const since = new Date(work.now.getTime() - days * day);
  const id = sql`c.id`;
  const overdue = sql`conversations c where c.state <> 'resolved' and c.promise_due_at <= ${work.now}`;
  switch (name) {
    case "first_reply": {
      const from = sql`conversations c where c.first_replied_at is not null and c.first_replied_at >= ${since}`;
      return [
        {
          from,
          id,
          at: sql`c.first_replied_at`,
          value: sql`extract(epoch from c.first_replied_at - c.created_at)`,
        },
      ];
    }
    case "resolution": {
      const from = sql`conversations c where c.state = 'resolved' and c.resolved_at >= ${since} and c.merged_into_id is null`;
      return [
        { from, id, at: sql`c.resolved_at`, value: sql`extract(epoch from c.resolved_at - c.created_at)` },
      ];
    }
    case "promise_kept": {
      const settled = sql`promises p join conversations c on c.workspace_id = p.workspace_id and c.id = p.conversation_id
        where p.workspace_id = ${work.workspaceId}::uuid and p.outcome in ('kept', 'broken') and p.settled_at >= ${since}`;
      return [
        {
          from: settled,
          id: sql`p.id`,
          at: sql`p.settled_at`,
          value: sql`case p.outcome when 'kept' then 1 else 0 end`,
        },
        { from: overdue, id: sql`c.promise_id`, at: sql`c.promise_due_at`, value: sql`0` },
      ];
    }
    case "csat": {
      const from = sql`follow_ups f join conversations c on c.workspace_id = f.workspace_id and c.id = f.conversation_id
        where f.workspace_id = ${work.workspaceId}::uuid and f.answered_at is not null and f.answered_at >= ${since}`;
      return [{ from, id: sql`f.id`, at: sql`f.answered_at`, value: sql`f.rating` }];
    }
    case "open":
      return [
        {
          from: sql`conversations c where c.state <> 'resolved'`,
          id,
          at: sql`c.promise_due_at`,
          value: sql`null`,
        },
      ];
    case "overdue":
      return [{ from: overdue, id, at: sql`c.promise_due_at`, value: sql`null` }];
  }
}

/** What this actor may see of a source. */
export function seen(work: Work, { from }: Source): RawBuilder<unknown> {
  return sql`${from} and c.workspace_id = ${work.workspaceId}::uuid and ${visible(work.actor)}`;
}

export interface WantedRows {
  days: number;
  after?: string | undefined;
  limit: number;
}

type BoardRow = { conversation: ConversationRow; value: number | null };

/**
 * The conversations behind a figure, each with its own value (seconds, rating, or 1 for a promise kept and 0 for one broken; of
 * promises one row each): newest first, open and overdue by what is due next. Only what this actor may see.
 */
export async function listBoardRows(
  work: Work,
  name: FigureName,
  { days, after, limit }: WantedRows,
): Promise<Page<BoardRow>> {
  const cursor = readCursor(after, 2);
  const { rows } = await boardRowsQuery(work, name, days, cursor, limit + 1).execute(work.db);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const conversations = await rowsOf(work, [...new Set(shown.map(({ conversationId }) => conversationId))]);
  const byId = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  const items = shown.flatMap(({ conversationId, value }) => {
    const conversation = byId.get(conversationId);
    return conversation ? [{ conversation, value: value === null ? null : Number(value) }] : [];
  });
  return { items, next: last ? writeCursor([last.key, last.id]) : null };
}

interface Found {
  id: string;
  conversationId: string;
  key: string;
  value: number | null;
}

/** Each source gives its own next rows in the order of its index; only those few are sorted together. */
export function boardRowsQuery(
  work: Work,
  name: FigureName,
  days: number,
  cursor: string[] | null,
  most: number,
): RawBuilder<Found> {
  const dueFirst = name === "open" || name === "overdue";
  const [direction, beyond] = dueFirst ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  const parts = sourcesOf(work, name, days).map((source) => {
    const { id, at, value } = source;
    const go = cursor
      ? sql`and (${at}, ${id}) ${beyond} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
      : sql``;
    return sql`(select ${id} as id, c.id as conversation_id, ${at} as at, ${value}::float8 as value
      from ${seen(work, source)} ${go} order by ${at} ${direction}, ${id} ${direction} limit ${most})`;
  });
  return sql<Found>`select id, conversation_id, at::text as key, value from (${sql.join(parts, sql` union all `)}) found
    order by at ${direction}, id ${direction} limit ${most}`;
}
