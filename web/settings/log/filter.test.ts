import { expect, test } from "vitest";
import { askOf, everything } from "./filter.ts";

test("nothing chosen asks for everything", () => {
  expect(askOf(everything)).toEqual({});
});

test("a day is whole: from its midnight to the next one", () => {
  const ask = askOf({ ...everything, from: "2026-03-01", until: "2026-03-31" });
  expect(ask).toEqual({
    from: new Date(2026, 2, 1).toISOString(),
    until: new Date(2026, 3, 1).toISOString(),
  });
});

test("half a date, as it stands while one types, narrows nothing", () => {
  expect(askOf({ ...everything, from: "2026-", until: "" })).toEqual({});
});

test("person, part and thing are asked for by what they are", () => {
  const subject = { kind: "team", id: "t", name: "Workshop" };
  expect(askOf({ ...everything, area: "people", who: "agent a", subject })).toEqual({
    area: "people",
    actorId: "a",
    subjectId: "t",
  });
  expect(askOf({ ...everything, who: "key", subject: { ...subject, kind: "conversation" } })).toEqual({
    actorKind: "key",
    conversationId: "t",
  });
});
