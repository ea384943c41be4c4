import { sql } from "kysely";
import type { z } from "zod";
import { conditionTroubles } from "../../shared/condition-check.ts";
import type { Condition, Trouble } from "../../shared/conditions.ts";
import {
  type changeSavedView as change,
  type createSavedView as create,
  type SavedView,
  viewColumns,
} from "../../shared/saved-views.ts";
import { conversationFields } from "../conversations/condition-fields.ts";
import { type Field, requireSound } from "../platform/conditions.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { inTurn, ownChanges } from "../platform/meanwhile.ts";
import type { Work } from "../platform/work.ts";
import { mayChangeView, requireMayChangeView, visibleViews } from "./access.ts";

function select(work: Work) {
  return work.db
    .selectFrom("savedViews as v")
    .select(["v.id", "v.name", "v.scope", "v.ownerId", "v.teamId", "v.condition", "v.columns", "v.sort"])
    .select(["v.position", "v.defaultFor"])
    .where("v.workspaceId", "=", work.workspaceId)
    .where(visibleViews(work.actor));
}
type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

/** The views this actor may see, in their order. */
export async function listSavedViews(work: Work): Promise<SavedView[]> {
  const rows = await select(work).orderBy("v.position").orderBy("v.id").limit(500).execute();
  const fields = await conversationFields(work);
  return rows.map((row) => shown(work, row, fields));
}

/** One view with what of it no longer exists. */
export async function getSavedView(work: Work, id: string, fields?: readonly Field[]): Promise<SavedView> {
  const row = await select(work).where("v.id", "=", id).executeTakeFirst();
  if (!row) throw notFound();
  return shown(work, row, fields ?? (await conversationFields(work)));
}

function shown(work: Work, row: Row, fields: readonly Field[]): SavedView {
  const view = { ...row, condition: row.condition as Condition };
  return {
    ...view,
    scope: row.scope as SavedView["scope"],
    sort: row.sort as SavedView["sort"],
    defaultFor: row.defaultFor as SavedView["defaultFor"],
    mayChange: mayChangeView(work.actor, row),
    troubles: troublesOf(view, fields),
  };
}

function troublesOf(
  view: { condition: Condition; columns: readonly string[] },
  fields: readonly Field[],
): Trouble[] {
  const known = new Set<string>([
    ...viewColumns,
    ...fields.map(({ id }) => id).filter((id) => id.startsWith("field.")),
  ]);
  const columns = view.columns.flatMap((column, index) =>
    known.has(column)
      ? []
      : [{ path: `/columns/${index}`, message: `The column "${column}" does not exist (any more).` }],
  );
  const condition = conditionTroubles(view.condition, fields);
  return [...condition.map(({ path, message }) => ({ path: `/condition${path}`, message })), ...columns];
}

/** Makes a view; refuses a scope that is not the maker's, and a condition or columns that do not exist. */
export async function createSavedView(
  work: Work,
  wanted: z.output<(typeof create)["body"]>,
): Promise<SavedView> {
  const id = newId();
  const ownerId = work.actor.kind === "agent" ? work.actor.id : null;
  const { scope, teamId, condition, columns, defaultFor } = wanted;
  if ((scope === "team") !== (teamId !== null))
    throw new Refusal("invalid_request", "A team's view names its team, and no other view does.");
  requireMayChangeView(work.actor, { scope, ownerId, teamId });
  await requireUsable(work, { condition, columns });
  if (defaultFor.length > 0) await becomeDefault(work, scope, defaultFor);
  await work.db
    .insertInto("savedViews")
    .values({
      workspaceId: work.workspaceId,
      id,
      ...wanted,
      ownerId,
      condition: JSON.stringify(condition),
      createdAt: work.now,
      changedAt: work.now,
    })
    .execute();
  work.record("saved_view.created", { viewId: id });
  return getSavedView(work, id);
}

/** Changes what is given, also mends a broken view; refuses what somebody else changed since it was seen. */
export async function changeSavedView(
  work: Work,
  id: string,
  { seen, ...form }: z.output<(typeof change)["body"]>,
): Promise<SavedView> {
  await inTurn(work, "saved view", id);
  const before = await getSavedView(work, id);
  requireMayChangeView(work.actor, before);
  const { condition, ...wanted } = ownChanges(form, seen, before);
  if (condition !== undefined || wanted.columns !== undefined)
    await requireUsable(work, {
      condition: condition ?? before.condition,
      columns: wanted.columns ?? before.columns,
    });
  if (wanted.defaultFor?.length) await becomeDefault(work, before.scope, wanted.defaultFor);
  const set = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  await work.db
    .updateTable("savedViews")
    .set({
      ...set,
      ...(condition !== undefined && { condition: JSON.stringify(condition) }),
      changedAt: work.now,
    })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  work.record("saved_view.changed", { viewId: id });
  return getSavedView(work, id);
}

/** Numbers the named views from 0 in this order; what has its place already tells nobody. Refuses when one of them is not the actor's to change. */
export async function orderSavedViews(work: Work, ids: readonly string[]): Promise<SavedView[]> {
  const before = new Map((await listSavedViews(work)).map((view) => [view.id, view]));
  for (const [position, id] of [...new Set(ids)].entries()) {
    const view = before.get(id);
    if (!view) throw notFound();
    requireMayChangeView(work.actor, view);
    if (view.position === position) continue;
    await work.db
      .updateTable("savedViews")
      .set({ position })
      .where("workspaceId", "=", work.workspaceId)
      .where("id", "=", id)
      .execute();
    work.record("saved_view.changed", { viewId: id });
  }
  return listSavedViews(work);
}

/** Removes a view of one's own scope. */
export async function removeSavedView(work: Work, id: string): Promise<void> {
  requireMayChangeView(work.actor, await getSavedView(work, id));
  await work.db
    .deleteFrom("savedViews")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  work.record("saved_view.removed", { viewId: id });
}

async function requireUsable(
  work: Work,
  view: { condition: Condition; columns: readonly string[] },
): Promise<void> {
  const fields = await conversationFields(work);
  requireSound(view.condition, fields);
  const [trouble] = troublesOf(view, fields);
  if (trouble) throw new Refusal("condition_unusable", trouble.message, { errors: [trouble] });
}

/** Each role begins with one view: the others give the role up. */
async function becomeDefault(work: Work, scope: string, roles: readonly string[]): Promise<void> {
  if (scope !== "shared")
    throw new Refusal("unprocessable", "Only a view for all can be where a role begins.");
  const others = await work.db
    .selectFrom("savedViews")
    .select(["id", "defaultFor"])
    .where("workspaceId", "=", work.workspaceId)
    .where(sql<boolean>`default_for <> '{}'`)
    .orderBy("id")
    .forUpdate()
    .execute();
  for (const { id, defaultFor } of others) {
    const left = defaultFor.filter((role) => !roles.includes(role));
    if (left.length === defaultFor.length) continue;
    await work.db
      .updateTable("savedViews")
      .set({ defaultFor: left })
      .where("workspaceId", "=", work.workspaceId)
      .where("id", "=", id)
      .execute();
    work.record("saved_view.changed", { viewId: id });
  }
}
