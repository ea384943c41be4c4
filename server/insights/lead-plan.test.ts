import { type RawBuilder, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startConversation } from "../../shared/conversations.ts";
import { leadLists } from "../../shared/lead-board.ts";
import { createTeam } from "../../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import type { Work } from "../platform/work.ts";
import { heldQuery } from "./lead-board.ts";
import { leadRowsQuery } from "./lead-rows.ts";
import { crewOf } from "./lead-scope.ts";

const conversations = 100_000;
let house: TestHouse;
let owner: Person;
let lea: Person;

/** One in ten unresolved, spread over ten holders of whom one is in the lead's team; half of them wait for us, some are late. */
beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
  const ws = owner.workspaceId;
  lea = await newAgent(house, ws, "lead");
  const people = [lea.id];
  for (let count = 0; count < 9; count++) people.push((await newAgent(house, ws)).id);
  await owner.call(createTeam, { body: { name: "Mill", leadId: lea.id, memberIds: [] } });
  const { id } = await owner.call(startConversation, {
    body: { customer: { email: "ana@shop.example" }, subject: "Kettle", text: "It leaks." },
  });
  await house.system.transaction().execute(async (db) => {
    await sql`create temp table made on commit drop as
      select n, gen_random_uuid() as id, gen_random_uuid() as promise_id, n % 10 <> 0 as over, (${people}::uuid[])[1 + (n / 10) % 10] as holder_id
      from generate_series(1, ${conversations}::int) n`.execute(db);
    await sql`insert into conversations (workspace_id, id, number, subject, state, inbox_id, customer_id, holder_id, promise_id, promise_kind,
        promise_text, promise_due_at, last_message_at, customer_spoke_last, resolved_at, created_at)
      select ${ws}::uuid, m.id, n + 1, c.subject, case when over then 'resolved' else 'open' end, c.inbox_id, c.customer_id, m.holder_id,
        case when not over then m.promise_id end, case when not over then 'next_step' end, case when not over then 'Reply' end,
        case when not over then now() + (n - 10000) * interval '1 minute' end, now() - n * interval '1 minute', n % 20 < 10,
        case when over then now() end, now() - n * interval '1 hour' from made m, conversations c where c.id = ${id}::uuid`.execute(
      db,
    );
    await sql`insert into promises (workspace_id, id, conversation_id, kind, text, due_at, made_at)
      select ${ws}::uuid, promise_id, id, 'next_step', 'Reply', now() + (n - 10000) * interval '1 minute', now() - n * interval '1 hour'
      from made where not over`.execute(db);
  });
  await sql`vacuum analyze conversations`.execute(house.system);
});
afterAll(() => house.close());

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}

/** How many conversations the database touches for this, behind row-level security; a scan of the whole table counts as all. */
async function touchedBy(who: Person, query: (work: Work) => Promise<RawBuilder<unknown>>): Promise<number> {
  const found = await house.work(who.actor, async (work) => {
    const { rows } = await sql<Record<string, [{ Plan: Plan }]>>`
      explain (analyze, timing off, format json) ${await query(work)}`.execute(work.db);
    return Object.values(rows[0] ?? {})[0]?.[0].Plan;
  });
  let touched = 0;
  const walk = (plan: Plan | undefined) => {
    if (!plan) return;
    const rows = plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0);
    if (plan["Relation Name"] === "conversations" || plan["Node Type"] === "Bitmap Index Scan")
      touched += rows * plan["Actual Loops"];
    plan.Plans?.forEach(walk);
  };
  walk(found);
  return touched;
}

test.each([...leadLists])("a page of %s reads an index and little more than the page", async (list) => {
  for (const who of [owner, lea]) {
    for (const holder of [undefined, lea.id, "unheld"]) {
      const touched = await touchedBy(who, async (work) =>
        leadRowsQuery(work, await crewOf(work, undefined), {
          list,
          minutes: 60,
          holder,
          cursor: null,
          most: 51,
        }),
      );
      expect([who.id, holder, touched < 1000]).toEqual([who.id, holder, true]);
    }
  }
});

test("the numbers read what is unresolved, not the history", async () => {
  for (const [who, most] of [
    [owner, 10_100],
    [lea, 2_500],
  ] as const) {
    const touched = await touchedBy(who, async (work) => heldQuery(work, await crewOf(work, undefined), 60));
    expect(touched).toBeLessThan(most);
  }
});
