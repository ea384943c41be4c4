import { type RawBuilder, sql } from "kysely";
import { leftOpenStates } from "../../shared/left-open.ts";
import type { Page } from "../../shared/page.ts";
import type { SideConversation } from "../../shared/side-conversations.ts";
import { find, visible } from "../conversations/access.ts";
import { toldOf } from "../conversations/concerned.ts";
import { self } from "../people/access.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import { notFound } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { isAsked, mayWriteSide, type SideRecord, visibleSides } from "./access.ts";

interface Read extends SideRecord {
  askedAgentName: string | null;
  askedTeamName: string | null;
  holderName: string | null;
  holderTeamName: string | null;
  madeName: string | null;
  key: string;
}

/** The side conversations of a conversation, the oldest first, at most 200. */
export async function sidesOf(work: Work, conversationId: string): Promise<SideConversation[]> {
  await find(work, conversationId);
  const { rows } = await sql<Read>`${selected(work)} and s.conversation_id = ${conversationId}::uuid
    order by s.made_at, s.id limit 200`.execute(work.db);
  return shown(work, rows);
}

/** Those of a conversation that are not closed, by id. */
export async function openOf(work: Work, conversationId: string): Promise<string[]> {
  const rows = await work.db
    .selectFrom("sideConversations")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("state", "in", [...leftOpenStates])
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** How many are open beside these conversations, as far as this actor may see them; those without any are left out. */
export async function openSidesAmong(work: Work, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; open: number }>`
    select s.conversation_id as id, count(*)::int as open from side_conversations s
    join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
    where s.workspace_id = ${work.workspaceId}::uuid and s.conversation_id = any(${[...ids]}::uuid[])
      and s.state = any(${[...leftOpenStates]}::text[]) and c.state <> 'resolved' and ${visible(work.actor)}
    group by s.conversation_id`.execute(work.db);
  return new Map(rows.map(({ id, open }) => [id, open]));
}

/** One side conversation this actor may see; foreign and missing look the same. */
export async function getSide(work: Work, id: string): Promise<SideConversation> {
  const { rows } = await sql<Read>`${selected(work)} and s.id = ${id}::uuid`.execute(work.db);
  const [side] = await shown(work, rows);
  if (!side) throw notFound("There is no such side conversation.");
  return side;
}

/** One page of those asked of me or my teams, or that I answer for, the newest word first. */
export async function mySides(
  work: Work,
  {
    of,
    state,
    after,
    limit,
  }: { of: "asked" | "held"; state: "open" | "closed"; after?: string | undefined; limit: number },
): Promise<Page<SideConversation>> {
  const cursor = readCursor(after, 2);
  const { id: me, teamIds } = self(work);
  const [agent, team] =
    of === "asked" ? ["s.asked_agent_id", "s.asked_team_id"] : ["s.holder_id", "s.holder_team_id"];
  const closed = state === "closed" ? sql`s.state = 'closed'` : sql`s.state <> 'closed'`;
  // Each by an index in this order; only the first few of each are sorted together.
  const whose = (column: string, id: string) => sql`(select s.id, s.last_message_at from side_conversations s
    where s.workspace_id = ${work.workspaceId}::uuid and ${sql.ref(column)} = ${id}::uuid and ${closed}
      ${cursor ? sql`and (s.last_message_at, s.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by s.last_message_at desc, s.id desc limit ${limit + 1})`;
  const mine = [whose(agent, me), ...teamIds.map((id) => whose(team, id))];
  const { rows } = await sql<Read>`with found as (
      select id from (${sql.join(mine, sql` union `)}) each_way order by last_message_at desc, id desc limit ${limit + 1})
    ${selected(work)} and s.id in (select id from found)
    order by s.last_message_at desc, s.id desc`.execute(work.db);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: await shown(work, page), next: last ? writeCursor([last.key, last.id]) : null };
}

function selected({ workspaceId, actor }: Work): RawBuilder<unknown> {
  const agent = (alias: string, column: string) =>
    sql`left join agents ${sql.ref(alias)} on ${sql.ref(`${alias}.workspace_id`)} = s.workspace_id and ${sql.ref(`${alias}.id`)} = ${sql.ref(`s.${column}`)}`;
  const team = (alias: string, column: string) =>
    sql`left join teams ${sql.ref(alias)} on ${sql.ref(`${alias}.workspace_id`)} = s.workspace_id and ${sql.ref(`${alias}.id`)} = ${sql.ref(`s.${column}`)}`;
  return sql`select s.*, s.last_message_at::text as key, a.name as asked_agent_name, t.name as asked_team_name,
      h.name as holder_name, g.name as holder_team_name, b.name as made_name
    from side_conversations s
    join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
    ${agent("a", "asked_agent_id")} ${agent("h", "holder_id")} ${agent("b", "made_by")}
    ${team("t", "asked_team_id")} ${team("g", "holder_team_id")}
    where s.workspace_id = ${workspaceId}::uuid and ${visibleSides(actor)}`;
}

const ref = (id: string | null, name: string | null) => (id ? { id, name: name ?? "" } : null);

async function shown(work: Work, rows: readonly Read[]): Promise<SideConversation[]> {
  const conversations = await toldOf(work, [...new Set(rows.map(({ conversationId }) => conversationId))]);
  return rows.map((row) => ({
    id: row.id,
    conversation: conversations.get(row.conversationId) ?? null,
    subject: row.subject,
    asked: askedOf(row),
    holder: ref(row.holderId, row.holderName),
    team: ref(row.holderTeamId, row.holderTeamName),
    state: row.state as SideConversation["state"],
    waitingSince: row.waitingSince,
    expectedBy: row.expectedBy,
    overdueAt: row.overdueAt,
    trouble: row.trouble,
    lastMessageAt: row.lastMessageAt,
    madeBy: ref(row.madeBy, row.madeName),
    madeAt: row.madeAt,
    closedAt: row.closedAt,
    askedMe: isAsked(work, row),
    mayWrite: mayWriteSide(work, row),
  }));
}

function askedOf(row: Read): SideConversation["asked"] {
  if (row.askedAgentId)
    return { kind: "agent", id: row.askedAgentId, name: row.askedAgentName ?? "", address: null };
  if (row.askedTeamId)
    return { kind: "team", id: row.askedTeamId, name: row.askedTeamName ?? "", address: null };
  const { askedName: name, askedAddress: address } = row;
  return { kind: "outside", id: null, name: name || (address ?? ""), address };
}
