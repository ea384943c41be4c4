import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Condition, checkCondition, listConditionFields } from "../../shared/conditions.ts";
import { changeConversation, startConversation } from "../../shared/conversations.ts";
import { assign } from "../../shared/handovers.ts";
import { sendReply } from "../../shared/replies.ts";
import { createTeam } from "../../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { meets } from "../platform/condition-memory.ts";
import { compile } from "../platform/condition-sql.ts";
import { requireSound } from "../platform/conditions.ts";
import { conversationFields, customerFields, frameOf } from "./condition-fields.ts";
import { factsOf } from "./facts.ts";

interface Described {
  paths: Record<
    string,
    Record<
      string,
      { requestBody: { content: Record<string, { schema: { properties: Record<string, Shape> } }> } }
    >
  >;
}
interface Shape {
  description: string;
  oneOf: { properties: object }[];
  examples: Condition[];
}

let house: TestHouse;
let owner: Person;
let agent: Person;
const subjects = new Map<string, string>();

beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
  agent = await newAgent(house, owner.workspaceId);
  const team = await owner.call(createTeam, {
    body: { name: "Returns", leadId: owner.id, memberIds: [agent.id] },
  });
  agent.actor = { ...agent.actor, teamIds: [team.id] };
  const begin = async (subject: string, email: string, text: string) => {
    const { id } = await owner.call(startConversation, {
      body: { customer: { email, name: subject === "Refund" ? "Rita" : "" }, subject, text },
    });
    subjects.set(id, subject);
    return id;
  };
  const refund = await begin("Refund", "rita@shop.example", "I want my money back");
  const broken = await begin("Broken lamp", "bob@OTHER.example", "It is broken");
  await begin("Question", "quinn@Gmail.com", "Do you sell lamps?");
  await owner.call(changeConversation, {
    params: { id: refund },
    body: { tags: ["vip", "money"], priority: "high" },
  });
  await owner.call(assign, { params: { id: refund }, body: { agentId: agent.id } });
  await owner.call(assign, { params: { id: broken }, body: { teamId: team.id } });
  const promise = { text: "News", dueAt: new Date(house.clock.now().getTime() + 30 * 60_000).toISOString() };
  await owner.call(sendReply, {
    params: { id: broken },
    body: { text: "On its way", then: { state: "waiting", promise } },
  });
});
afterAll(() => house.close());

/** The subjects a condition selects; SQL and memory must agree. */
async function found(condition: Condition, person = agent): Promise<string[]> {
  return house.work(person.actor, async (work) => {
    const fields = await conversationFields(work);
    const frame = await frameOf(work);
    requireSound(condition, fields);
    const { rows } = await sql<{ id: string }>`
      select c.id from conversations c where c.workspace_id = ${work.workspaceId}::uuid
        and ${compile(condition, fields, frame)} order by c.number`.execute(work.db);
    const bySql = rows.map(({ id }) => subjects.get(id) ?? "");
    const facts = await factsOf(work, [...subjects.keys()], fields);
    const inMemory = [...facts].filter(([, one]) => meets(condition, fields, one, frame));
    expect(inMemory.map(([id]) => subjects.get(id) ?? "").sort()).toEqual([...bySql].sort());
    return bySql;
  });
}

const leaf = (field: string, operator: string, value?: unknown): Condition => ({ field, operator, value });

