import { expect, test } from "vitest";
import {
  allMarks,
  anyMarked,
  countMarks,
  isMarked,
  type Marks,
  markRange,
  noMarks,
  toggleMark,
} from "./marks.ts";

const order = ["a", "b", "c", "d", "e"];
const marked = (marks: Marks) => order.filter((key) => isMarked(marks, key)).join("");

test("a row is selected and let go", () => {
  const one = toggleMark(noMarks, "b");
  expect([marked(one), anyMarked(one)]).toEqual(["b", true]);
  expect(anyMarked(toggleMark(one, "b"))).toBe(false);
});

test("a range grows and shrinks from its anchor, and what was selected before stays", () => {
  const begun = toggleMark(toggleMark(noMarks, "e"), "b");
  const grown = markRange(begun, order, "b", "d");
  expect(marked(grown)).toBe("bcde");
  expect(marked(markRange(grown, order, "d", "c"))).toBe("bce");
  expect(marked(markRange(grown, order, "d", "a"))).toBe("abe");
});

test("without an anchor a range begins where the cursor was", () => {
  expect(marked(markRange(noMarks, order, "c", "d"))).toBe("cd");
  expect(marked(markRange({ ...noMarks, anchor: "gone" }, order, "c", "b"))).toBe("bc");
});

test("all are selected but those let go, and a range selects them again", () => {
  const some = toggleMark(toggleMark(allMarks, "b"), "c");
  expect(marked(some)).toBe("ade");
  expect(marked(markRange(some, order, "c", "a"))).toBe("abcde");
  expect(countMarks(some, 3412)).toBe(3410);
  expect(countMarks(some, null)).toBeNull();
});
