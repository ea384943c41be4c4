import { expect, test } from "vitest";
import { nextIndex } from "./list-keys.ts";

test("arrows and j, k move by one and stop at the ends", () => {
  expect(nextIndex("ArrowDown", 0, 3, 10)).toBe(1);
  expect(nextIndex("j", 2, 3, 10)).toBe(2);
  expect(nextIndex("ArrowUp", 1, 3, 10)).toBe(0);
  expect(nextIndex("k", 0, 3, 10)).toBe(0);
});

test("pages, Home and End go far, never beyond", () => {
  expect(nextIndex("PageDown", 5, 100, 10)).toBe(15);
  expect(nextIndex("PageDown", 95, 100, 10)).toBe(99);
  expect(nextIndex("PageUp", 5, 100, 10)).toBe(0);
  expect(nextIndex("Home", 50, 100, 10)).toBe(0);
  expect(nextIndex("End", 50, 100, 10)).toBe(99);
});

test("other keys are not the list's, and an empty list has none", () => {
  expect(nextIndex("e", 0, 3, 10)).toBeNull();
  expect(nextIndex("ArrowDown", 0, 0, 10)).toBeNull();
});
