import { sql } from "kysely";
import type { z } from "zod";
import type { Subject } from "../../shared/conditions.ts";
import type { CustomField, changeField as change, createField as create } from "../../shared/fields.ts";
import { notFound, Refusal, sqlState } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { inTurn, ownChanges } from "../platform/meanwhile.ts";
import type { Work } from "../platform/work.ts";

/** The company's own fields in their order; removed ones are not among them. */
export async function listFields(work: Work, subject?: Subject): Promise<CustomField[]> {
  const rows = await work.db
    .selectFrom("fields as f")
    .select([
      "f.id",
      "f.subject",
      "f.type",
      "f.label",
      "f.hint",
      "f.options",
      "f.requiredOnResolve",
      "f.position",
    ])
    .select(
      sql<string[]>`array(select t.topic_id from field_topics t
        where t.workspace_id = f.workspace_id and t.field_id = f.id order by t.topic_id)`.as("topicIds"),
    )
    .where("f.workspaceId", "=", work.workspaceId)
    .where("f.removedAt", "is", null)
    .$if(subject !== undefined, (query) => query.where("f.subject", "=", subject as string))
    .orderBy("f.position")
    .orderBy("f.id")
    .execute();
  return rows as CustomField[];
}

/** One field that is not removed. */
export async function getField(work: Work, id: string): Promise<CustomField> {
  const field = (await listFields(work)).find((one) => one.id === id);
  if (!field) throw notFound("There is no such field.");
  return field;
}

/** Makes a field; refuses a label its subject has already, and choices where none can be. */
export async function createField(
  work: Work,
  wanted: z.output<(typeof create)["body"]>,
): Promise<CustomField> {
  const { topicIds, options, ...content } = wanted;
  const id = newId();
  requireFitting(content.type, content.subject, options, content.requiredOnResolve);
  await work.db
    .insertInto("fields")
    .values({
      workspaceId: work.workspaceId,
      id,
      ...content,
      options: JSON.stringify(named(options)),
      createdAt: work.now,
    })
    .execute()
    .catch((error) => tellDuplicate(error, content.label));
  await setTopics(work, id, topicIds);
  work.record("field.created", { fieldId: id });
  return getField(work, id);
}

/** Changes what is given, but not what somebody else changed since it was seen; a choice that keeps its value keeps its meaning wherever it was filled in. */
export async function changeField(
  work: Work,
  id: string,
  { seen, ...form }: z.output<(typeof change)["body"]>,
): Promise<CustomField> {
  await inTurn(work, "field", id);
  const before = await getField(work, id);
  const { topicIds, options, ...wanted } = ownChanges(form, seen, before as typeof form);
  const after = { ...before, ...wanted };
  requireFitting(before.type, before.subject, options ?? before.options, after.requiredOnResolve);
  await work.db
    .updateTable("fields")
    .set({
      label: after.label,
      hint: after.hint,
      requiredOnResolve: after.requiredOnResolve,
      position: after.position,
      ...(options && { options: JSON.stringify(named(options)) }),
    })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute()
    .catch((error) => tellDuplicate(error, after.label));
  if (topicIds) await setTopics(work, id, topicIds);
  work.record("field.changed", { fieldId: id });
  return getField(work, id);
}

/** Puts fields of one subject into this order; those that stand right already are not told. */
export async function orderFields(work: Work, ids: readonly string[]): Promise<void> {
  const fields = new Map((await listFields(work)).map((field) => [field.id, field]));
  const subjects = new Set(ids.map((id) => fields.get(id)?.subject));
  if (subjects.has(undefined)) throw notFound("There is no such field.");
  if (subjects.size > 1)
    throw new Refusal("unprocessable", "Fields of conversations and of customers are ordered apart.");
  for (const [position, id] of ids.entries()) {
    if (fields.get(id)?.position === position) continue;
    await work.db
      .updateTable("fields")
      .set({ position })
      .where("workspaceId", "=", work.workspaceId)
      .where("id", "=", id)
      .execute();
    work.record("field.changed", { fieldId: id });
  }
}

/** Takes a field out of sight; what was filled in stays in the database. */
export async function removeField(work: Work, id: string): Promise<void> {
  await getField(work, id);
  await work.db
    .updateTable("fields")
    .set({ removedAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  work.record("field.removed", { fieldId: id });
}

interface NewOption {
  value?: string | undefined;
  label: string;
  color?: string | null;
}

const named = (options: readonly NewOption[]) =>
  options.map(({ value, label, color }) => ({ value: value ?? newId(), label, color: color ?? null }));

function requireFitting(
  type: string,
  subject: Subject,
  options: readonly NewOption[],
  requiredOnResolve: boolean | undefined,
): void {
  if ((type === "choice") !== options.length > 0)
    throw new Refusal("unprocessable", "A choice needs choices, and nothing else has any.");
  const values = options.map(({ value }) => value).filter((value) => value !== undefined);
  if (new Set(values).size < values.length)
    throw new Refusal("unprocessable", "Two choices have the same value.");
  if (requiredOnResolve && subject !== "conversation")
    throw new Refusal("unprocessable", "Only a field of conversations can be required to resolve them.");
}

async function setTopics(work: Work, fieldId: string, topicIds: readonly string[]): Promise<void> {
  const { workspaceId } = work;
  await work.db
    .deleteFrom("fieldTopics")
    .where("workspaceId", "=", workspaceId)
    .where("fieldId", "=", fieldId)
    .execute();
  const rows = [...new Set(topicIds)].map((topicId) => ({ workspaceId, fieldId, topicId }));
  if (rows.length > 0) await work.db.insertInto("fieldTopics").values(rows).execute();
}

function tellDuplicate(error: unknown, label: string): never {
  if (sqlState(error) === "23505") throw new Refusal("duplicate", `There is a field "${label}" already.`);
  throw error;
}
