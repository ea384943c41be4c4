import { type RawBuilder, sql } from "kysely";
import { hold } from "../conversations/holder.ts";
import { firstOwner } from "../people/agents.ts";
import type { Work } from "../platform/work.ts";

/** Rows in one transaction: a few hundred milliseconds, not a second. */
const most = 200;
type Kind = "agent" | "team" | "inbox" | "customer" | "conversation";

const made = (work: Work, kind: Kind) =>
  sql`(select d.id from demo_rows d where d.workspace_id = ${work.workspaceId}::uuid and d.kind = ${kind})`;

/**
 * Removes some of what the demo made and of what hangs on it, in the order that foreign keys ask for; returns false when
 * nothing is left. What is not demo stays: real conversations that demo people hold pass to the first owner, and those in
 * the demo's inbox move to another one; without another one that inbox stays, as a real one.
 */
export async function removeSome(work: Work): Promise<boolean> {
  return (
    (await removeConversations(work)) ||
    (await releaseReal(work)) ||
    (await removeCustomers(work)) ||
    (await removePeople(work))
  );
}

/** The demo's own conversations first, then those that people began with its customers. */
async function removeConversations(work: Work): Promise<boolean> {
  const own = await idsOf(work, sql`${made(work, "conversation")} limit ${most}`);
  const ids =
    own.length > 0
      ? own
      : await idsOf(
          work,
          sql`select c.id from demo_rows d join conversations c on c.workspace_id = d.workspace_id and c.customer_id = d.id
              where d.workspace_id = ${work.workspaceId}::uuid and d.kind = 'customer' limit ${most}`,
        );
  if (ids.length === 0) return false;
  const files = await idsOf(
    work,
    sql`select a.file_id as id from attachments a join messages m on m.workspace_id = a.workspace_id and m.id = a.message_id
        where a.workspace_id = ${work.workspaceId}::uuid and m.conversation_id = any(${ids}::uuid[])`,
  );
  await removeEvents(work, sql`e.conversation_id = any(${ids}::uuid[])`);
  // Everything else that belongs to a conversation goes with it by its foreign key.
  await run(
    work,
    sql`delete from conversations where workspace_id = ${work.workspaceId}::uuid and id = any(${ids}::uuid[])`,
  );
  await unmark(work, "conversation", ids);
  if (files.length > 0) await removeUnusedFiles(work, files);
  return true;
}

async function removeUnusedFiles(work: Work, ids: readonly string[]): Promise<void> {
  await run(
    work,
    sql`delete from files f where f.workspace_id = ${work.workspaceId}::uuid and f.id = any(${[...ids]}::uuid[])
        and not exists (select from attachments a where a.workspace_id = f.workspace_id and a.file_id = f.id)
        and not exists (select from inbound_mails i where i.workspace_id = f.workspace_id and i.file_id = f.id)`,
  );
}

/** Passes real conversations that stand on demo people, teams or the demo's inbox to what will still be there. */
async function releaseReal(work: Work): Promise<boolean> {
  const { workspaceId } = work;
  const held = await work.db
    .selectFrom("conversations")
    .selectAll()
    .where("workspaceId", "=", workspaceId)
    .where("state", "!=", "resolved")
    .where(sql<boolean>`(holder_id in ${made(work, "agent")} or team_id in ${made(work, "team")}
      or offered_agent_id in ${made(work, "agent")} or offered_team_id in ${made(work, "team")})`)
    .limit(most)
    .forUpdate()
    .execute();
  const demoPeople = new Set(await idsOf(work, made(work, "agent")));
  const owner = held.length > 0 ? await firstOwner(work) : null;
  for (const conversation of held) {
    const { holderId } = conversation;
    const holder = holderId && !demoPeople.has(holderId) ? holderId : owner;
    await hold(work, conversation, { holderId: holder, teamId: null }, "left");
  }
  const other = await idsOf(
    work,
    sql`select id from inboxes where workspace_id = ${workspaceId}::uuid and removed_at is null
        and id not in ${made(work, "inbox")} order by created_at, id limit 1`,
  );
  const { rows } = await sql`
    update conversations set inbox_id = ${other[0] ?? null}::uuid where ${other.length > 0}
      and workspace_id = ${workspaceId}::uuid and id in (
        select id from conversations where workspace_id = ${workspaceId}::uuid and inbox_id in ${made(work, "inbox")} limit ${most})
    returning id`.execute(work.db);
  return held.length > 0 || rows.length > 0;
}

