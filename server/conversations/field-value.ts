import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { CustomField, FieldValue } from "../../shared/fields.ts";
import { agentRef } from "../people/agents.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";

/** Where the values of one subject are kept. */
export interface Store {
  table: RawBuilder<unknown>;
  owner: RawBuilder<unknown>;
}

export const ofConversations: Store = {
  table: sql.table("conversation_field_values"),
  owner: sql.ref("conversation_id"),
};
export const ofCustomers: Store = {
  table: sql.table("customer_field_values"),
  owner: sql.ref("customer_id"),
};

/** The column that holds values of a type. */
export const columnOf = {
  text: "text",
  link: "text",
  choice: "text",
  number: "number",
  date: "day",
  checkbox: "checked",
  person: "agent_id",
} as const satisfies Record<CustomField["type"], string>;

/** What is filled in for one conversation or customer, by field. */
export async function readValues(
  work: Work,
  { table, owner }: Store,
  id: string,
): Promise<Map<string, FieldValue>> {
  const { rows } = await sql<{ fieldId: string; value: FieldValue }>`
    select field_id, coalesce(to_jsonb(text), to_jsonb(number), to_jsonb(day), to_jsonb(checked), to_jsonb(agent_id)) as value
    from ${table} where workspace_id = ${work.workspaceId}::uuid and ${owner} = ${id}::uuid`.execute(work.db);
  return new Map(rows.map(({ fieldId, value }) => [fieldId, value]));
}

/** Writes one value, or empties it. */
export async function writeValue(
  work: Work,
  { table, owner }: Store,
  id: string,
  field: CustomField,
  value: FieldValue | null,
): Promise<void> {
  const ws = sql`${work.workspaceId}::uuid`;
  if (value === null || value === "") {
    await sql`delete from ${table} where workspace_id = ${ws} and ${owner} = ${id}::uuid and field_id = ${field.id}::uuid`.execute(
      work.db,
    );
    return;
  }
  const column = sql.ref(columnOf[field.type]);
  await sql`insert into ${table} (workspace_id, ${owner}, field_id, ${column}) values (${ws}, ${id}, ${field.id}, ${value})
    on conflict (workspace_id, ${owner}, field_id) do update set ${column} = excluded.${column}`.execute(
    work.db,
  );
}

/** Refuses a value that a field cannot hold, saying which field. */
export async function requireFit(work: Work, field: CustomField, value: FieldValue | null): Promise<void> {
  if (value === null || value === "") return;
  const wrong = field.type === "person" ? await wrongPerson(work, value) : wrongValue(field, value);
  if (!wrong) return;
  const message = `${field.label}: ${wrong}`;
  throw new Refusal("invalid_request", message, { errors: [{ path: `/values/${field.id}`, message }] });
}

function wrongValue({ type, options }: CustomField, value: FieldValue): string | null {
  switch (type) {
    case "number":
      return typeof value === "number" ? null : "give a number.";
    case "checkbox":
      return typeof value === "boolean" ? null : "say true or false.";
    case "choice":
      return options.some((option) => option.value === value) ? null : "this cannot be chosen.";
    case "date":
      return z.iso.date().safeParse(value).success ? null : "give a day as 2030-12-31.";
    case "link":
      return isLink(value) ? null : "give an address that begins with https:// or http://.";
    case "text":
    case "person":
      return typeof value === "string" ? null : "give some text.";
  }
}

function isLink(value: FieldValue): boolean {
  const url = typeof value === "string" ? URL.parse(value) : null;
  return url?.protocol === "https:" || url?.protocol === "http:";
}

async function wrongPerson(work: Work, value: FieldValue): Promise<string | null> {
  if (!z.uuid().safeParse(value).success) return "give a colleague's id.";
  return (await agentRef(work, value as string)) ? null : "there is no such colleague.";
}

/** How many conversations or customers have a field filled in. */
export async function countFilled(work: Work, field: CustomField): Promise<number> {
  const { table } = field.subject === "conversation" ? ofConversations : ofCustomers;
  const { rows } = await sql<{ filled: number }>`select count(*)::int as filled from ${table}
    where workspace_id = ${work.workspaceId}::uuid and field_id = ${field.id}::uuid`.execute(work.db);
  return rows[0]?.filled ?? 0;
}
