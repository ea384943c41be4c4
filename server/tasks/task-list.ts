import { type RawBuilder, sql } from "kysely";
import { leftOpenStates } from "../../shared/left-open.ts";
import type { Page } from "../../shared/page.ts";
import type { Task, TaskRow, TaskView } from "../../shared/tasks.ts";
import { find, visible } from "../conversations/access.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import { notFound } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";

interface Wanted {
  of: TaskView;
  teamId?: string | undefined;
  state: "open" | "done";
  after?: string | undefined;
  limit: number;
}

/** The tasks of a conversation in their order, dropped ones left out. */
export async function tasksOf(work: Work, conversationId: string): Promise<Task[]> {
  await find(work, conversationId);
  const { rows } = await sql<Read>`${selected(work)}
    where t.workspace_id = ${work.workspaceId}::uuid and t.conversation_id = ${conversationId}::uuid
      and t.state <> 'dropped' and ${visible(work.actor)}
    order by t.position, t.id limit 500`.execute(work.db);
  return rows.map((row) => shown(work, row));
}

/** How many tasks are open in these conversations, as far as this actor may see them; those without any are left out. */
export async function openTasksAmong(work: Work, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; open: number }>`
    select t.conversation_id as id, count(*)::int as open from tasks t
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    where t.workspace_id = ${work.workspaceId}::uuid and t.conversation_id = any(${[...ids]}::uuid[])
      and t.state = any(${[...leftOpenStates]}::text[]) and c.state <> 'resolved' and ${visible(work.actor)}
    group by t.conversation_id`.execute(work.db);
  return new Map(rows.map(({ id, open }) => [id, open]));
}

/** One task of a conversation this actor may see; foreign and missing look the same. */
export async function getTask(work: Work, id: string): Promise<Task> {
  const { rows } = await sql<Read>`${selected(work)}
    where t.workspace_id = ${work.workspaceId}::uuid and t.id = ${id}::uuid and ${visible(work.actor)}`.execute(
    work.db,
  );
  if (!rows[0]) throw notFound("There is no such task.");
  return shown(work, rows[0]);
}

