import { type RawBuilder, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as conversationsApi from "../../shared/conversations.ts";
import { figures } from "../../shared/insights.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import type { Work } from "../platform/work.ts";
import { figureQuery } from "./board.ts";
import { boardRowsQuery } from "./board-rows.ts";

const conversations = 100_000;
let house: TestHouse;
let owner: Person;
let agent: Person;

beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
  agent = await newAgent(house, owner.workspaceId, "agent");
  const customer = { email: "ana@shop.example", name: "Ana" };
  const { id } = await owner.call(conversationsApi.startConversation, {
    body: { customer, subject: "Kettle", text: "It leaks." },
  });
  await fill(id);
});
afterAll(() => house.close());

/** Copies of one conversation over 1,000 days, nine of ten resolved; each with a promise, and each resolved one with a rating. */
async function fill(id: string): Promise<void> {
  const ws = owner.workspaceId;
  await house.system.transaction().execute(async (db) => {
    await sql`create temp table made on commit drop as
      select n, gen_random_uuid() as id, gen_random_uuid() as promise_id, now() - n * interval '864 seconds' as at, n % 10 <> 0 as over
      from generate_series(1, ${conversations}::int) n`.execute(db);
    await sql`insert into conversations (workspace_id, id, number, subject, state, inbox_id, customer_id, holder_id, promise_id, promise_kind,
        promise_text, promise_due_at, first_replied_at, last_message_at, resolved_at, created_at)
      select ${ws}::uuid, m.id, m.n + 1, c.subject, case when over then 'resolved' else 'open' end, c.inbox_id, c.customer_id, c.holder_id,
        case when not over then m.promise_id end, case when not over then 'next_step' end, case when not over then 'Reply' end,
        case when not over then now() + (m.n - 10000) * interval '1 minute' end,
        m.at, m.at, case when over then m.at end, m.at - interval '1 hour'
      from made m, conversations c where c.id = ${id}::uuid`.execute(db);
    await sql`insert into promises (workspace_id, id, conversation_id, kind, text, due_at, made_at, settled_at, outcome, broken_at)
      select ${ws}::uuid, promise_id, id, 'next_step', 'Reply', at, at - interval '1 hour', case when over then at end,
        case when over then case when n % 7 = 0 then 'broken' else 'kept' end end, case when n % 7 = 0 then at end from made`.execute(
      db,
    );
    await sql`insert into follow_ups (workspace_id, id, conversation_id, customer_id, due_at, state, sent_at, rating, answered_at)
      select ${ws}::uuid, gen_random_uuid(), m.id, c.customer_id, at, 'answered', at, 1 + n % 5, at
      from made m, conversations c where c.id = ${id}::uuid and over`.execute(db);
  });
  for (const table of ["conversations", "promises", "follow_ups"])
    await sql`vacuum analyze ${sql.table(table)}`.execute(house.system);
}

interface Plan {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}

/** Every node of the plan as the actor's own work runs it, behind row-level security. */
async function planOf(who: Person, query: (work: Work) => RawBuilder<unknown>): Promise<Plan[]> {
  const found = await house.work(who.actor, async (work) => {
    const { rows } = await sql<
      Record<string, [{ Plan: Plan }]>
    >`explain (analyze, timing off, format json) ${query(work)}`.execute(work.db);
    return Object.values(rows[0] ?? {})[0]?.[0].Plan;
  });
  const nodes: Plan[] = [];
  const walk = (plan: Plan | undefined) => {
    if (!plan) return;
    nodes.push(plan);
    plan.Plans?.forEach(walk);
  };
  walk(found);
  return nodes;
}

const big = new Set(["conversations", "promises", "follow_ups"]);
const touched = (nodes: Plan[]) =>
  nodes
    .filter(
      (node) =>
        big.has(node["Relation Name"] ?? "") ||
        (node["Index Name"] && node["Node Type"] === "Bitmap Index Scan"),
    )
    .reduce(
      (sum, node) =>
        sum + (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"],
      0,
    );
const scans = (nodes: Plan[]) =>
  nodes.filter((node) => node["Node Type"] === "Seq Scan" && big.has(node["Relation Name"] ?? ""));

test.each([...figures])(
  "a page of the rows of %s reads an index and little more than the page",
  async (name) => {
    const middle = { first_reply: 50, resolution: 50, promise_kept: 50, csat: 50, open: -20, overdue: -20 }[
      name
    ];
    const cursor = [
      new Date(house.clock.now().getTime() - middle * 86_400_000 * 0.05).toISOString(),
      "00000000-0000-7000-8000-000000000000",
    ];
    for (const who of [owner, agent]) {
      for (const from of [null, cursor]) {
        const nodes = await planOf(who, (work) => boardRowsQuery(work, name, 366, from, 51));
        expect(scans(nodes)).toEqual([]);
        expect(touched(nodes)).toBeLessThan(1000);
      }
    }
  },
);

test.each([...figures])(
  "the figure of %s reads its period by an index, not the whole history",
  async (name) => {
    const nodes = await planOf(owner, (work) => figureQuery(work, name, 30));
    expect(scans(nodes)).toEqual([]);
    // A month is 3,000 of the 100,000; one in ten is open and must be counted, most of those overdue.
    const most = {
      first_reply: 3100,
      resolution: 3100,
      promise_kept: 15_000,
      csat: 6500,
      open: 10_100,
      overdue: 5000,
    }[name];
    expect(touched(nodes)).toBeLessThan(most);
  },
);
