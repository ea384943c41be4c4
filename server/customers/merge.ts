import { sql } from "kysely";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { takeTurns } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { type Changed, strictest, tightenConsents } from "./merge-consents.ts";

interface Person {
  id: string;
  name: string;
  note: string;
  mergedIntoId: string | null;
}
type Values = Record<string, Record<string, unknown>>;

/** How the target stood before the merge and with it, to give back what nobody has changed since. */
export interface BeforeCustomerMerge {
  name: { was: string; became: string };
  note: { was: string; became: string };
  values: Record<string, { was: Record<string, unknown> | null; became: Record<string, unknown> }>;
  /** Ranks of the target's addresses, when another one became the first. */
  mainEmailId: string | null;
  consents: Changed[];
}

/** Both locked until the work ends, in an order that no two works can take crosswise. */
export async function lockBoth(work: Work, targetId: string, sourceId: string): Promise<[Person, Person]> {
  await takeTurns(work, [targetId, sourceId]);
  const rows = await work.db
    .selectFrom("customers")
    .select(["id", "name", "note", "mergedIntoId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "in", [targetId, sourceId])
    .orderBy("id")
    .forUpdate()
    .execute();
  const [target, source] = [targetId, sourceId].map((id) => rows.find((row) => row.id === id));
  if (!target || !source) throw notFound();
  return [target, source];
}

/** Merges one customer into another, who stays; refuses one who is merged already. `take` says what the source knows better. */
export async function mergeCustomers(
  work: Work,
  targetId: string,
  sourceId: string,
  take: readonly string[] = [],
): Promise<void> {
  requireTwo(targetId, sourceId);
  const [target, source] = await lockBoth(work, targetId, sourceId);
  if (target.mergedIntoId || source.mergedIntoId)
    throw new Refusal(
      "customer_merged",
      `${(target.mergedIntoId ? target : source).name} is merged already.`,
    );
  await work.db
    .updateTable("customers")
    .set({ mergedIntoId: targetId })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", sourceId)
    .execute();
  const id = newId();
  const before: BeforeCustomerMerge = {
    ...(await joinWords(work, target, source, take)),
    values: await joinValues(work, targetId, sourceId, take),
    mainEmailId: take.includes("email") ? await firstEmail(work, sourceId) : null,
    consents: [],
  };
  await insertMerge(work, id, targetId, sourceId, before);
  await sql`select move_customer(${work.workspaceId}::uuid, ${id}::uuid, ${sourceId}::uuid, ${targetId}::uuid)`.execute(
    work.db,
  );
  if (before.mainEmailId) await putFirst(work, targetId, before.mainEmailId);
  await noteConsents(
    work,
    id,
    before,
    await tightenConsents(work, targetId, await strictest(work, targetId)),
  );
  work.record("customer.merged", { customerId: sourceId, intoId: targetId });
  work.record("customer.absorbed", { customerId: targetId, fromId: sourceId });
}

/** Refuses a customer who would be merged into themselves. */
export function requireTwo(targetId: string, sourceId: string): void {
  if (targetId === sourceId)
    throw new Refusal("unprocessable", "A customer cannot be merged into themselves.");
}

async function joinWords(
  work: Work,
  target: Person,
  source: Person,
  take: readonly string[],
): Promise<Pick<BeforeCustomerMerge, "name" | "note">> {
  const name = (take.includes("name") && source.name) || target.name || source.name;
  const notes = [target.note, source.note].filter((note, at, all) => note && all.indexOf(note) === at);
  const note = notes.join("\n\n").slice(0, 10_000);
  await work.db
    .updateTable("customers")
    .set({ name, note })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", target.id)
    .execute();
  return { name: { was: target.name, became: name }, note: { was: target.note, became: note } };
}

/** What is filled in for a customer, by field. */
export async function valuesOf(work: Work, id: string): Promise<Values> {
  const { rows } = await sql<{
    values: Values;
  }>`select customer_values(${work.workspaceId}::uuid, ${id}::uuid) as values`.execute(work.db);
  return rows[0]?.values ?? {};
}

async function joinValues(
  work: Work,
  targetId: string,
  sourceId: string,
  take: readonly string[],
): Promise<BeforeCustomerMerge["values"]> {
  const [kept, offered] = [await valuesOf(work, targetId), await valuesOf(work, sourceId)];
  const changed: BeforeCustomerMerge["values"] = {};
  for (const [fieldId, became] of Object.entries(offered)) {
    const was = kept[fieldId] ?? null;
    if (was && !take.includes(fieldId)) continue;
    await writeCustomerValue(work, targetId, fieldId, became);
    changed[fieldId] = { was, became };
  }
  return changed;
}

/** Writes one field of a customer as `valuesOf` gave it; null empties it. */
export async function writeCustomerValue(
  work: Work,
  customerId: string,
  fieldId: string,
  value: Record<string, unknown> | null,
): Promise<void> {
  await sql`select write_customer_value(${work.workspaceId}::uuid, ${customerId}::uuid, ${fieldId}::uuid, ${JSON.stringify(value)}::jsonb)`.execute(
    work.db,
  );
}

async function firstEmail(work: Work, customerId: string): Promise<string | null> {
  const row = await work.db
    .selectFrom("identities")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("customerId", "=", customerId)
    .where("kind", "=", "email")
    .orderBy("rank")
    .orderBy("createdAt")
    .orderBy("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

async function putFirst(work: Work, customerId: string, identityId: string): Promise<void> {
  await sql`update identities set rank = (select min(i.rank) - 1 from identities i
      where i.workspace_id = ${work.workspaceId}::uuid and i.customer_id = ${customerId}::uuid)
    where workspace_id = ${work.workspaceId}::uuid and id = ${identityId}::uuid`.execute(work.db);
}

async function insertMerge(
  work: Work,
  id: string,
  targetId: string,
  sourceId: string,
  before: BeforeCustomerMerge,
): Promise<void> {
  const madeBy = work.actor.kind === "agent" ? work.actor.id : null;
  const { workspaceId, now } = work;
  await work.db
    .insertInto("customerMerges")
    .values({ workspaceId, id, targetId, sourceId, before: JSON.stringify(before), madeBy, madeAt: now })
    .execute();
}

async function noteConsents(
  work: Work,
  id: string,
  before: BeforeCustomerMerge,
  consents: Changed[],
): Promise<void> {
  await work.db
    .updateTable("customerMerges")
    .set({ before: JSON.stringify({ ...before, consents }) })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
}
