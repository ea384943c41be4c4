import { expect, test } from "vitest";
import { completeMention, mentionBefore, mentionedIn } from "./mentions.ts";

test("an @ at the beginning of a word begins a mention, inside of one it does not", () => {
  expect(mentionBefore("Ask @Bo", 7)).toBe("Bo");
  expect(mentionBefore("@", 1)).toBe("");
  expect(mentionBefore("write to ana@shop", 17)).toBeNull();
  expect(mentionBefore("@Bo Jansen ", 11)).toBeNull();
});

test("completing keeps what stands after the caret", () => {
  expect(completeMention("Ask @B please", 6, "Bo Jansen")).toEqual({
    text: "Ask @Bo Jansen  please",
    caret: 15,
  });
});

test("a longer name is not taken for its beginning", () => {
  const people = [
    { id: "1", name: "Ana" },
    { id: "2", name: "Ana Maria" },
  ];
  expect(mentionedIn("Thanks @Ana Maria", people)).toEqual(["2"]);
  expect(mentionedIn("@Ana and @Ana Maria", people).toSorted()).toEqual(["1", "2"]);
  expect(mentionedIn("Ana did it", people)).toEqual([]);
});
