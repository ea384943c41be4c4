import { expect, test } from "vitest";
import { Batch, Batches } from "./batch.ts";

/** A batch whose first round waits until it is let go, so that the others come meanwhile. */
function heldBatch(refused: (item: number) => boolean = () => false, most = 50) {
  const rounds: number[][] = [];
  const go = Promise.withResolvers<void>();
  const all = async (items: readonly number[]) => {
    rounds.push([...items]);
    if (rounds.length === 1) await go.promise;
    if (items.some(refused)) throw new Error(`together: ${items.join()}`);
    return items.map((item) => item * 10);
  };
  const one = async (item: number) => {
    if (refused(item)) throw new Error(`alone: ${item}`);
    return item * 10;
  };
  return { rounds, go, batch: new Batch(all, one, most) };
}

test("one is done at once, and those that come meanwhile are done as one, each with its own answer", async () => {
  const { rounds, go, batch } = heldBatch();
  const answers = [1, 2, 3].map((item) => batch.add(item));
  expect(rounds).toEqual([[1]]);
  go.resolve();
  expect(await Promise.all(answers)).toEqual([10, 20, 30]);
  expect(rounds).toEqual([[1], [2, 3]]);
});

test("no more than so many at a time", async () => {
  const { rounds, go, batch } = heldBatch(undefined, 2);
  const answers = [1, 2, 3, 4].map((item) => batch.add(item));
  go.resolve();
  await Promise.all(answers);
  expect(rounds).toEqual([[1], [2, 3], [4]]);
});

test("one that fails fails alone, with its own reason", async () => {
  const { go, batch } = heldBatch((item) => item === 3);
  const answers = [1, 2, 3, 4].map((item) => batch.add(item));
  go.resolve();
  expect(await Promise.allSettled(answers)).toEqual([
    { status: "fulfilled", value: 10 },
    { status: "fulfilled", value: 20 },
    { status: "rejected", reason: new Error("alone: 3") },
    { status: "fulfilled", value: 40 },
  ]);
});

test("keys do not wait for each other, and what nobody waits for is forgotten", async () => {
  const made: string[] = [];
  const held = Promise.withResolvers<void>();
  const batches = new Batches<number, string>((key) => {
    made.push(key);
    const all = async (items: readonly number[]) => {
      if (key === "slow") await held.promise;
      return items.map((item) => `${key} ${item}`);
    };
    return new Batch(all, async (item) => `${key} ${item}`, 50);
  });
  const slow = batches.add("slow", 1);
  expect(await batches.add("quick", 2)).toBe("quick 2");
  held.resolve();
  expect(await slow).toBe("slow 1");
  await batches.add("quick", 3);
  expect(made).toEqual(["slow", "quick", "quick"]);
});
