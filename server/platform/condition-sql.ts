import { type RawBuilder, sql } from "kysely";
import type { Condition } from "../../shared/conditions.ts";
import { type End, type Test, testOf } from "./condition-test.ts";
import type { Field, Frame } from "./conditions.ts";

/**
 * The condition as SQL for a WHERE, where null counts as false: leaves stay bare, so that an index can serve them, and
 * "not" is carried down to them. Only values of the request become parameters; nothing of it becomes text.
 */
export function compile(condition: Condition, fields: readonly Field[], frame: Frame): RawBuilder<boolean> {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const walk = (part: Condition, turned: boolean): RawBuilder<boolean> => {
    if ("not" in part) return walk(part.not, !turned);
    if ("all" in part) return joined(part.all, turned ? "or" : "and", turned);
    if ("any" in part) return joined(part.any, turned ? "and" : "or", turned);
    const field = byId.get(part.field);
    if (!field) throw new Error(`A condition names the unknown field "${part.field}".`);
    const test = testOf(part, field, frame);
    const holds = leaf(test, field);
    return test.opposite !== turned ? sql<boolean>`(${holds}) is not true` : sql<boolean>`(${holds})`;
  };
  const joined = (parts: readonly Condition[], word: "and" | "or", turned: boolean): RawBuilder<boolean> =>
    parts.length === 0
      ? word === "and"
        ? sql<boolean>`true`
        : sql<boolean>`false`
      : sql<boolean>`(${sql.join(
          parts.map((part) => walk(part, turned)),
          word === "and" ? sql` and ` : sql` or `,
        )})`;
  return walk(condition, false);
}

function leaf(test: Test, field: Field): RawBuilder<unknown> {
  const { within } = field;
  const asked = within ? { ...field, sql: within.value } : field;
  const holds = test.kind === "empty" ? filledIn(asked) : predicate(test, asked);
  const found = within ? within.holds(holds) : holds;
  return test.kind === "empty" ? sql`(${found}) is not true` : found;
}

function filledIn({ type, sql: value }: Field): RawBuilder<unknown> {
  if (type === "text") return sql`${value} <> ''`;
  if (type === "choices") return sql`cardinality(${value}) > 0`;
  return sql`${value} is not null`;
}

function predicate(test: Exclude<Test, { kind: "empty" }>, field: Field): RawBuilder<unknown> {
  const value = field.sql;
  switch (test.kind) {
    case "among":
      return among(test.values, field);
    case "contains":
      return sql`strpos(${small(value)}, ${test.text}) > 0`;
    case "starts_with":
      return sql`starts_with(${small(value)}, ${test.text})`;
    case "ends_with":
      return sql`right(${small(value)}, length(${test.text})) = ${test.text}`;
    case "range":
      return sql`(${bound(value, test.from, field, ">")} and ${bound(value, test.to, field, "<")})`;
    case "any_of":
      return sql`${value} && ${[...test.values]}::text[]`;
    case "all_of":
      return sql`${value} @> ${[...test.values]}::text[]`;
  }
}

/** As JavaScript makes letters small, whatever the database's own language. */
const small = (value: RawBuilder<unknown>) => sql`lower((${value}) collate "und-x-icu")`;

function among(values: readonly (string | number | boolean)[], field: Field): RawBuilder<unknown> {
  const value = field.sql;
  if (field.type === "boolean") return values[0] === true ? sql`${value}` : sql`not (${value})`;
  if (field.type === "number")
    return values.every(Number.isSafeInteger)
      ? sql`${value} = any(${values}::bigint[])`
      : sql`${value} = any(${values}::double precision[])`;
  if (field.type === "day") return sql`${value} = any(${values}::date[])`;
  if (field.type === "text") return sql`${small(value)} = any(${values}::text[])`;
  return field.as === "uuid"
    ? sql`${value} = any(${values}::uuid[])`
    : sql`${value} = any(${values}::text[])`;
}

function bound(
  value: RawBuilder<unknown>,
  end: End | undefined,
  { type }: Field,
  side: ">" | "<",
): RawBuilder<unknown> {
  if (!end) return sql`true`;
  const compare = sql.raw(end.included ? `${side}=` : side);
  return sql`${value} ${compare} ${parameter(end.at, type)}`;
}

function parameter(at: End["at"], type: Field["type"]): RawBuilder<unknown> {
  if (at instanceof Date) return sql`${at.toISOString()}::timestamptz`;
  if (type === "day") return sql`${at}::date`;
  return Number.isSafeInteger(at) ? sql`${at}::bigint` : sql`${at}::double precision`;
}
