import { type RawBuilder, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AuditWanted } from "../../shared/audit.ts";
import { newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import type { Work } from "../platform/work.ts";
import { auditQuery, lastChangesQuery } from "./audit.ts";

const everyday = 100_000;
let house: TestHouse;
let owner: Person;
let ids = { actor: "", subject: "", conversation: "", customer: "" };

/** Everyday events of a year, and among the oldest of them a few changes of the settings. */
beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
  const ws = owner.workspaceId;
  await sql`insert into events (workspace_id, id, name, actor_kind, actor_id, conversation_id, customer_id, data, at)
    select ${ws}::uuid, gen_random_uuid(), 'message.received', 'customer', md5((n % 500)::text)::uuid, md5((n % 2000)::text)::uuid,
      md5((n % 500)::text)::uuid, '{}', now() - n * interval '5 minutes' from generate_series(1, ${everyday}::int) n`.execute(
    house.system,
  );
  await sql`insert into events (workspace_id, id, name, actor_kind, actor_id, subject_id, data, at)
    select ${ws}::uuid, gen_random_uuid(), case when n % 2 = 0 then 'team.changed' else 'field.changed' end, 'agent', md5('boss')::uuid,
      md5((n % 20)::text)::uuid, '{}', now() - interval '300 days' - n * interval '1 hour' from generate_series(1, 200) n`.execute(
    house.system,
  );
  await sql`insert into events (workspace_id, id, name, actor_kind, actor_id, conversation_id, data, at)
    select ${ws}::uuid, gen_random_uuid(), 'message.received', 'key', md5('shop')::uuid, md5((n % 20)::text)::uuid, '{}',
      now() - interval '300 days' - n * interval '1 hour' from generate_series(1, 20) n`.execute(
    house.system,
  );
  await sql`vacuum analyze events`.execute(house.system);
  const { rows } = await sql<typeof ids>`select md5('boss')::uuid as actor, md5('4')::uuid as subject,
    md5('7')::uuid as conversation, md5('8')::uuid as customer`.execute(house.system);
  ids = rows[0] ?? ids;
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

/** How many rows of the log the database touches for this, behind row-level security. */
async function touchedBy(query: (work: Work) => RawBuilder<unknown>): Promise<number> {
  const found = await house.work(owner.actor, async (work) => {
    const { rows } = await sql<Record<string, [{ Plan: Plan }]>>`
      explain (analyze, timing off, format json) ${query(work)}`.execute(work.db);
    return Object.values(rows[0] ?? {})[0]?.[0].Plan;
  });
  let touched = 0;
  const walk = (plan: Plan | undefined) => {
    if (!plan) return;
    const rows = plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0);
    if (plan["Relation Name"] === "events" || plan["Node Type"] === "Bitmap Index Scan")
      touched += rows * plan["Actual Loops"];
    plan.Plans?.forEach(walk);
  };
  walk(found);
  return touched;
}

const wanted = (): Record<string, AuditWanted> => ({
  everything: {},
  "one person": { actorId: ids.actor },
  "programs, which did little": { actorKind: "key" },
  customers: { actorKind: "customer" },
  "one thing": { subjectId: ids.subject },
  "one conversation": { conversationId: ids.conversation },
  "one customer": { customerId: ids.customer },
  "settings, which are old": { area: "settings" },
  "people, who are old": { area: "people" },
  conversations: { area: "conversations" },
  "a day": { from: new Date(Date.now() - 100 * 86_400_000), until: new Date(Date.now() - 99 * 86_400_000) },
});

test.each(Object.keys(wanted()))("a page of the log of %s reads little more than the page", async (name) => {
  const touched = await touchedBy((work) => {
    const { sql: text, parameters } = auditQuery(work, wanted()[name] ?? {}, null, 51).compile();
    return raw(text, parameters);
  });
  expect(touched).toBeLessThan(1000);
  expect(touched).toBeGreaterThan(0);
});

test("the last changes of things take a step into the index each", async () => {
  const touched = await touchedBy((work) => lastChangesQuery(work, [ids.subject, ids.actor]));
  expect(touched).toBeLessThan(10);
});

/** A compiled query as part of another one. */
function raw(text: string, parameters: readonly unknown[]): RawBuilder<unknown> {
  const parts = text.split(/\$\d+/);
  return sql.join(
    parts.flatMap((part, index) => [
      sql.raw(part),
      ...(index < parts.length - 1 ? [sql`${parameters[index]}`] : []),
    ]),
    sql``,
  );
}
