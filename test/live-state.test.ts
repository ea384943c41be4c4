import { expect, test } from "vitest";
import { type EventName, events } from "../shared/events.ts";
import { customers } from "./state/customers.ts";
import { mail } from "./state/mail.ts";
import { others } from "./state/others.ts";
import { people } from "./state/people.ts";
import { settings } from "./state/settings.ts";
import { held } from "./state/states.ts";
import { ways } from "./state/ways.ts";
import { words } from "./state/words.ts";

const mailed =
  "Needs a mail server outside; the screens that show it are walked in test/browser/mail-*.test.ts.";

/** Events without a scenario, each with the reason. */
const without: Partial<Record<EventName, string>> = {
  "workspace.created": "Nobody is signed in yet.",
  "log.exported": "Stands in the log alone, which shows anew what the filter leaves.",
  "customer.identity_verified": mailed,
  "inbox.recovered": mailed,
  "mail_grant.given": mailed,
  "mail_grant.ended": mailed,
  "attachment.link_changed": mailed,
  "attachment.downloaded": mailed,
  "conversation_template.used":
    "Counted by a reaction afterwards; the order of use comes with the next look at the list.",
  "macro.used": "Counted when a reply leaves; test/browser/macros.test.ts looks at the count.",
  "bulk.progressed": "Recorded between chunks; test/browser/views-and-bulk.test.ts looks at its bar.",
  "reaction.failed": "Needs a reaction that fails eight times.",
};

test("every event has a scenario after which all that is shown is compared with what is so, or a reason why not", () => {
  const tried = [customers, held, mail, others, people, settings, ways, words].flatMap((table) =>
    Object.keys(table),
  );
  const excused = Object.keys(without);
  expect(new Set(tried).size, "twice").toBe(tried.length);
  expect(
    excused.filter((name) => tried.includes(name)),
    "tried and excused",
  ).toEqual([]);
  expect([...tried, ...excused].toSorted()).toEqual(Object.keys(events).toSorted());
});