async function removeCustomers(work: Work): Promise<boolean> {
  const ids = await idsOf(work, sql`${made(work, "customer")} limit ${most}`);
  if (ids.length === 0) return false;
  const these = sql`any(${ids}::uuid[])`;
  await removeEvents(work, sql`e.customer_id = ${these} and e.conversation_id is null`);
  await letGo(work, "customers", ids);
  await run(
    work,
    sql`delete from customers where workspace_id = ${work.workspaceId}::uuid and id = ${these}`,
  );
  await unmark(work, "customer", ids);
  return true;
}

/** The last step: inbox, teams, people, and the mark that there is a demo. */
async function removePeople(work: Work): Promise<boolean> {
  const { workspaceId } = work;
  const [inboxes, teams, agents] = [
    await idsOf(work, made(work, "inbox")),
    await idsOf(work, made(work, "team")),
    await idsOf(work, made(work, "agent")),
  ];
  const used = await idsOf(
    work,
    sql`select distinct inbox_id as id from conversations where workspace_id = ${workspaceId}::uuid and inbox_id = any(${inboxes}::uuid[])`,
  );
  const gone = inboxes.filter((id) => !used.includes(id));
  await removeEvents(
    work,
    sql`e.conversation_id is null and e.customer_id is null and (e.data->>'agentId' = any(${agents}::text[])
      or e.data->>'teamId' = any(${teams}::text[]) or e.data->>'inboxId' = any(${gone}::text[]))`,
  );
  // A brief that was offered to somebody who never was has nobody to name.
  await run(
    work,
    sql`delete from handovers where workspace_id = ${workspaceId}::uuid
        and (to_agent_id = any(${agents}::uuid[]) or to_team_id = any(${teams}::uuid[]))`,
  );
  // A real team that a demo person leads goes on with the first owner.
  if (agents.length > 0)
    await run(
      work,
      sql`update teams set lead_id = ${await firstOwner(work)}::uuid where workspace_id = ${workspaceId}::uuid
          and lead_id = any(${agents}::uuid[]) and id <> all(${teams}::uuid[])`,
    );
  for (const [table, ids] of [
    ["inboxes", gone],
    ["teams", teams],
    ["agents", agents],
  ] as const) {
    await letGo(work, table, ids);
    await run(
      work,
      sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId}::uuid and id = any(${[...ids]}::uuid[])`,
    );
  }
  await run(work, sql`delete from demo_rows where workspace_id = ${workspaceId}::uuid`);
  return false;
}

/** Whatever still points at rows that go: it forgets them where it may, and goes with them where it must. */
async function letGo(work: Work, table: string, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ from: string; column: string; optional: boolean }>`
    select k.conrelid::regclass::text as "from", a.attname as "column", not a.attnotnull as optional
    from pg_constraint k join pg_attribute i on i.attrelid = k.confrelid and i.attname = 'id'
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[array_position(k.confkey, i.attnum)]
    where k.contype = 'f' and k.confrelid = ${table}::regclass and k.confdeltype = 'a'
    group by 1, 2, 3`.execute(work.db);
  const here = sql`workspace_id = ${work.workspaceId}::uuid`;
  for (const { from, column, optional } of rows) {
    const points = sql`${sql.ref(column)} = any(${[...ids]}::uuid[])`;
    await run(
      work,
      optional
        ? sql`update ${sql.table(from)} set ${sql.ref(column)} = null where ${here} and ${points}`
        : sql`delete from ${sql.table(from)} where ${here} and ${points}`,
    );
  }
}

/** Found first and then deleted by id, so that no long search holds a transaction id. */
async function removeEvents(work: Work, which: RawBuilder<unknown>): Promise<void> {
  const ids = await idsOf(
    work,
    sql`select e.id from events e where e.workspace_id = ${work.workspaceId}::uuid and ${which}`,
  );
  await run(
    work,
    sql`delete from events where workspace_id = ${work.workspaceId}::uuid and id = any(${ids}::uuid[])`,
  );
}

async function unmark(work: Work, kind: Kind, ids: readonly string[]): Promise<void> {
  await run(
    work,
    sql`delete from demo_rows where workspace_id = ${work.workspaceId}::uuid and kind = ${kind} and id = any(${[...ids]}::uuid[])`,
  );
}

async function idsOf(work: Work, query: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await (query as RawBuilder<{ id: string }>).execute(work.db);
  return rows.map(({ id }) => id);
}

async function run(work: Work, query: RawBuilder<unknown>): Promise<void> {
  await query.execute(work.db);
}
