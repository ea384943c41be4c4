import { beforeAll, expect, test } from "vitest";
import { events } from "../../../shared/events.ts";
import { needWords } from "../../lib/i18n.ts";
import { eventName } from "./event-name.ts";

beforeAll(() => needWords("settings"));

test("every event has words of its own", () => {
  const wordless = Object.keys(events).filter((name) => eventName(name) === name);
  expect(wordless, "say in web/lib/locales/en/settings-log.ts what these are called").toEqual([]);
});

test("an event nobody knows keeps its name", () => {
  expect(eventName("moon.landed")).toBe("moon.landed");
});
