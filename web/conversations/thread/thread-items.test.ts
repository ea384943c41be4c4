import { expect, test } from "vitest";
import type { Happening } from "../../../shared/happenings.ts";
import type { Message } from "../../../shared/messages.ts";
import { threadItems } from "./thread-items.ts";

const message = (id: string, at: string) => ({ id, at: new Date(at) }) as Message;
const happening = (id: string, at: string, name = "promise.made"): Happening => ({
  id,
  name,
  actor: { kind: "system", id: null, name: "" },
  data: {},
  at: new Date(at),
});
const shape = (...args: Parameters<typeof threadItems>) =>
  threadItems(...args).map((item) =>
    item.kind === "happenings"
      ? item.happenings.map(({ id }) => id).join("+")
      : item.kind === "message"
        ? item.message.id
        : "day",
  );

test("happenings stand between messages in order of time, in runs, with a line for each day", () => {
  const messages = [message("m1", "2026-03-01T10:00:00"), message("m2", "2026-03-02T10:00:00")];
  const newestFirst = [
    happening("h3", "2026-03-02T11:00:00"),
    happening("h2", "2026-03-01T10:02:00"),
    happening("h1", "2026-03-01T10:01:00"),
  ];
  expect(shape(messages, newestFirst, true)).toEqual(["day", "m1", "h1+h2", "day", "m2", "h3"]);
});

test("happenings of one moment keep the order they happened in", () => {
  const newestFirst = [happening("kept", "2026-03-01T10:00:00"), happening("made", "2026-03-01T10:00:00")];
  expect(shape([], newestFirst, true)).toEqual(["day", "made+kept"]);
});

test("what happened before the first message shown waits for the older messages", () => {
  const messages = [message("m9", "2026-03-09T10:00:00")];
  const old = [happening("h1", "2026-03-01T10:00:00")];
  expect(shape(messages, old, false)).toEqual(["day", "m9"]);
  expect(shape(messages, old, true)).toEqual(["day", "h1", "day", "m9"]);
});

test("what a message shows itself has no line of its own", () => {
  expect(shape([], [happening("h", "2026-03-01T10:00:00", "message.received")], true)).toEqual([]);
});
