import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTeam } from "../../shared/teams.ts";
import { views } from "../../shared/views.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { countViews, pageOf } from "./views.ts";

let house: TestHouse;
let owner: Person;
let agent: Person;

/** 100,000 conversations of one workspace: most resolved, the rest spread over people and a team. */
beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
  agent = await newAgent(house, owner.workspaceId);
  const team = await owner.call(createTeam, {
    body: { name: "Support", leadId: owner.id, memberIds: [agent.id] },
  });
  const other = await owner.call(createTeam, {
    body: { name: "Returns", leadId: owner.id, memberIds: [agent.id] },
  });
  agent.actor = { ...agent.actor, teamIds: [team.id, other.id] };
  await fill(owner.workspaceId, team.id, [owner.id, agent.id]);
});
afterAll(() => house.close());

async function fill(workspaceId: string, teamId: string, holders: string[]): Promise<void> {
  const ws = sql`${workspaceId}::uuid`;
  await sql`insert into inboxes (workspace_id, id, name, address, created_at) values (${ws}, gen_random_uuid(), 'x', 'x@x.example', now())`.execute(
    house.system,
  );
  await sql`insert into customers (workspace_id, id, name, created_at) select ${ws}, gen_random_uuid(), 'Customer ' || n, now() from generate_series(1, 500) n`.execute(
    house.system,
  );
  await sql`
    with made as materialized (
      select gen_random_uuid() as id, gen_random_uuid() as promise_id, n,
        case when n % 10 < 7 then 'resolved' when n % 10 = 7 then 'waiting' else 'open' end as state
      from generate_series(1, 100000) n
    ), people as (
      select array_agg(id order by id) as ids from customers where workspace_id = ${ws}
    ), promised as (
      insert into promises (workspace_id, id, conversation_id, kind, text, due_at, made_at)
      select ${ws}, promise_id, id, 'next_step', 'x', now() + (n % 5000 - 1000) * interval '1 minute', now() from made where state <> 'resolved'
    )
    insert into conversations (workspace_id, id, number, subject, state, inbox_id, customer_id, holder_id, team_id,
      promise_id, promise_kind, promise_text, promise_due_at, last_message_at, resolved_at, created_at)
    select ${ws}, id, n, 'Subject ' || n, state, (select id from inboxes where workspace_id = ${ws}), people.ids[1 + n % 500],
      case when n % 5 = 0 then null else (${holders}::uuid[])[1 + n % 2] end, case when n % 5 = 0 then ${teamId}::uuid end,
      case when state <> 'resolved' then promise_id end, case when state <> 'resolved' then 'next_step' end,
      case when state <> 'resolved' then 'x' end,
      case when state <> 'resolved' then now() + (n % 5000 - 1000) * interval '1 minute' end,
      now(), case when state = 'resolved' then now() - n * interval '1 minute' end, now() - n * interval '1 minute'
    from made, people`.execute(house.system);
  await sql`analyze`.execute(house.system);
}

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

async function explain(person: Person, view: (typeof views)[number], after?: string): Promise<Plan[]> {
  return house.work(person.actor, async (work) => {
    const page = await pageOf(work, { view, limit: 50, after });
    const { rows } = await sql<
      Record<string, [{ Plan: Plan }]>
    >`explain (analyze, format json) ${page}`.execute(work.db);
    const [plan] = Object.values(rows[0] ?? {});
    return nodes((plan as [{ Plan: Plan }])[0].Plan);
  });
}

test.each(views)(
  "the first page of %s reads an index and only about a page of rows, as owner and as agent",
  async (view) => {
    for (const person of [owner, agent]) {
      const plan = await explain(person, view);
      const touched = plan.filter((node) => node["Relation Name"] === "conversations");
      expect(touched.length).toBeGreaterThan(0);
      for (const node of touched) {
        expect(node["Node Type"]).not.toBe("Seq Scan");
        const read =
          ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1);
        // Due soon and overdue are ranges of the same index; none of them reads beyond the page it gives.
        expect(read, `${view} read ${read} rows`).toBeLessThanOrEqual(120);
      }
    }
  },
);

test("a page far down costs as much as the first", async () => {
  const cursor = Buffer.from(
    JSON.stringify([
      new Date(Date.now() + 40 * 3600_000).toISOString(),
      "01900000-0000-7000-8000-000000000000",
    ]),
  ).toString("base64url");
  const plan = await explain(owner, "all", cursor);
  const rows = plan
    .filter((node) => node["Relation Name"] === "conversations")
    .map((node) => node["Actual Rows"] ?? 0);
  expect(Math.max(...rows)).toBeLessThanOrEqual(51);
});

test("counts stop at a thousand", async () => {
  const { counts } = await house.work(agent.actor, countViews);
  expect(counts).toMatchObject({ all: 1000, waiting: 1000, mine: 1000 });
});
