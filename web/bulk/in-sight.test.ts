import { expect, test } from "vitest";
import { isInSight, isSettled, through } from "./in-sight.ts";

const now = new Date("2030-05-15T12:00:00Z");
const ended = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test("what runs is in sight even when it was closed; what ended until it is closed or too old to undo", () => {
  const seen = (state: "running" | "undoing" | "done", finishedAt: Date | null, closed: string[] = []) =>
    isInSight({ id: "a", state, finishedAt, counts: {} }, closed, now);
  expect(seen("running", null, ["a"])).toBe(true);
  expect(seen("undoing", ended(50), ["a"])).toBe(true);
  expect(seen("done", ended(29))).toBe(true);
  expect(seen("done", ended(29), ["a"])).toBe(false);
  expect(seen("done", ended(31))).toBe(false);
});

test("what was taken back whole leaves after a minute; what could not be taken back stays", () => {
  const seen = (minutes: number, counts: Record<string, number>) =>
    isInSight({ id: "a", state: "undone", finishedAt: ended(minutes), counts }, [], now);
  expect(seen(0.5, { undone: 4 })).toBe(true);
  expect(seen(2, { undone: 4 })).toBe(false);
  expect(seen(2, { undone: 3, kept: 1 })).toBe(true);
});

test("what ended well is one line after a minute; what runs or failed keeps its room", () => {
  const settled = (state: "running" | "done", minutes: number, counts: Record<string, number>) =>
    isSettled({ state, finishedAt: state === "running" ? null : ended(minutes), counts }, now);
  expect(settled("done", 0.5, { done: 4 })).toBe(false);
  expect(settled("done", 2, { done: 4 })).toBe(true);
  expect(settled("done", 2, { done: 3, failed: 1 })).toBe(false);
  expect(settled("running", 2, { done: 4 })).toBe(false);
});

test("counts what it is through with, forwards and back", () => {
  const counts = { pending: 4, done: 3, unchanged: 2, failed: 1 };
  expect(through({ counts, state: "running" })).toBe(6);
  expect(through({ counts: { done: 2, undone: 3, kept: 1 }, state: "undoing" })).toBe(4);
});
