import { sql } from "kysely";
import type { z } from "zod";
import type { Condition, Trouble } from "../../shared/conditions.ts";
import type { FieldValue } from "../../shared/fields.ts";
import type { Page } from "../../shared/page.ts";
import type { previewView, SavedView, ViewRow } from "../../shared/saved-views.ts";
import { conversationFields, frameOf } from "../conversations/condition-fields.ts";
import { factsOf } from "../conversations/facts.ts";
import { rowsOf } from "../conversations/row.ts";
import { countSelected, selectPage } from "../conversations/selection.ts";
import { compile } from "../platform/condition-sql.ts";
import { type Field, requireSound } from "../platform/conditions.ts";
import type { Work } from "../platform/work.ts";
import { visibleViews } from "./access.ts";
import { getSavedView } from "./saved-view.ts";

interface Asked {
  after?: string | undefined;
  limit: number;
}
type Shown = Page<ViewRow> & { troubles: Trouble[] };
type What = Pick<SavedView, "condition" | "columns" | "sort">;

/** One page of a view; one that asks for what no longer exists holds nothing and says so. Columns that are gone are left out only. */
export async function listViewConversations(work: Work, id: string, asked: Asked): Promise<Shown> {
  const fields = await conversationFields(work);
  const view = await getSavedView(work, id, fields);
  if (isBroken(view)) return { items: [], next: null, troubles: view.troubles };
  return { ...(await pageOf(work, view, fields, asked)), troubles: view.troubles };
}

const isBroken = ({ troubles }: SavedView) => troubles.some(({ path }) => path.startsWith("/condition"));

/** What a view would hold. */
export async function previewRows(
  work: Work,
  { after, limit, ...view }: z.output<(typeof previewView)["body"]>,
): Promise<Shown> {
  const fields = await conversationFields(work);
  requireSound(view.condition, fields);
  return { ...(await pageOf(work, view, fields, { after, limit })), troubles: [] };
}

/** How many a view would hold, up to 1,000. */
export async function previewCount(work: Work, { condition }: Pick<SavedView, "condition">): Promise<number> {
  return countOf(work, condition, await conversationFields(work));
}

async function pageOf(
  work: Work,
  view: What,
  fields: readonly Field[],
  asked: Asked,
): Promise<Page<ViewRow>> {
  const where = compile(view.condition, fields, await frameOf(work));
  const { ids, next } = await selectPage(work, { where, sort: view.sort, ...asked });
  const rows = await rowsOf(work, ids);
  const columns = fields.filter(({ id }) => view.columns.includes(id));
  const facts = columns.length > 0 ? await factsOf(work, ids, columns) : new Map();
  const items = rows.map((row) => ({ ...row, fields: ownFields(facts.get(row.id)) }));
  return { items, next };
}

/** Field ids without the word that conditions put before them. */
function ownFields(facts: Record<string, FieldValue | null> = {}): Record<string, FieldValue | null> {
  return Object.fromEntries(Object.entries(facts).map(([id, value]) => [id.replace("field.", ""), value]));
}

async function countOf(work: Work, condition: Condition, fields: readonly Field[]): Promise<number> {
  return countSelected(work, compile(condition, fields, await frameOf(work)));
}

/** How many a view holds, up to 1,000; null when it is broken. */
export async function countView(work: Work, id: string): Promise<number | null> {
  const fields = await conversationFields(work);
  const view = await getSavedView(work, id, fields);
  return isBroken(view) ? null : countOf(work, view.condition, fields);
}

/** Ids of the first views in their order, as many as are counted at once. */
export async function firstViews(work: Work): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select v.id from saved_views v where v.workspace_id = ${work.workspaceId}::uuid
    and ${visibleViews(work.actor)} order by v.position, v.id limit 50`.execute(work.db);
  return rows.map(({ id }) => id);
}
