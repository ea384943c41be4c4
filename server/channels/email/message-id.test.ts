import { expect, test } from "vitest";
import {
  aboutIn,
  messageIds,
  newMessageId,
  normalMessageId,
  referencesFor,
  sameMessageId,
} from "./message-id.ts";

test("a new id is short, lower case, and tells what it is about", () => {
  const id = newMessageId("Shop.Example", "Conv42");

  expect(id).toMatch(/^<baton\.conv42\.[0-9a-f]{20}@shop\.example>$/);
  expect(aboutIn(id)).toBe("conv42");
  expect(aboutIn(newMessageId("shop.example"))).toBeNull();
  expect(newMessageId("shop.example")).not.toBe(newMessageId("shop.example"));
});

test("ids are compared without brackets, folding and case", () => {
  expect(sameMessageId("<Ab@X.example>", "ab@x.EXAMPLE ")).toBe(true);
  expect(sameMessageId("<a@x>", "<b@x>")).toBe(false);
  expect(sameMessageId(null, null)).toBe(false);
  expect(normalMessageId("<a.very.long.\r\n\t id@X.example> (added by relay)")).toBe(
    "a.very.long.id@x.example",
  );
  expect(normalMessageId("<>")).toBeNull();
});

test("of a thousand references the root and the newest are kept", () => {
  const ids = messageIds(Array.from({ length: 1_000 }, (_, i) => `<m${i}@x.example>`).join(" "));

  expect(ids).toHaveLength(100);
  expect([ids[0], ids[1], ids.at(-1)]).toEqual(["m0@x.example", "m901@x.example", "m999@x.example"]);
});

test("an answer's references are the chain and the mail it answers", () => {
  expect(referencesFor({ messageId: "c@x", references: ["a@x", "b@x"], inReplyTo: "b@x" })).toEqual([
    "a@x",
    "b@x",
    "c@x",
  ]);
  expect(referencesFor({ messageId: "c@x", references: [], inReplyTo: "b@x" })).toEqual(["b@x", "c@x"]);
  expect(referencesFor({ messageId: null, references: [], inReplyTo: null })).toEqual([]);
});
