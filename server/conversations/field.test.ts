import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Condition, listConditionFields } from "../../shared/conditions.ts";
import { resolveConversation } from "../../shared/conversation-states.ts";
import { startConversation } from "../../shared/conversations.ts";
import * as api from "../../shared/fields.ts";
import { sendReply } from "../../shared/replies.ts";
import { classify, createTopic } from "../../shared/topics.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { meets } from "../platform/condition-memory.ts";
import { compile } from "../platform/condition-sql.ts";
import { requireSound } from "../platform/conditions.ts";
import { conversationFields, frameOf } from "./condition-fields.ts";
import { factsOf } from "./facts.ts";

let house: TestHouse;
let owner: Person;
let agent: Person;
let made = 0;

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  agent = await newAgent(house, owner.workspaceId);
});
afterAll(() => house.close());

const begin = () =>
  owner.call(startConversation, {
    body: { customer: { email: `c${++made}@shop.example` }, subject: "Lamp", text: "It is dark" },
  });
const field = (body: Record<string, unknown>) =>
  owner.call(api.createField, { body: { subject: "conversation", type: "text", ...body } });

test("every type holds what fits it, gives it back, and is emptied by null", async () => {
  const { id } = await begin();
  const options = [{ label: "Red" }, { label: "Green" }];
  const color = await field({ label: "Color", type: "choice", options });
  const cases: [api.CustomField, api.FieldValue, unknown][] = [
    [color, color.options[1]?.value ?? "", "pink"],
    [await field({ label: "Serial" }), "A-1", 5],
    [await field({ label: "Weight", type: "number" }), 0.25, "heavy"],
    [await field({ label: "Bought", type: "date" }), "2030-02-28", "2030-02-30"],
    [await field({ label: "Insured", type: "checkbox" }), true, "yes"],
    [await field({ label: "Order page", type: "link" }), "https://shop.example/1", "javascript:alert(1)"],
    [await field({ label: "Advisor", type: "person" }), agent.id, owner.workspaceId],
  ];
  const params = { id };
  for (const [{ id: fieldId }, value, wrong] of cases) {
    const { items } = await agent.call(api.fillConversationFields, {
      params,
      body: { values: { [fieldId]: value } },
    });
    expect(items.find((one) => one.id === fieldId)?.value).toBe(value);
    const { status, body } = await agent.try(api.fillConversationFields, {
      params,
      body: { values: { [fieldId]: wrong } },
    });
    expect([status, (body["errors"] as { path: string }[])[0]?.path]).toEqual([400, `/values/${fieldId}`]);
  }
  const { items: before } = await agent.call(api.getConversationFields, { params });
  expect(before.map(({ value }) => value)).toEqual(cases.map(([, value]) => value));
  const empty = Object.fromEntries(cases.map(([{ id }]) => [id, null]));
  const { items: after } = await agent.call(api.fillConversationFields, { params, body: { values: empty } });
  expect(after.every(({ value }) => value === null)).toBe(true);
});

test("filling in what is there already tells nobody", async () => {
  const { id } = await begin();
  const serial = await field({ label: "Serial" });
  const fill = () =>
    agent.call(api.fillConversationFields, { params: { id }, body: { values: { [serial.id]: "A-1" } } });
  await fill();
  await fill();
  const told = await house.system
    .selectFrom("events")
    .select("data")
    .where("conversationId", "=", id)
    .where("name", "=", "conversation.changed")
    .execute();
  expect(told.map(({ data }) => data)).toEqual([{ conversationId: id, fields: [`field.${serial.id}`] }]);
});

test("a required field holds up resolving, by hand and by reply, until it is filled in", async () => {
  const { id } = await begin();
  const params = { id };
  const serial = await field({ label: "Serial", requiredOnResolve: true });
  const byHand = await owner.try(resolveConversation, { params, body: { reason: "Done" } });
  expect(byHand.body).toMatchObject({ code: "fields_required", errors: [{ path: `/fields/${serial.id}` }] });
  const byReply = await owner.try(sendReply, {
    params,
    body: { text: "Bye", then: { state: "resolved", reason: "Done" } },
  });
  expect(byReply.body["code"]).toBe("fields_required");
  await owner.call(api.fillConversationFields, { params, body: { values: { [serial.id]: "A-1" } } });
  expect((await owner.call(resolveConversation, { params, body: { reason: "Done" } })).state).toBe(
    "resolved",
  );
});

