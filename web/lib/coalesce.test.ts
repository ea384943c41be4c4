import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { coalescer } from "./coalesce.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a burst costs one run", async () => {
  const run = vi.fn<() => Promise<void>>(async () => {});
  const stir = coalescer({ delay: 30, rest: () => 0 });
  for (let time = 0; time < 50; time++) stir("list", run);
  await vi.advanceTimersByTimeAsync(100);

  expect(run).toHaveBeenCalledOnce();
});

test("what is asked during a run is run once more afterwards, never beside it", async () => {
  let running = 0;
  let most = 0;
  const run = vi.fn<() => Promise<void>>(async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 100));
    running--;
  });
  const stir = coalescer({ delay: 10, rest: () => 0 });
  stir("list", run);
  await vi.advanceTimersByTimeAsync(50);
  for (let time = 0; time < 5; time++) stir("list", run);
  await vi.advanceTimersByTimeAsync(500);

  expect(run).toHaveBeenCalledTimes(2);
  expect(most).toBe(1);
});

test("keys do not wait for each other, and a failed run does not block its key", async () => {
  const fails = vi.fn<() => Promise<void>>(async () => {
    throw new Error("away");
  });
  const works = vi.fn<() => Promise<void>>(async () => {});
  const stir = coalescer({ delay: 10, rest: () => 0 });
  stir("a", fails);
  stir("b", works);
  await vi.advanceTimersByTimeAsync(20);
  stir("a", works);
  await vi.advanceTimersByTimeAsync(20);

  expect(fails).toHaveBeenCalledOnce();
  expect(works).toHaveBeenCalledTimes(2);
});

test("rests between two runs of a key", async () => {
  const run = vi.fn<() => Promise<void>>(async () => {});
  const stir = coalescer({ delay: 10, rest: () => 1000 });
  stir("list", run);
  await vi.advanceTimersByTimeAsync(20);
  stir("list", run);
  await vi.advanceTimersByTimeAsync(500);
  expect(run).toHaveBeenCalledOnce();

  await vi.advanceTimersByTimeAsync(600);
  expect(run).toHaveBeenCalledTimes(2);
});
