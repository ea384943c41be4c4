import { expect, test } from "vitest";
import type { Condition } from "../../shared/conditions.ts";
import { sentenceOf, type Wording } from "./sentence.ts";
import { treeOf } from "./tree.ts";

const list = { and: new Intl.ListFormat("en"), or: new Intl.ListFormat("en", { type: "disjunction" }) };
const words: Wording = {
  rule: ({ field, negated }) => (negated ? `not ${field}` : field),
  list: (parts, join) => list[join].format(parts),
  inside: (text) => `(${text})`,
  not: (text) => `not ${text}`,
  everything: "everything",
  nothing: "nothing",
};
const leaf = (field: string): Condition => ({ field, operator: "is" });

test.each<[Condition, string]>([
  [leaf("a"), "a"],
  [{ all: [leaf("a"), leaf("b"), leaf("c")] }, "a, b, and c"],
  [{ any: [leaf("a"), { not: leaf("b") }] }, "a or not b"],
  [{ all: [leaf("a"), { any: [leaf("b"), leaf("c")] }] }, "a and (b or c)"],
  [{ all: [leaf("a"), { not: { any: [leaf("b"), leaf("c")] } }] }, "a and not (b or c)"],
  [{ all: [] }, "everything"],
  [{ any: [] }, "nothing"],
  [{ not: { any: [] } }, "everything"],
])("a condition is read as one sentence: %j", (condition, sentence) => {
  expect(sentenceOf(treeOf(condition), words)).toBe(sentence);
});
