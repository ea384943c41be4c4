import { z } from "zod";
import {
  type Condition,
  type FieldDescription,
  type FieldType,
  type Leaf,
  me,
  myTeams,
  type Operator,
  operandOf,
  operatorsOf,
  type Trouble,
} from "./conditions.ts";

/** What keeps a well-formed condition from being used with these fields: unknown fields, operators that do not fit, wrong values. */
export function conditionTroubles(condition: Condition, fields: readonly FieldDescription[]): Trouble[] {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const walk = (part: Condition, path: string): Trouble[] => {
    if ("all" in part) return part.all.flatMap((one, index) => walk(one, `${path}/all/${index}`));
    if ("any" in part) return part.any.flatMap((one, index) => walk(one, `${path}/any/${index}`));
    if ("not" in part) return walk(part.not, `${path}/not`);
    return leafTroubles(part, byId.get(part.field), path);
  };
  return walk(condition, "");
}

function leafTroubles(leaf: Leaf, field: FieldDescription | undefined, path: string): Trouble[] {
  if (!field)
    return [{ path: `${path}/field`, message: `The field "${leaf.field}" does not exist (any more).` }];
  const { label, type } = field;
  if (!isOperator(type, leaf.operator))
    return [{ path: `${path}/operator`, message: `"${leaf.operator}" cannot be asked of ${label}.` }];
  const message = wrongValue(leaf.operator, leaf.value, field);
  return message ? [{ path: `${path}/value`, message: `${label}: ${message}` }] : [];
}

function isOperator(type: FieldType, operator: string): operator is Operator {
  return (operatorsOf[type] as readonly string[]).includes(operator);
}

function wrongValue(operator: Operator, value: unknown, field: FieldDescription): string | null {
  switch (operandOf(operator)) {
    case "nothing":
      return value === undefined || value === null ? null : "nothing stands behind this operator.";
    case "value":
      return wrongSingle(value, field);
    case "list":
      if (!Array.isArray(value) || value.length === 0) return "give a list of at least one.";
      return value.map((one) => wrongSingle(one, field)).find((message) => message !== null) ?? null;
    case "range":
      if (!Array.isArray(value) || value.length !== 2) return "give two ends.";
      return wrongSingle(value[0], field) ?? wrongSingle(value[1], field) ?? wrongOrder(value, field.type);
    case "span":
      return wrongSpan(operator, value, field.type);
  }
}

function wrongOrder([from, to]: unknown[], type: FieldType): string | null {
  const place = (one: unknown) => (type === "number" ? (one as number) : Date.parse(one as string));
  return place(from) <= place(to) ? null : "the first end comes after the second.";
}

function wrongSpan(operator: Operator, value: unknown, type: FieldType): string | null {
  const { amount, unit } = (value ?? {}) as { amount?: unknown; unit?: unknown };
  const units =
    type === "day"
      ? ["days"]
      : operator === "business_more_than_ago"
        ? ["minutes", "hours"]
        : ["minutes", "hours", "days"];
  if (typeof amount !== "number" || !Number.isInteger(amount) || amount < 0 || amount > 10_000)
    return "give a whole number from 0 to 10,000.";
  return units.includes(unit as string) ? null : `count in ${units.join(" or ")}.`;
}

const singles: Record<FieldType, (value: unknown, field: FieldDescription) => string | null> = {
  text: (value) => (isText(value) ? null : "give some text, at most 500 characters."),
  number: (value) => (typeof value === "number" && Number.isFinite(value) ? null : "give a number."),
  date: (value) => (isMoment(value) ? null : "give a date and time with zone, from 1900 to 2999."),
  day: (value) => (isDay(value) ? null : "give a day as 2030-12-31, from 1900 to 2999."),
  boolean: (value) => (typeof value === "boolean" ? null : "say true or false."),
  choice: (value, field) => wrongChoice(value, field),
  choices: (value, field) => wrongChoice(value, field),
  person: (value) => (value === me || isUuid(value) ? null : 'give a person\'s id or "me".'),
  team: (value) => (value === myTeams || isUuid(value) ? null : 'give a team\'s id or "my_teams".'),
};
const wrongSingle = (value: unknown, field: FieldDescription) => singles[field.type](value, field);

function wrongChoice(value: unknown, { options }: FieldDescription): string | null {
  if (!isText(value)) return "give a choice.";
  if (options === null || options.some((option) => option.value === value)) return null;
  return `"${value}" cannot be chosen (any more).`;
}

/** Without the character NUL and half characters, which the database cannot hold. */
const isText = (value: unknown): value is string =>
  typeof value === "string" &&
  value !== "" &&
  value.length <= 500 &&
  !value.includes("\0") &&
  value.isWellFormed();
const isUuid = (value: unknown) => z.uuid().safeParse(value).success;
const inReach = (value: string) => value >= "1900" && value < "3000";
const isMoment = (value: unknown) =>
  z.iso.datetime({ offset: true }).safeParse(value).success && inReach(value as string);
const isDay = (value: unknown) => z.iso.date().safeParse(value).success && inReach(value as string);
