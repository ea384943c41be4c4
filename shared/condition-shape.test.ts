import { expect, test } from "vitest";
import { type ConditionShape, deepest, mostParts, shapeTroubles } from "./condition-shape.ts";
import { Condition } from "./conditions.ts";

const leaf: ConditionShape = { field: "a", operator: "is", value: 1 };
const nested = (depth: number): ConditionShape => (depth === 1 ? leaf : { not: nested(depth - 1) });

test.each<[string, unknown, string]>([
  ["text", "x", ""],
  ["a list", [], ""],
  ["nothing known", { some: [] }, ""],
  ["all of no list", { all: leaf }, "/all"],
  ["all and any at once", { all: [], any: [] }, ""],
  ["a leaf with more", { any: [{ ...leaf, sql: "1=1" }] }, "/any/0"],
  ["a leaf without operator", { not: { field: "a" } }, "/not/operator"],
  ["an object as value", { ...leaf, value: { a: { b: 1 } } }, "/value"],
])("%s is no condition, and says where", (_, input, path) => {
  expect(shapeTroubles(input).map((trouble) => trouble.path)).toEqual([path]);
});

test("is as deep and as large as said, and no more", () => {
  expect(shapeTroubles(nested(deepest))).toEqual([]);
  expect(shapeTroubles(nested(deepest + 1))).toHaveLength(1);
  expect(shapeTroubles({ all: Array(mostParts - 1).fill(leaf) })).toEqual([]);
  expect(shapeTroubles({ all: Array(mostParts).fill(leaf) })).toHaveLength(1);
  expect(shapeTroubles({ all: Array(100_000).fill({ all: Array(1000).fill(leaf) }) })).toHaveLength(1);
});

test("a request with a broken condition is told which part", () => {
  const result = Condition.safeParse({ all: [leaf, { not: 5 }] });
  expect(result.error?.issues.map(({ path }) => path.join("/"))).toEqual(["all/1/not"]);
});
