import { type Leaf, me, myTeams, type Span } from "../../shared/conditions.ts";
import type { Field, Frame } from "./conditions.ts";

/**
 * What a leaf asks, in the few forms that SQL and memory both know. Texts are in small letters. Every test but
 * `empty` is false for an empty field; `opposite` turns the answer round.
 */
export type Test = { opposite: boolean } & (
  | { kind: "empty" }
  | { kind: "among"; values: readonly (string | number | boolean)[] }
  | { kind: "contains" | "starts_with" | "ends_with"; text: string }
  | { kind: "range"; from?: End; to?: End }
  | { kind: "any_of" | "all_of"; values: readonly string[] }
);

export interface End {
  at: number | Date | string;
  included: boolean;
}

/** The test of a leaf that was found sound for its field. */
export function testOf({ operator, value }: Leaf, field: Field, frame: Frame): Test {
  switch (operator) {
    case "is_empty":
    case "is_not_empty":
      return { kind: "empty", opposite: operator === "is_not_empty" };
    case "is":
    case "is_not":
      return { kind: "among", values: valuesOf([value], field, frame), opposite: operator === "is_not" };
    case "one_of":
      return { kind: "among", values: valuesOf(value, field, frame), opposite: false };
    case "none_of":
      return field.type === "choices"
        ? { kind: "any_of", values: value as string[], opposite: true }
        : { kind: "among", values: valuesOf(value, field, frame), opposite: true };
    case "any_of":
    case "all_of":
      return { kind: operator, values: value as string[], opposite: false };
    case "contains":
    case "not_contains":
      return { kind: "contains", text: small(value), opposite: operator === "not_contains" };
    case "starts_with":
    case "ends_with":
      return { kind: operator, text: small(value), opposite: false };
    default:
      return { kind: "range", ...endsOf(operator, value, field, frame), opposite: false };
  }
}

const small = (value: unknown) => (value as string).toLowerCase();

/** Values to be among, with "me" and "my teams" replaced by who that is. */
function valuesOf(
  value: unknown,
  { type }: Field,
  { me: self, teamIds }: Frame,
): (string | number | boolean)[] {
  const values = value as (string | number | boolean)[];
  if (type === "text") return values.map(small);
  if (type === "person") return values.flatMap((one) => (one === me ? (self ?? []) : lower(one)));
  if (type === "team") return values.flatMap((one) => (one === myTeams ? teamIds : lower(one)));
  return values;
}

/** An id may be written in capitals; the database gives it in small letters. */
const lower = (id: string | number | boolean) => String(id).toLowerCase();

function endsOf(operator: string, value: unknown, { type }: Field, frame: Frame): { from?: End; to?: End } {
  const at = (one: unknown) => (type === "date" ? new Date(one as string) : (one as number | string));
  const away = (direction: 1 | -1) => moved(frame, type === "day", value as Span, direction);
  const here = type === "day" ? frame.today : frame.now;
  const [from, to] = operator === "between" ? (value as unknown[]) : [value, value];
  switch (operator) {
    case "greater":
    case "after":
      return { from: { at: at(from), included: false } };
    case "at_least":
      return { from: { at: at(from), included: true } };
    case "less":
    case "before":
      return { to: { at: at(to), included: false } };
    case "at_most":
      return { to: { at: at(to), included: true } };
    case "between":
      return { from: { at: at(from), included: true }, to: { at: at(to), included: true } };
    case "in_last":
      return { from: { at: away(-1), included: true }, to: { at: here, included: true } };
    case "in_next":
      return { from: { at: here, included: true }, to: { at: away(1), included: true } };
    case "more_than_ago":
      return { to: { at: away(-1), included: false } };
    case "more_than_ahead":
      return { from: { at: away(1), included: false } };
    case "business_more_than_ago":
      return { to: { at: frame.businessAgo(minutes(value as Span)), included: false } };
    default:
      throw new Error(`No test is known for "${operator}".`);
  }
}

const minutesOf = { minutes: 1, hours: 60, days: 1440 } as const;
const minutes = ({ amount, unit }: Span) => amount * minutesOf[unit];

function moved({ now, today }: Frame, byDay: boolean, span: Span, direction: 1 | -1): Date | string {
  const from = byDay ? new Date(`${today}T00:00:00Z`) : now;
  const to = new Date(from.getTime() + direction * minutes(span) * 60_000);
  return byDay ? to.toISOString().slice(0, 10) : to;
}
