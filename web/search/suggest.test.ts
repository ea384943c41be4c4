import { expect, test } from "vitest";
import { suggestionsFor, take, withoutPart } from "./suggest.ts";

const values = {
  holder: [
    { value: "me", label: "me" },
    { value: "Ben Baker", label: "Ben Baker" },
    { value: "Bea", label: "Bea" },
  ],
  tag: [{ value: "vip", label: "vip" }],
};
const offered = (text: string, caret = text.length) =>
  suggestionsFor(text, caret, values).items.map(({ insert }) => insert);

test("a word that begins like an operator offers it", () => {
  expect(offered("kettle ho")).toEqual(["holder:"]);
  expect(offered("-ta")).toEqual(["tag:"]);
  expect(offered("t")).toEqual([]);
  expect(offered("kettle")).toEqual([]);
});

test("behind an operator its values are offered, those with spaces in quotes", () => {
  expect(offered("holder:")).toEqual(["holder:me ", 'holder:"Ben Baker" ', "holder:Bea "]);
  expect(offered("a (holder:be")).toEqual(['holder:"Ben Baker" ', "holder:Bea "]);
  expect(offered('holder:"ben b')).toEqual(['holder:"Ben Baker" ']);
  expect(offered('holder:"ben')).toEqual(['holder:"Ben Baker" ']);
  expect(offered("holder:baker")).toEqual(['holder:"Ben Baker" ']);
  expect(offered("from:x")).toEqual([]);
});

test("what is taken stands where it was begun, and the caret behind it", () => {
  const text = "kettle -holder:b leaks";
  const found = suggestionsFor(text, 16, values);
  const [first] = found.items;
  expect(first && take(text, found, first)).toEqual({ text: 'kettle -holder:"Ben Baker" leaks', caret: 27 });
  expect(take("ho", { from: 0, to: 2 }, { insert: "holder:" })).toEqual({ text: "holder:", caret: 7 });
});

test("a part is taken out with its sign", () => {
  expect(withoutPart("kettle -tag:vip leaks", { from: 8, to: 15 })).toBe("kettle leaks");
  expect(withoutPart("tag:vip", { from: 0, to: 7 })).toBe("");
});
