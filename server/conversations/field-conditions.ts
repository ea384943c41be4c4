import { sql } from "kysely";
import type { FieldType, Subject } from "../../shared/conditions.ts";
import type { CustomField } from "../../shared/fields.ts";
import type { Field } from "../platform/conditions.ts";
import type { Work } from "../platform/work.ts";
import { listFields } from "./field.ts";
import { columnOf, ofConversations, ofCustomers } from "./field-value.ts";

const types = {
  text: "text",
  link: "text",
  number: "number",
  choice: "choice",
  date: "day",
  checkbox: "boolean",
  person: "person",
} as const satisfies Record<CustomField["type"], FieldType>;

/**
 * The company's own fields as conditions ask about them. `asked` is what is selected: conversations, called `c`, can be asked
 * about their customer too; customers are called `u`.
 */
export async function customConditionFields(work: Work, asked: Subject): Promise<Field[]> {
  const fields = await listFields(work, asked === "customer" ? "customer" : undefined);
  return fields.map((field) => conditionField(work, field, asked));
}

function conditionField(work: Work, field: CustomField, asked: Subject): Field {
  const { table, owner } = field.subject === "conversation" ? ofConversations : ofCustomers;
  const subject = sql.ref(
    asked === "customer" ? "u.id" : field.subject === "customer" ? "c.customer_id" : "c.id",
  );
  const value = sql`v.${sql.ref(columnOf[field.type])}`;
  const rows = sql`from ${table} v where v.workspace_id = ${work.workspaceId}::uuid and v.field_id = ${field.id}::uuid`;
  const single = sql`(select ${value} ${rows} and v.${owner} = ${subject})`;
  const shown = {
    id: `field.${field.id}`,
    label: field.label,
    group: "custom" as const,
    type: types[field.type],
    options: field.type === "choice" ? field.options : null,
    as: field.type === "person" ? ("uuid" as const) : ("text" as const),
  };
  // A box that nobody touched is not ticked.
  if (field.type === "checkbox") return { ...shown, sql: sql`coalesce(${single}, false)` };
  return {
    ...shown,
    sql: single,
    within: { value, holds: (predicate) => sql`${subject} in (select v.${owner} ${rows} and ${predicate})` },
  };
}
