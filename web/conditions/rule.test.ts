import { expect, test } from "vitest";
import { conditionTroubles } from "../../shared/condition-check.ts";
import { type FieldDescription, type Operator, operandOf, operatorsOf } from "../../shared/conditions.ts";
import { newRule, withField, withOperator } from "./rule.ts";

const field = (type: FieldDescription["type"], options: string[] | null = null): FieldDescription => ({
  id: `a.${type}`,
  label: type,
  group: "conversation",
  type,
  options: options && options.map((value) => ({ value, label: value })),
});
const fields = (Object.keys(operatorsOf) as FieldDescription["type"][]).map((type) => field(type));

test("a rule changed in any order is never asked with an operator that its field does not know", () => {
  for (const from of fields)
    for (const to of fields)
      for (const operator of operatorsOf[from.type]) {
        const asked = withOperator(newRule(from), from.type, operator);
        const rule = withField(asked, from, to);
        const { id: _, negated: __, ...leaf } = rule;
        const wrong = conditionTroubles(leaf, fields).filter(({ path }) => path !== "/value");
        expect([from.type, operator, to.type, wrong.map(({ path }) => path)]).toEqual([
          from.type,
          operator,
          to.type,
          [],
        ]);
      }
});

test("one value becomes a list of one, and a list its first", () => {
  const text = field("text");
  const one = { ...newRule(text), value: "x" };
  const several = withOperator(one, "text", "one_of");
  expect(several.value).toEqual(["x"]);
  expect(withOperator(several, "text", "contains").value).toBe("x");
  expect(withOperator(one, "text", "is_empty").value).toBeUndefined();
});

test("a length of time can be asked at once, in units that the operator counts in", () => {
  for (const type of ["date", "day"] as const)
    for (const operator of operatorsOf[type].filter((one: Operator) => operandOf(one) === "span")) {
      const rule = withOperator(newRule(field(type)), type, operator);
      const { id: _, negated: __, ...leaf } = rule;
      expect([operator, conditionTroubles(leaf, [field(type)])]).toEqual([operator, []]);
    }
});

test("a chosen value goes with its field, free text stays", () => {
  const [colour, size] = [field("choice", ["red"]), { ...field("choice", ["big"]), id: "a.size" }];
  expect(withField({ ...newRule(colour), value: "red" }, colour, size).value).toBeUndefined();
  const [name, note] = [field("text"), { ...field("text"), id: "a.note" }];
  expect(withField({ ...newRule(name), value: "Ana" }, name, note)).toMatchObject({
    field: "a.note",
    value: "Ana",
  });
});