/** One page of tasks in all conversations that this actor may see: what is due next first, done ones newest first. */
export async function listTasks(work: Work, wanted: Wanted): Promise<Page<TaskRow>> {
  const { state, after, limit } = wanted;
  const cursor = readCursor(after, 2);
  const open = state === "open";
  const key = open ? sql`coalesce(t.due_at, 'infinity')` : sql`t.settled_at`;
  const beyond = open ? sql`>` : sql`<`;
  const way = open ? sql`asc` : sql`desc`;
  const of = (whose: RawBuilder<boolean>) => sql`(select t.id, ${key} as key
    from tasks t join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    where t.workspace_id = ${work.workspaceId}::uuid and t.state = ${sql.lit(state)} and ${whose} and ${visible(work.actor)}
      ${cursor ? sql`and (${key}, t.id) ${beyond} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by ${key} ${way}, t.id ${way} limit ${limit + 1})`;
  const { rows } = await sql<Read & { key: string }>`with found as (
      select id, key from (${sql.join(chosen(work, wanted).map(of), sql` union all `)}) each_way
      order by key ${way}, id ${way} limit ${limit + 1})
    ${selected(work, sql`, found.key::text as key`)} join found on found.id = t.id
    where t.workspace_id = ${work.workspaceId}::uuid order by found.key ${way}, t.id ${way}`.execute(work.db);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const items = page.map((row) => ({ ...shown(work, row), conversation: conversationOf(row) }));
  return { items, next: last ? writeCursor([last.key, last.id]) : null };
}

/** The parts of a list, none of which shares a task with another, each by an index in its order; who holds a conversation has its tasks that nobody else has. */
function chosen({ actor }: Work, { of, teamId, state }: Wanted): RawBuilder<boolean>[] {
  const me = sql`${actor.kind === "agent" ? actor.id : null}::uuid`;
  const own = actor.kind === "agent" ? [...actor.teamIds] : [];
  const teams = teamId ? [teamId] : own;
  if (of === "teams")
    return teams.length > 0
      ? teams.map((id) => sql<boolean>`t.team_id = ${id}::uuid`)
      : [sql<boolean>`false`];
  if (of === "asked") return [sql<boolean>`t.made_by = ${me} and t.assignee_id is distinct from t.made_by`];
  if (state === "done") return [sql<boolean>`t.settled_by = ${me}`];
  return [
    sql<boolean>`t.assignee_id = ${me}`,
    sql<boolean>`t.assignee_id is null and t.team_id is null and c.holder_id = ${me}`,
  ];
}

interface Read {
  id: string;
  conversationId: string;
  title: string;
  assigneeId: string | null;
  assigneeName: string | null;
  teamId: string | null;
  teamName: string | null;
  dueAt: Date | null;
  dueSoonAt: Date | null;
  brokenAt: Date | null;
  state: Task["state"];
  settledAt: Date | null;
  settledBy: string | null;
  settledName: string | null;
  checklist: string | null;
  madeBy: string | null;
  madeName: string | null;
  madeAt: Date;
  number: string;
  subject: string;
  conversationState: TaskRow["conversation"]["state"];
  customerName: string;
  holderId: string | null;
  promiseDueAt: Date | null;
}

function selected({ workspaceId }: Work, more: RawBuilder<unknown> = sql``): RawBuilder<unknown> {
  const agent = (alias: string, column: RawBuilder<unknown>) =>
    sql`left join agents ${sql.ref(alias)} on ${sql.ref(`${alias}.workspace_id`)} = ${workspaceId}::uuid and ${sql.ref(`${alias}.id`)} = ${column}`;
  return sql`select t.id, t.conversation_id, t.title, t.assignee_id, a.name as assignee_name, t.team_id, m.name as team_name,
      t.due_at, t.due_soon_at, t.broken_at, t.state, t.settled_at, t.settled_by, s.name as settled_name, t.checklist,
      t.made_by, b.name as made_name, t.made_at, c.number, c.subject, c.state as conversation_state,
      u.name as customer_name, c.holder_id, c.promise_due_at ${more}
    from tasks t
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    join customers u on u.workspace_id = c.workspace_id and u.id = c.customer_id
    ${agent("a", sql`t.assignee_id`)} ${agent("s", sql`t.settled_by`)} ${agent("b", sql`t.made_by`)}
    left join teams m on m.workspace_id = t.workspace_id and m.id = t.team_id`;
}

const ref = (id: string | null, name: string | null) => (id ? { id, name: name ?? "" } : null);

function shown({ now }: Work, row: Read): Task {
  const { id, conversationId, title, dueAt, brokenAt, state, settledAt, checklist, madeAt } = row;
  return {
    id,
    conversationId,
    title,
    dueAt,
    brokenAt,
    state,
    settledAt,
    checklist,
    madeAt,
    assignee: ref(row.assigneeId, row.assigneeName),
    team: ref(row.teamId, row.teamName),
    settledBy: ref(row.settledBy, row.settledName),
    madeBy: ref(row.madeBy, row.madeName),
    foreign: isForeign(row),
    endangers: dangerOf(row, now),
  };
}

/** In other hands than the conversation. */
export const isForeign = ({
  assigneeId,
  teamId,
  holderId,
}: Pick<Read, "assigneeId" | "teamId" | "holderId">): boolean =>
  assigneeId ? assigneeId !== holderId : teamId !== null;

/** What others promised us counts into what we promised the customer. */
function dangerOf(row: Read, now: Date): Task["endangers"] {
  const { dueAt, promiseDueAt } = row;
  if (row.state !== "open" || !dueAt || !promiseDueAt || !isForeign(row)) return null;
  if (dueAt <= now) return "late";
  if (dueAt > promiseDueAt) return "after_promise";
  const warned = row.dueSoonAt === null || row.dueSoonAt <= now;
  return warned ? "soon" : null;
}

function conversationOf(row: Read): TaskRow["conversation"] {
  const { conversationId, number, subject, conversationState: state, customerName } = row;
  return { id: conversationId, number: Number(number), subject, state, customerName };
}
