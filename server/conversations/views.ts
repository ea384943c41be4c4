import { type RawBuilder, sql } from "kysely";
import { type ConversationRow } from "../../shared/conversation-shape.ts";
import type { Page } from "../../shared/page.ts";
import { type View, views } from "../../shared/views.ts";
import { getWorkspace } from "../people/workspace.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import type { Work } from "../platform/work.ts";
import { visible } from "./access.ts";
import { rowsOf } from "./row.ts";

export interface Wanted {
  view: View;
  customerId?: string | undefined;
  after?: string | undefined;
  limit: number;
}

const countedTo = 1000;

/** One page of a view: what is due next first, resolved ones newest first. */
export async function listConversations(work: Work, wanted: Wanted): Promise<Page<ConversationRow>> {
  const { rows } = await (await pageOf(work, wanted)).execute(work.db);
  const page = rows.slice(0, wanted.limit);
  const last = rows.length > wanted.limit ? page.at(-1) : undefined;
  const items = await rowsOf(
    work,
    page.map(({ id }) => id),
  );
  return { items, next: last ? writeCursor([last.key, last.id]) : null };
}

/** The ids of a page and one more, in order; each view has an index that gives its order. */
export async function pageOf(
  work: Work,
  { view, customerId, after, limit }: Wanted,
): Promise<RawBuilder<{ id: string; key: string }>> {
  const cursor = readCursor(after, 2);
  const newestFirst = view === "resolved" || customerId !== undefined;
  const key = customerId ? sql`c.created_at` : newestFirst ? sql`c.resolved_at` : sql`c.promise_due_at`;
  const ofView = await conditionOf(work, view);
  const where = customerId ? sql<boolean>`c.customer_id = ${customerId}::uuid and ${ofView}` : ofView;
  const beyond = newestFirst ? sql`<` : sql`>`;
  const direction = newestFirst ? sql`desc` : sql`asc`;
  const from = cursor
    ? sql`and (${key}, c.id) ${beyond} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const rows = sql`from conversations c where c.workspace_id = ${work.workspaceId}::uuid and ${where} and ${visible(work.actor)} ${from}`;
  const order = sql`order by ${key} ${direction}, c.id ${direction} limit ${limit + 1}`;
  if (view !== "team" || customerId) return sql`select c.id, ${key}::text as key ${rows} ${order}`;
  // Each team's rows come in the order of its index; only the heads of all teams are put in order together.
  return sql`select c.id, ${key}::text as key from unnest(${teamsOf(work)}::uuid[]) as own (team_id)
    cross join lateral (select c.id, c.promise_due_at ${rows} and c.team_id = own.team_id ${order}) c ${order}`;
}

const teamsOf = ({ actor }: Work) => (actor.kind === "agent" ? [...actor.teamIds] : []);

/** What a view holds, with the predicates of its index spelled out so that it is used. */
export async function conditionOf(work: Work, view: View): Promise<RawBuilder<boolean>> {
  const { actor, now } = work;
  const me = actor.kind === "agent" ? actor.id : null;
  const teams = teamsOf(work);
  switch (view) {
    case "mine":
      return sql`c.state <> 'resolved' and c.holder_id = ${me}::uuid and c.snoozed_until is null`;
    case "team":
      return sql`c.state <> 'resolved' and c.team_id = any(${teams}::uuid[])`;
    case "due_soon": {
      const { dueSoonMinutes } = await getWorkspace(work);
      const soon = new Date(now.getTime() + dueSoonMinutes * 60_000);
      return sql`c.state <> 'resolved' and c.promise_due_at > ${now} and c.promise_due_at <= ${soon}`;
    }
    case "overdue":
      return sql`c.state <> 'resolved' and c.promise_due_at <= ${now}`;
    case "unheld":
      return sql`c.state <> 'resolved' and c.holder_id is null`;
    case "waiting":
      return sql`c.state = 'waiting'`;
    case "resolved":
      return sql`c.state = 'resolved' and c.merged_into_id is null`;
    case "offered":
      return sql`c.state <> 'resolved' and (c.offered_agent_id = ${me}::uuid or c.offered_team_id = any(${teams}::uuid[]))`;
    case "all":
      return sql`c.state <> 'resolved'`;
  }
}

/** How many each view holds, counted up to 1,000: beyond that nobody needs to know exactly while working. */
export async function countViews(work: Work): Promise<{ counts: Record<string, number> }> {
  const counted = views.filter((view) => view !== "resolved");
  const parts = await Promise.all(
    counted.map(
      async (
        view,
      ) => sql`(select count(*)::int from (select 1 from conversations c where c.workspace_id = ${work.workspaceId}::uuid
        and ${await conditionOf(work, view)} and ${visible(work.actor)} limit ${countedTo}) counted) as ${sql.id(view)}`,
    ),
  );
  const { rows } = await sql<Record<string, number>>`select ${sql.join(parts)}`.execute(work.db);
  const row = rows[0] ?? {};
  return { counts: Object.fromEntries(counted.map((view) => [view, row[view] ?? row[camel(view)] ?? 0])) };
}

/** The plugin that names columns also renames these. */
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