test.each<[Condition, string[]]>([
  [leaf("conversation.holder", "is", "me"), ["Refund"]],
  [leaf("conversation.holder", "is_not", "me"), ["Broken lamp", "Question"]],
  [leaf("conversation.team", "is", "my_teams"), ["Broken lamp"]],
  [leaf("conversation.tags", "any_of", ["money", "gone"]), ["Refund"]],
  [leaf("conversation.tags", "is_empty"), ["Broken lamp", "Question"]],
  [leaf("conversation.number", "between", [2, 3]), ["Broken lamp", "Question"]],
  [leaf("conversation.subject", "contains", "LAMP"), ["Broken lamp"]],
  [leaf("conversation.priority", "one_of", ["high", "urgent"]), ["Refund"]],
  [leaf("conversation.promise_due", "in_next", { amount: 1, unit: "hours" }), ["Broken lamp"]],
  [leaf("conversation.customer_spoke_last", "is", false), ["Broken lamp"]],
  [leaf("conversation.channel", "is", "api"), ["Refund", "Broken lamp", "Question"]],
  [leaf("conversation.rating", "less", 3), []],
  [leaf("customer.domain", "is", "other.EXAMPLE"), ["Broken lamp"]],
  [leaf("company.domain", "is", "OTHER.example"), ["Broken lamp"]],
  [leaf("company.domain", "ends_with", "shop.example"), ["Refund"]],
  [leaf("customer.domain", "is", "gmail.com"), ["Question"]],
  [leaf("company.domain", "is_empty"), ["Question"]],
  [leaf("customer.name", "is_empty"), ["Broken lamp", "Question"]],
  [leaf("message.newest_text", "contains", "way"), ["Broken lamp"]],
  [leaf("message.newest_customer_text", "contains", "lamps"), ["Question"]],
  [leaf("conversation.resolved", "is_empty"), ["Refund", "Broken lamp", "Question"]],
  [
    {
      not: { any: [leaf("conversation.state", "is", "waiting"), leaf("conversation.rating", "greater", 1)] },
    },
    ["Refund", "Question"],
  ],
])("%j selects %j", async (condition, expected) => {
  expect(await found(condition)).toEqual(expected);
});

test("every field of conversations and of customers is asked with its opposite, and the two share all rows", async () => {
  await house.work(owner.actor, async (work) => {
    const frame = await frameOf(work);
    for (const [fields, from] of [
      [await conversationFields(work), sql`conversations c`],
      [await customerFields(work), sql`customers u`],
    ] as const) {
      const count = async (condition: Condition) => {
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from ${from} where ${compile(condition, fields, frame)}`.execute(work.db);
        return rows[0]?.n ?? Number.NaN;
      };
      for (const { id, type } of fields) {
        const one = type === "boolean" ? leaf(id, "is", true) : leaf(id, "is_not_empty");
        expect([id, (await count(one)) + (await count({ not: one }))]).toEqual([id, 3]);
      }
    }
  });
});

test("the builder is told every field with its operators and choices", async () => {
  const { fields } = await agent.call(listConditionFields);
  expect(fields.find(({ id }) => id === "conversation.inbox")?.options).toHaveLength(1);
  expect(fields.find(({ id }) => id === "conversation.tags")?.operators).toContain("all_of");
  const { fields: ofCustomer } = await agent.call(listConditionFields, { query: { subject: "customer" } });
  expect(ofCustomer.map(({ id }) => id)).not.toContain("conversation.state");
});

test("a check tells every part that is wrong, and a broken form is refused with its place", async () => {
  const wrong = { all: [leaf("conversation.gone", "is", "x"), leaf("conversation.state", "is", "asleep")] };
  const { troubles } = await agent.call(checkCondition, { body: { condition: wrong } });
  expect(troubles.map(({ path }) => path)).toEqual(["/all/0/field", "/all/1/value"]);
  const { status, body } = await agent.try(checkCondition, { body: { condition: { all: [5] } } });
  expect([status, (body["errors"] as { path: string }[])[0]?.path]).toEqual([400, "/condition/all/0"]);
});

test("the API says how a condition is written", async () => {
  const { json } = await house.app.fastify.inject({ method: "GET", url: "/api/openapi.json" });
  const body =
    json<Described>().paths["/api/views"]?.["post"]?.requestBody.content["application/json"]?.schema;
  const condition = body?.properties["condition"];
  expect(condition?.description).toContain("/api/conditions/fields");
  expect(condition?.oneOf.map(({ properties }) => Object.keys(properties))).toEqual([
    ["all"],
    ["any"],
    ["not"],
    ["field", "operator", "value"],
  ]);
  const fields = await house.work(agent.actor, (work) => conversationFields(work));
  for (const example of condition?.examples ?? []) requireSound(example, fields);
  expect(condition?.examples).not.toEqual([]);
});
