import { sql } from "kysely";
import {
  type Bulk,
  BulkAction,
  type BulkItem,
  type BulkSelection,
  mostInBulk,
  undoMinutes,
} from "../../shared/bulk.ts";
import type { Page } from "../../shared/page.ts";
import { conversationFields, frameOf } from "../conversations/condition-fields.ts";
import { selectAll } from "../conversations/selection.ts";
import { titlesOf } from "../conversations/snapshot.ts";
import { conditionOf } from "../conversations/views.ts";
import { compile } from "../platform/condition-sql.ts";
import { requireSound } from "../platform/conditions.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { getSavedView } from "../saved-views/saved-view.ts";
import { visibleBulks } from "./access.ts";

/** Takes note of what is to be done to which conversations; the clock does it. */
export async function startBulk(work: Work, selection: BulkSelection, action: BulkAction): Promise<Bulk> {
  const { actor, workspaceId } = work;
  if (actor.kind !== "agent" && actor.kind !== "key") throw notFound();
  if (action.do === "assign" && !action.agentId && !action.teamId)
    throw new Refusal("invalid_request", "Say to whom: a person, a team, or both.");
  const ids = await chosen(work, selection);
  const id = newId();
  await work.db
    .insertInto("bulkActions")
    .values({
      workspaceId,
      id,
      actorKind: actor.kind,
      actorId: actor.id,
      action: JSON.stringify(BulkAction.encode(action)),
      total: ids.length,
      state: "running",
      createdAt: work.now,
    })
    .execute();
  await sql`insert into bulk_items (workspace_id, bulk_id, position, conversation_id)
    select ${workspaceId}::uuid, ${id}::uuid, n, one from unnest(${ids}::uuid[]) with ordinality chosen (one, n)`.execute(
    work.db,
  );
  work.record("bulk.started", { bulkId: id, agentId: agentOf(actor), total: ids.length });
  return getBulk(work, id);
}

const agentOf = ({ kind, id }: { kind: string; id: string }) => (kind === "agent" ? id : null);

/** How many it would be. */
export async function countBulk(work: Work, selection: BulkSelection): Promise<{ total: number }> {
  return { total: (await chosen(work, selection)).length };
}

/** The conversations a selection stands for, by id; refuses more than a bulk action takes. */
export async function chosen(work: Work, selection: BulkSelection): Promise<string[]> {
  if ("ids" in selection) return [...new Set(selection.ids)];
  const where =
    "view" in selection ? await conditionOf(work, selection.view) : await ownCondition(work, selection);
  const left = new Set(selection.except);
  return (await selectAll(work, where, mostInBulk)).filter((id) => !left.has(id));
}

async function ownCondition(
  work: Work,
  selection: Exclude<BulkSelection, { ids: string[] } | { view: unknown }>,
) {
  const fields = await conversationFields(work);
  const condition =
    "viewId" in selection
      ? (await getSavedView(work, selection.viewId, fields)).condition
      : selection.condition;
  requireSound(condition, fields);
  return compile(condition, fields, await frameOf(work));
}

function select(work: Work) {
  return work.db
    .selectFrom("bulkActions as b")
    .select([
      "b.id",
      "b.action",
      "b.actorKind",
      "b.actorId",
      "b.state",
      "b.total",
      "b.createdAt",
      "b.finishedAt",
    ])
    .select(
      sql<Record<string, number>>`(select coalesce(jsonb_object_agg(state, n), '{}') from (
        select i.state, count(*)::int as n from bulk_items i where i.workspace_id = b.workspace_id and i.bulk_id = b.id group by i.state
      ) counted)`.as("counts"),
    )
    .where("b.workspaceId", "=", work.workspaceId)
    .where(visibleBulks(work.actor));
}
type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

/** How far a bulk action is. */
export async function getBulk(work: Work, id: string): Promise<Bulk> {
  const row = await select(work).where("b.id", "=", id).executeTakeFirst();
  if (!row) throw notFound();
  return shown(row);
}

