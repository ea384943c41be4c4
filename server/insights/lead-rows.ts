import { type RawBuilder, sql } from "kysely";
import type { ConversationRow } from "../../shared/conversation-shape.ts";
import type { LeadList, LeadScope } from "../../shared/lead-board.ts";
import type { Page } from "../../shared/page.ts";
import { visible } from "../conversations/access.ts";
import { rowsOf } from "../conversations/row.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import type { Work } from "../platform/work.ts";
import { type Crew, crewOf } from "./lead-scope.ts";

interface Wanted extends LeadScope {
  holder?: string | undefined;
  after?: string | undefined;
  limit: number;
}
interface Found {
  id: string;
  key: string;
}

/** The conversations behind a number of the board: waiting longest first, else what is due first. */
export async function listLeadRows(
  work: Work,
  list: LeadList,
  wanted: Wanted,
): Promise<Page<ConversationRow>> {
  const { teamId, minutes, holder, after, limit } = wanted;
  const crew = await crewOf(work, teamId);
  const query = leadRowsQuery(work, crew, {
    list,
    minutes,
    holder,
    cursor: readCursor(after, 2),
    most: limit + 1,
  });
  const { rows } = await query.execute(work.db);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: await rowsOf(
      work,
      shown.map(({ id }) => id),
    ),
    next: last ? writeCursor([last.key, last.id]) : null,
  };
}

export interface Asked {
  list: LeadList;
  minutes: number;
  holder: string | undefined;
  cursor: string[] | null;
  most: number;
}

/** Each holder gives their own next rows in the order of an index; only those few are sorted together. */
export function leadRowsQuery(work: Work, { only }: Crew, asked: Asked): RawBuilder<Found> {
  const { holder, most } = asked;
  const at = asked.list === "waiting" ? sql`c.last_message_at` : sql`c.promise_due_at`;
  const of = (whose: RawBuilder<unknown>) => sql`(select c.id, ${at} as at from conversations c
    where c.workspace_id = ${work.workspaceId}::uuid and c.state <> 'resolved' and ${whose} and ${listed(work, asked, at)}
      and ${visible(work.actor)} order by ${at}, c.id limit ${most})`;
  const unheld = sql`c.holder_id is null and ${only ? sql`c.team_id = any(${only.teamIds}::uuid[])` : sql`true`}`;
  const parts: RawBuilder<unknown>[] = [];
  if (holder && holder !== "unheld") {
    const here = !only || only.memberIds.includes(holder);
    parts.push(of(here ? sql`c.holder_id = ${holder}::uuid` : sql`false`));
  } else if (!holder && !only) parts.push(of(sql`true`));
  else {
    parts.push(of(unheld));
    if (!holder && only)
      parts.push(sql`(select f.id, f.at from unnest(${only.memberIds}::uuid[]) member (id), lateral
        ${of(sql`c.holder_id = member.id`)} f)`);
  }
  return sql<Found>`select id, at::text as key from (${sql.join(parts, sql` union all `)}) found
    order by at, id limit ${most}`;
}

function listed(work: Work, { list, minutes, cursor }: Asked, at: RawBuilder<unknown>): RawBuilder<unknown> {
  const { now } = work;
  const until = new Date(now.getTime() + minutes * 60_000);
  const go = cursor ? sql`(${at}, c.id) > (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql`true`;
  switch (list) {
    case "waiting":
      return sql`c.customer_spoke_last and ${go}`;
    case "overdue":
      return sql`c.promise_due_at <= ${now} and ${go}`;
    case "at_risk":
      return sql`c.promise_due_at > ${now} and c.promise_due_at <= ${until} and ${go}`;
    case "open":
      return go;
  }
}
