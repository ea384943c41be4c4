import { expect, test } from "vitest";
import type { Action } from "./actions.ts";
import { chord, match } from "./keyboard.ts";

const action = (id: string, keys: string): Action => ({
  id,
  keys,
  title: "actions.open",
  group: "list",
  run: () => {},
});
const offered = [
  action("inbox", "g i"),
  action("resolve", "e"),
  action("palette", "mod+k"),
  action("keys", "?"),
];
const pressed = (key: string, held = {}) =>
  chord({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

test("Ctrl and the command key are the same key, and letters have no case", () => {
  expect(pressed("K", { ctrlKey: true })).toBe("mod+k");
  expect(pressed("k", { metaKey: true })).toBe("mod+k");
  expect(pressed("E")).toBe("e");
});

test("a key means its action; the first of two waits for the second", () => {
  expect(match(offered, "e")).toBe(offered[1]);
  expect(match(offered, "g")).toBe("more");
  expect(match(offered, "g i")).toBe(offered[0]);
  expect(match(offered, "g e")).toBeNull();
});
