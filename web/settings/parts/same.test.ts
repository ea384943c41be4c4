import { expect, test } from "vitest";
import { same } from "./same.ts";

test("a field that is no number differs from an empty one", () => {
  expect(same({ hours: Number.NaN }, { hours: null })).toBe(false);
  expect(same({ hours: Number.NaN }, { hours: Number.NaN })).toBe(true);
});

test("looks into lists", () => {
  expect(same([[1, 2]], [[1, 2]])).toBe(true);
  expect(same([[1, 2]], [[2, 1]])).toBe(false);
});
