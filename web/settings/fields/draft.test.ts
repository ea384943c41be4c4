import { expect, test } from "vitest";
import { bodyOf, draftOf } from "./draft.ts";

test("choices that were left empty are not sent, and those that exist keep their value", () => {
  const draft = {
    ...draftOf(null),
    type: "choice" as const,
    label: " Color ",
    options: [
      { key: "a", value: "a", label: "Red ", color: "red" as const },
      { key: "b", label: "  ", color: null },
      { key: "c", label: "Green", color: null },
    ],
  };
  expect(bodyOf(draft)).toMatchObject({
    label: "Color",
    options: [
      { value: "a", label: "Red", color: "red" },
      { label: "Green", color: null },
    ],
  });
});

test("a field of customers is neither required to resolve nor asked by topic", () => {
  const draft = { ...draftOf(null), subject: "customer" as const, requiredOnResolve: true, topicIds: ["x"] };
  expect(bodyOf(draft)).toMatchObject({ requiredOnResolve: false, topicIds: [], options: [] });
});
