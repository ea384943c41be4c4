import { sql } from "kysely";
import { unmergeCustomerDays } from "../../shared/customer-merging.ts";
import { agentRef } from "../people/agents.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { type BeforeCustomerMerge, lockBoth, valuesOf, writeCustomerValue } from "./merge.ts";
import { loosenConsents } from "./merge-consents.ts";

/** Until when a merge can be taken back. */
export const undoUntil = (madeAt: Date) => new Date(madeAt.getTime() + unmergeCustomerDays * 86_400_000);

/** Takes a merge of customers back; one who is not merged stays as they are. */
export async function unmergeCustomer(work: Work, sourceId: string): Promise<void> {
  const targetId = await whereMerged(work, sourceId);
  if (!targetId) return;
  const [target, source] = await lockBoth(work, targetId, sourceId);
  if (source.mergedIntoId !== targetId) return;
  if (target.mergedIntoId)
    throw new Refusal("customer_merged", `Take back first that ${target.name} was merged.`);
  const { id, madeAt, before } = await liveMerge(work, sourceId);
  if (undoUntil(madeAt) < work.now)
    throw new Refusal("undo_too_late", "They were merged more than 30 days ago.");
  await work.db
    .updateTable("customers")
    .set({ mergedIntoId: null })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", sourceId)
    .execute();
  await sql`select return_customer(${work.workspaceId}::uuid, ${id}::uuid, ${sourceId}::uuid, ${targetId}::uuid, ${madeAt}::timestamptz)`.execute(
    work.db,
  );
  await standAgain(work, target, before);
  await loosenConsents(work, madeAt, before.consents);
  work.record("customer.unmerged", { customerId: sourceId, fromId: targetId });
  work.record("customer.changed", { customerId: targetId });
}

async function whereMerged(work: Work, id: string): Promise<string | null> {
  const row = await work.db
    .selectFrom("customers")
    .select("mergedIntoId")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row.mergedIntoId;
}

async function liveMerge(
  work: Work,
  sourceId: string,
): Promise<{ id: string; madeAt: Date; before: BeforeCustomerMerge }> {
  const row = await work.db
    .updateTable("customerMerges")
    .set({ undoneAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("sourceId", "=", sourceId)
    .where("undoneAt", "is", null)
    .returning(["id", "madeAt", "before"])
    .executeTakeFirstOrThrow();
  return { ...row, before: row.before as unknown as BeforeCustomerMerge };
}

/** Name, note and fields as they were, each where nobody has changed it since. */
async function standAgain(
  work: Work,
  target: { id: string; name: string; note: string },
  { name, note, values }: BeforeCustomerMerge,
): Promise<void> {
  await work.db
    .updateTable("customers")
    .set({
      name: target.name === name.became ? name.was : target.name,
      note: target.note === note.became ? note.was : target.note,
    })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", target.id)
    .execute();
  const now = await valuesOf(work, target.id);
  for (const [fieldId, { was, became }] of Object.entries(values)) {
    const untouched = JSON.stringify(sorted(now[fieldId])) === JSON.stringify(sorted(became));
    if (untouched) await writeCustomerValue(work, target.id, fieldId, was);
  }
}

const sorted = (value: Record<string, unknown> | undefined) =>
  Object.entries(value ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));

/** Who is merged into a customer at present, newest first. */
export async function listCustomerMerges(work: Work, targetId: string) {
  const rows = await work.db
    .selectFrom("customerMerges as m")
    .innerJoin("customers as c", (join) =>
      join.onRef("c.workspaceId", "=", "m.workspaceId").onRef("c.id", "=", "m.sourceId"),
    )
    .select(["m.sourceId", "m.madeBy", "m.madeAt", "c.name"])
    .select(
      sql<string[]>`array(select i.value from customer_merge_rows r
        join identities i on i.workspace_id = r.workspace_id and i.id = r.key::uuid
        where r.workspace_id = m.workspace_id and r.merge_id = m.id and r.what = 'identity' order by i.value)`.as(
        "addresses",
      ),
    )
    .where("m.workspaceId", "=", work.workspaceId)
    .where("m.targetId", "=", targetId)
    .where("m.undoneAt", "is", null)
    .orderBy("m.madeAt", "desc")
    .limit(100)
    .execute();
  return Promise.all(
    rows.map(async ({ madeBy, madeAt, ...row }) => ({
      ...row,
      by: await agentRef(work, madeBy),
      at: madeAt,
      undoUntil: undoUntil(madeAt),
    })),
  );
}
