import { expect, test } from "vitest";
import { recogniser, worded } from "./sentence.ts";

const sentences = {
  full: "The mailbox is full.",
  said: "{{inner}} The server said: {{said}}",
  away: "{{server}} cannot be reached: {{said}}",
};
const find = recogniser(sentences);

test("a sentence is known again with what stands in its blanks", () => {
  const text = worded(sentences.away, { server: "mx.example:25", said: "timed out (ETIMEDOUT)" });
  expect(text).toBe("mx.example:25 cannot be reached: timed out (ETIMEDOUT)");
  expect(find(text)).toEqual({
    name: "away",
    blanks: { server: "mx.example:25", said: "timed out (ETIMEDOUT)" },
  });
});

test("a sentence without blanks is known only whole", () => {
  expect(find("The mailbox is full.")).toEqual({ name: "full", blanks: {} });
  expect(find("The mailbox is full. Really.")).toBeNull();
});

test("a sentence may stand in another one, and foreign words stay what they are", () => {
  const text = "The mailbox is full. The server said: 552 5.2.2 {{said}} over quota\n$1";
  const found = find(text);
  expect(found).toEqual({
    name: "said",
    blanks: { inner: "The mailbox is full.", said: "552 5.2.2 {{said}} over quota\n$1" },
  });
  expect(worded(sentences.said, found?.blanks)).toBe(text);
});

test("looking at hostile text takes no time to speak of", () => {
  // Its own time: on a busy machine others take most of what passes.
  const before = process.cpuUsage();
  expect(find(`${" The server said:".repeat(250)}`)).not.toBeUndefined();
  expect(find("x cannot be reached".repeat(200))).toBeNull();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(1_000);
});
