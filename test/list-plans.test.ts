import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listBulkItems } from "../server/bulk/bulk.ts";
import { listBulkReasons } from "../server/bulk/failures.ts";
import { listDeliveries } from "../server/channels/email/delivery.ts";
import { listInbound } from "../server/channels/email/inbound-list.ts";
import { tooMany } from "../server/channels/email/pace.ts";
import { customerByEmail, customersByEmail } from "../server/customers/customer.ts";
import { listCustomers } from "../server/customers/directory.ts";
import { listSuppressions } from "../server/customers/suppression.ts";
import { listMacros } from "../server/macros/macro.ts";
import { countNotices, listNotices } from "../server/notifications/notices.ts";
import type { Work } from "../server/platform/work.ts";
import { listReminders } from "../server/reminders/reminder.ts";
import { mySides } from "../server/side-conversations/side-list.ts";
import { listTasks } from "../server/tasks/task-list.ts";
import type { Page } from "../shared/page.ts";
import { type BigHouse, openBigHouse } from "./big-house.ts";
import { analysed, touchedBy } from "./plans.ts";

let big: BigHouse;
beforeAll(async () => {
  big = await openBigHouse();
});
afterAll(() => big?.house.close());

const limit = 50;
type After = { after?: string };

/** Each list as its screen asks for it, a page at a time. */
const paged: Record<string, (work: Work, after: After) => Promise<Page<unknown>>> = {
  customers: (work, after) => listCustomers(work, { ...after, limit }),
  "customers by a name that many begin with": (work, after) =>
    listCustomers(work, { q: "customer", ...after, limit }),
  "customers by a name that few begin with": (work, after) =>
    listCustomers(work, { q: "customer 99", ...after, limit }),
  "customers by an address": (work, after) => listCustomers(work, { q: "c999", ...after, limit }),
  "suppressed addresses": (work, after) => listSuppressions(work, { ...after, limit }),
  "suppressed addresses by their beginning": (work, after) =>
    listSuppressions(work, { q: "c3", ...after, limit }),
  "mail that went out": (work, after) => listDeliveries(work, { ...after, limit }),
  "mail that failed": (work, after) => listDeliveries(work, { state: "failed", ...after, limit: 10 }),
  "mail that came in": (work, after) => listInbound(work, { ...after, limit }),
  "mail set aside": (work, after) => listInbound(work, { state: "quarantined", ...after, limit }),
  "my tasks": (work, after) => listTasks(work, { of: "mine", state: "open", ...after, limit }),
  "tasks of my teams": (work, after) => listTasks(work, { of: "teams", state: "open", ...after, limit }),
  "tasks I asked for": (work, after) => listTasks(work, { of: "asked", state: "open", ...after, limit }),
  "tasks I did": (work, after) => listTasks(work, { of: "mine", state: "done", ...after, limit }),
  "done tasks of my teams": (work, after) => listTasks(work, { of: "teams", state: "done", ...after, limit }),
  "done tasks I asked for": (work, after) => listTasks(work, { of: "asked", state: "done", ...after, limit }),
  "side conversations asked of me": (work, after) =>
    mySides(work, { of: "asked", state: "open", ...after, limit }),
  "side conversations I answer for": (work, after) =>
    mySides(work, { of: "held", state: "open", ...after, limit }),
  "closed ones asked of me": (work, after) =>
    mySides(work, { of: "asked", state: "closed", ...after, limit }),
  "closed ones I answered for": (work, after) =>
    mySides(work, { of: "held", state: "closed", ...after, limit }),
  notifications: (work, after) => listNotices(work, { show: "all", ...after, limit }),
  "unread notifications": (work, after) => listNotices(work, { show: "unread", ...after, limit }),
  "what became of a bulk action": (work, after) => listBulkItems(work, big.bulkId, { ...after, limit }),
  "what failed in a bulk action": (work, after) =>
    listBulkItems(work, big.bulkId, { state: "failed", ...after, limit }),
};

test.each(Object.keys(paged))(
  "a page of %s, and the next one, read little more than the page",
  async (name) => {
    const read = paged[name] as (typeof paged)[string];
    const { house, lea } = big;
    const pages: Page<unknown>[] = [];
    for (let turn = 0; turn < 2; turn++) {
      const last = pages.at(-1)?.next;
      const after = last ? { after: last } : {};
      const touched = await touchedBy(
        house,
        lea.actor,
        async (work) => void pages.push(await read(work, after)),
      );
      expect(touched.rows < 1000 ? "" : touched.where).toBe("");
      expect(touched.rows).toBeGreaterThan(0);
    }
    expect(pages[0]?.next).not.toBeNull();
    expect(pages[1]?.items.length).toBeGreaterThan(0);
  },
);

/** Lists that are short, or counted, as they are asked for. */
const whole: Record<string, [(work: Work) => Promise<unknown>, number]> = {
  macros: [listMacros, 3000],
  reminders: [listReminders, 3000],
  "a customer by an address": [(work) => customerByEmail(work, "C77777@home.example"), 10],
  "customers by addresses": [(work) => customersByEmail(work, ["c7@home.example", "c8@home.example"]), 20],
  "how many notifications are unread": [countNotices, 3000],
  "why a bulk action failed": [(work) => listBulkReasons(work, big.bulkId), 3000],
};

test.each(Object.keys(whole))("%s: what is read is one's own and no more", async (name) => {
  const [read, most] = whole[name] as (typeof whole)[string];
  const touched = await touchedBy(big.house, big.lea.actor, read);
  expect(touched.rows < most ? "" : touched.where).toBe("");
  expect(touched.rows).toBeGreaterThan(0);
});

test("what an address got lately is asked of its own mails, however many others went out", async () => {
  const { house, lea, inboxId } = big;
  await sql`update deliveries set created_at = ${house.clock.now()} where workspace_id = ${lea.workspaceId}::uuid`.execute(
    house.system,
  );
  await analysed(house, ["deliveries"]);
  const touched = await touchedBy(house, lea.actor, (work) =>
    tooMany(work, { kind: "acknowledgement", inboxId, address: "C77@home.example" }),
  );
  expect(touched.rows < 50 ? "" : touched.where).toBe("");
  expect(touched.rows).toBeGreaterThan(0);
});