test("a field of a topic is asked there and below, and required only there", async () => {
  const { id } = await begin();
  const params = { id };
  const orders = await owner.call(createTopic, { body: { name: "Orders" } });
  const late = await owner.call(createTopic, { body: { name: "Late", parentId: orders.id } });
  await field({ label: "Order number", requiredOnResolve: true, topicIds: [orders.id] });
  expect((await agent.call(api.getConversationFields, { params })).items).toEqual([]);
  await agent.call(classify, { params, body: { topicId: late.id } });
  expect((await agent.call(api.getConversationFields, { params })).items).toHaveLength(1);
  const { body } = await owner.try(resolveConversation, { params, body: { reason: "Done" } });
  expect(body["code"]).toBe("fields_required");
  await agent.call(classify, { params, body: { topicId: null } });
  await owner.call(resolveConversation, { params, body: { reason: "Done" } });
});

test("conditions ask about them in SQL and in memory, also through the customer", async () => {
  // Far from midnight: today stays today.
  house.clock.set(new Date(new Date().setUTCHours(36, 0, 0, 0)));
  const first = await begin();
  const second = await begin();
  const weight = await field({ label: "Weight", type: "number" });
  const bought = await field({ label: "Bought", type: "date" });
  const insured = await field({ label: "Insured", type: "checkbox" });
  const advisor = await owner.call(api.createField, {
    body: { subject: "customer", type: "person", label: "Advisor" },
  });
  const today = house.clock.now().toISOString().slice(0, 10);
  await agent.call(api.fillConversationFields, {
    params: { id: first.id },
    body: { values: { [weight.id]: 2.5, [bought.id]: today, [insured.id]: true } },
  });
  await agent.call(api.fillCustomerFields, {
    params: { id: second.customer.id },
    body: { values: { [advisor.id]: agent.id } },
  });
  const found = (condition: Condition) =>
    house.work(agent.actor, async (work) => {
      const fields = await conversationFields(work);
      const frame = await frameOf(work);
      requireSound(condition, fields);
      const { rows } = await sql<{ id: string }>`
        select c.id from conversations c where c.workspace_id = ${work.workspaceId}::uuid
          and ${compile(condition, fields, frame)} order by c.number`.execute(work.db);
      const facts = await factsOf(work, [first.id, second.id], fields);
      const met = [...facts].filter(([, one]) => meets(condition, fields, one, frame)).map(([id]) => id);
      const ids = rows.map(({ id }) => id);
      expect(met.sort()).toEqual([...ids].sort());
      return ids.map((id) => (id === first.id ? "first" : "second"));
    });
  const ask = (id: string, operator: string, value?: unknown) =>
    found({ field: `field.${id}`, operator, value });
  expect(await ask(weight.id, "at_least", 2.5)).toEqual(["first"]);
  expect(await ask(weight.id, "is_not", 2.5)).toEqual(["second"]);
  expect(await ask(weight.id, "is_empty")).toEqual(["second"]);
  expect(await ask(bought.id, "in_last", { amount: 0, unit: "days" })).toEqual(["first"]);
  expect(await ask(insured.id, "is", false)).toEqual(["second"]);
  expect(await ask(advisor.id, "is", "me")).toEqual(["second"]);
  expect(await ask(advisor.id, "is_not_empty")).toEqual(["second"]);
});

test("a removed field is no longer asked, required, or known to conditions", async () => {
  const { id } = await begin();
  const serial = await field({ label: "Serial", requiredOnResolve: true });
  await owner.call(api.removeField, { params: { id: serial.id } });
  expect((await agent.call(api.listFields)).items).toEqual([]);
  expect((await agent.call(listConditionFields)).fields.filter(({ group }) => group === "custom")).toEqual(
    [],
  );
  await owner.call(resolveConversation, { params: { id }, body: { reason: "Done" } });
  await field({ label: "Serial" });
});

test("another workspace's field cannot be filled in", async () => {
  const { id } = await begin();
  const stranger = await newWorkspace(house);
  const foreign = await stranger.call(api.createField, {
    body: { subject: "conversation", type: "text", label: "Foreign" },
  });
  const { status } = await owner.try(api.fillConversationFields, {
    params: { id },
    body: { values: { [foreign.id]: "x" } },
  });
  expect(status).toBe(404);
});

test("refuses a label twice, a choice without choices, and a required field of customers", async () => {
  await field({ label: "Serial" });
  for (const body of [
    { subject: "conversation", type: "text", label: "SERIAL" },
    { subject: "conversation", type: "choice", label: "Color" },
    { subject: "conversation", type: "text", label: "Size", options: [{ label: "S" }] },
    { subject: "customer", type: "text", label: "Tier", requiredOnResolve: true },
  ])
    expect((await owner.try(api.createField, { body })).status).toBeGreaterThanOrEqual(409);
});
