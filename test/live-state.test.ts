import { expect, test } from "vitest";
import { events } from "../shared/events.ts";
import { customers } from "./state/customers.ts";
import { mail } from "./state/mail.ts";
import { others } from "./state/others.ts";
import { outside } from "./state/outside.ts";
import { people } from "./state/people.ts";
import { rare } from "./state/rare.ts";
import { settings } from "./state/settings.ts";
import { held } from "./state/states.ts";
import { ways } from "./state/ways.ts";
import { words } from "./state/words.ts";

test("every event has a scenario after which all that is shown is compared with what is so", () => {
  const tables = [customers, held, mail, others, outside, people, rare, settings, ways, words];
  const tried = tables.flatMap((table) => Object.keys(table));
  expect(new Set(tried).size, "twice").toBe(tried.length);
  expect(tried.toSorted()).toEqual(Object.keys(events).toSorted());
});