/** The last 20 this actor asked for, newest first. */
export async function listBulks(work: Work): Promise<Bulk[]> {
  const rows = await select(work)
    .where("b.actorId", "=", work.actor.id)
    .orderBy("b.createdAt", "desc")
    .orderBy("b.id", "desc")
    .limit(20)
    .execute();
  return rows.map(shown);
}

function shown({ action, actorKind, actorId, state, finishedAt, ...row }: Row): Bulk {
  const until = finishedAt && new Date(finishedAt.getTime() + undoMinutes * 60_000);
  const mayBeUndone = (state === "done" || state === "cancelled") && row.counts["done"];
  return {
    ...row,
    action: (action as BulkAction).do,
    by: { kind: actorKind as "agent" | "key", id: actorId },
    state: state as Bulk["state"],
    finishedAt,
    undoUntil: mayBeUndone ? until : null,
  };
}

/** Refuses whoever may not see a bulk action; it counts nothing. */
export async function requireBulk(work: Work, id: string): Promise<void> {
  const row = await work.db
    .selectFrom("bulkActions as b")
    .select("b.id")
    .where("b.workspaceId", "=", work.workspaceId)
    .where("b.id", "=", id)
    .where(visibleBulks(work.actor))
    .executeTakeFirst();
  if (!row) throw notFound();
}

/** What became of each conversation, in order. */
export async function listBulkItems(
  work: Work,
  id: string,
  { after, limit, state }: { after?: string | undefined; limit: number; state?: string | undefined },
): Promise<Page<BulkItem>> {
  await requireBulk(work, id);
  const cursor = readCursor(after, 1);
  const rows = await work.db
    .selectFrom("bulkItems")
    .select(["position", "conversationId", "state", "code", "reason"])
    .where("workspaceId", "=", work.workspaceId)
    .where("bulkId", "=", id)
    .$if(state !== undefined, (query) => query.where("state", "=", state as string))
    .$if(cursor !== null, (query) => query.where("position", ">", Number(cursor?.[0])))
    .orderBy("position")
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const titles = await titlesOf(
    work,
    page.map(({ conversationId }) => conversationId),
  );
  const items = page.map(({ conversationId, state, code, reason }) => ({
    conversationId,
    state,
    code,
    reason,
    ...(titles.get(conversationId) ?? { number: null, subject: null }),
  }));
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items, next: last ? writeCursor([String(last.position)]) : null };
}

/** Stops it where it is; one that has ended stays as it is. */
export async function cancelBulk(work: Work, id: string): Promise<Bulk> {
  const { by, state } = await getBulk(work, id);
  if (state !== "running") return getBulk(work, id);
  await set(work, id, "running", "cancelled");
  await work.db
    .updateTable("bulkItems")
    .set({ state: "cancelled" })
    .where("workspaceId", "=", work.workspaceId)
    .where("bulkId", "=", id)
    .where("state", "=", "pending")
    .execute();
  work.record("bulk.finished", { bulkId: id, agentId: agentOf(by), state: "cancelled" });
  return getBulk(work, id);
}

/** Begins to take back what was done; refuses after half an hour, and while it still runs. */
export async function undoBulk(work: Work, id: string): Promise<Bulk> {
  const { by, state, undoUntil, total } = await getBulk(work, id);
  if (state === "undoing" || state === "undone") return getBulk(work, id);
  if (state === "running") throw new Refusal("conflict", "Cancel it first.");
  if (!undoUntil || undoUntil <= work.now)
    throw new Refusal("undo_too_late", "It ended more than half an hour ago, or did nothing.");
  await set(work, id, state, "undoing");
  work.record("bulk.started", { bulkId: id, agentId: agentOf(by), total });
  return getBulk(work, id);
}

async function set(work: Work, id: string, from: string, to: string): Promise<void> {
  await work.db
    .updateTable("bulkActions")
    .set({ state: to, ...(from === "running" && { finishedAt: work.now }) })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .where("state", "=", from)
    .execute();
}
