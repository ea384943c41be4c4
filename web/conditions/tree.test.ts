import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "../../shared/conditions.ts";
import { add, change, conditionOf, isGroup, partAt, remove, treeOf } from "./tree.ts";

const leaf = (field: string): Condition => ({ field, operator: "is", value: "x" });
const both = (condition: Condition) => conditionOf(treeOf(condition)).condition;

/** What a condition says when each field is true or false. */
function holds(condition: Condition, facts: Record<string, boolean>): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, facts));
  if ("any" in condition) return condition.any.some((part) => holds(part, facts));
  if ("not" in condition) return !holds(condition.not, facts);
  return facts[condition.field] ?? false;
}

const names = ["a", "b", "c"];
const any = fc.letrec<{ part: Condition }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...names).map(leaf),
    fc.record({ all: fc.array(tie("part"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("part"), { maxLength: 3 }) }),
    fc.record({ not: tie("part") }),
  ),
})).part;

test("whatever is opened in the builder says the same when it is saved", () => {
  const facts = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() });
  fc.assert(
    fc.property(any, facts, (condition, known) => {
      expect(holds(both(condition), known)).toBe(holds(condition, known));
    }),
  );
});

test("what the builder made is opened as it was saved", () => {
  fc.assert(
    fc.property(any, (condition) => {
      const saved = both(condition);
      expect(both(saved)).toEqual(saved);
    }),
  );
});

test("a trouble's path leads to its part and to the piece of it", () => {
  const tree = treeOf({ all: [leaf("a"), { not: { any: [leaf("b"), { not: leaf("c") }] } }] });
  const { places } = conditionOf(tree);
  const [first, group] = tree.parts;
  if (!first || !group || !isGroup(group)) throw new Error("no group");
  const [second, third] = group.parts;
  expect(partAt(places, "/all/0/value")).toEqual({ id: first.id, of: "value" });
  expect(partAt(places, "/all/1/not/any/0/field")).toEqual({ id: second?.id, of: "field" });
  expect(partAt(places, "/all/1/not/any/1/not/operator")).toEqual({ id: third?.id, of: "operator" });
  expect(partAt(places, "/all/1/not")).toEqual({ id: group.id, of: "" });
  expect(partAt(places, "/all/1/not/any/7/field")).toEqual({ id: group.id, of: "field" });
  expect(partAt(places, "")).toEqual({ id: tree.id, of: "" });
});

test("parts are added, changed and removed; a group that is empty by that goes too", () => {
  const tree = treeOf({ all: [leaf("a"), { any: [leaf("b")] }] });
  const [first, group] = tree.parts;
  if (!first || !group || !isGroup(group)) throw new Error("no group");
  const longer = add(tree, group.id, { ...first, id: "new" });
  expect(conditionOf(longer).condition).toEqual({ all: [leaf("a"), { any: [leaf("b"), leaf("a")] }] });
  const none = change(tree, group.id, (part) => ({ ...part, join: "none" as const }));
  expect(conditionOf(none).condition).toEqual({ all: [leaf("a"), { not: { any: [leaf("b")] } }] });
  const alone = remove(tree, group.parts[0]?.id ?? "");
  expect(conditionOf(alone).condition).toEqual({ all: [leaf("a")] });
  expect(conditionOf(remove(alone, first.id)).condition).toEqual({ all: [] });
});
