import type { Condition } from "../../shared/conditions.ts";
import { type End, type Test, testOf } from "./condition-test.ts";
import type { Fact, Facts, Field, Frame } from "./conditions.ts";

/** Whether the facts of one row meet the condition: exactly those rows that its SQL selects. */
export function meets(condition: Condition, fields: readonly Field[], facts: Facts, frame: Frame): boolean {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const walk = (part: Condition): boolean => {
    if ("not" in part) return !walk(part.not);
    if ("all" in part) return part.all.every(walk);
    if ("any" in part) return part.any.some(walk);
    const field = byId.get(part.field);
    if (!field) throw new Error(`A condition names the unknown field "${part.field}".`);
    const test = testOf(part, field, frame);
    return holds(test, facts[part.field] ?? null, field) !== test.opposite;
  };
  return walk(condition);
}

function holds(test: Test, fact: Fact, { type }: Field): boolean {
  if (test.kind === "empty") return isEmpty(fact);
  if (fact === null) return false;
  switch (test.kind) {
    case "among":
      return test.values.includes(type === "text" ? small(fact) : (fact as string | number | boolean));
    case "contains":
      return small(fact).includes(test.text);
    case "starts_with":
      return small(fact).startsWith(test.text);
    case "ends_with":
      return small(fact).endsWith(test.text);
    case "range":
      return (
        (!test.from || beyond(place(fact), test.from, 1)) && (!test.to || beyond(place(fact), test.to, -1))
      );
    case "any_of":
      return test.values.some((value) => (fact as readonly string[]).includes(value));
    case "all_of":
      return test.values.every((value) => (fact as readonly string[]).includes(value));
  }
}

function isEmpty(fact: Fact): boolean {
  return fact === null || fact === "" || (Array.isArray(fact) && fact.length === 0);
}

const small = (fact: Fact) => String(fact).toLowerCase();
const place = (at: Fact | End["at"]) => (at instanceof Date ? at.getTime() : (at as number | string));

function beyond(value: number | string, { at, included }: End, side: 1 | -1): boolean {
  const end = place(at);
  if (value === end) return included;
  return side === 1 ? value > end : value < end;
}
