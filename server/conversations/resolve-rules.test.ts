import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { resolveConversation } from "../../shared/conversation-states.ts";
import { startConversation } from "../../shared/conversations.ts";
import { createField, listFields, orderFields } from "../../shared/fields.ts";
import { changeResolveRules, getResolveRules } from "../../shared/resolve-rules.ts";
import * as topics from "../../shared/topics.ts";
import { newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
let made = 0;

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
});
afterAll(() => house.close());

const begin = (subject = "Lamp", text = "It is dark") =>
  owner.call(startConversation, {
    body: { customer: { email: `r${++made}@shop.example` }, subject, text },
  });
const topic = (name: string, more: object = {}) =>
  owner.call(topics.createTopic, { body: { name, ...more } });
const resolve = (id: string) => owner.try(resolveConversation, { params: { id }, body: { reason: "Done" } });

test("required topic and root cause are asked for together with the fields, only where there are some to choose", async () => {
  const { id } = await begin();
  await owner.call(changeResolveRules, { body: { topicRequired: true, rootCauseRequired: true } });
  expect(await owner.call(getResolveRules)).toEqual({ topicRequired: true, rootCauseRequired: true });
  const late = await topic("Late");
  const damaged = await topic("Damaged");
  const cause = await owner.call(topics.createRootCause, { body: { name: "Carrier", topicId: late.id } });
  await owner.call(createField, {
    body: { subject: "conversation", type: "text", label: "Serial", requiredOnResolve: true },
  });
  const paths = async () =>
    ((await resolve(id)).body["errors"] as { path: string }[]).map(({ path }) => path.split("/")[1]);
  expect(await paths()).toEqual(["topic", "fields"]);
  await owner.call(topics.classify, { params: { id }, body: { topicId: late.id } });
  expect(await paths()).toEqual(["rootCause", "fields"]);
  await owner.call(topics.classify, { params: { id }, body: { topicId: damaged.id } });
  expect(await paths()).toEqual(["fields"]);
  await owner.call(topics.classify, { params: { id }, body: { topicId: late.id, rootCauseId: cause.id } });
  expect(await paths()).toEqual(["fields"]);
});

test("a rule that is as it was tells nobody", async () => {
  for (const topicRequired of [false, true, true])
    await owner.call(changeResolveRules, { body: { topicRequired } });
  const told = await house.system
    .selectFrom("events")
    .select("data")
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", "resolve_rules.changed")
    .execute();
  expect(told.map(({ data }) => data)).toEqual([{ fields: ["topicRequired"] }]);
});

test("fields, topics and statuses are put in order; a mix of two levels is refused", async () => {
  const field = (label: string, subject = "conversation") =>
    owner.call(createField, { body: { subject, type: "text", label } });
  const [a, b, c] = [await field("A"), await field("B"), await field("C", "customer")];
  await owner.call(orderFields, { body: { ids: [b.id, a.id] } });
  expect(
    (await owner.call(listFields, { query: { subject: "conversation" } })).items.map((one) => one.label),
  ).toEqual(["B", "A"]);
  expect((await owner.try(orderFields, { body: { ids: [a.id, c.id] } })).status).toBe(422);
  const [one, two] = [await topic("One"), await topic("Two")];
  const below = await topic("Below", { parentId: one.id });
  await owner.call(topics.orderTopics, { body: { ids: [two.id, one.id] } });
  expect((await owner.call(topics.listTopics)).items.map(({ name }) => name)).toEqual([
    "Two",
    "One",
    "Below",
  ]);
  expect((await owner.try(topics.orderTopics, { body: { ids: [below.id, one.id] } })).status).toBe(422);
  const status = (name: string, state: string) => owner.call(topics.createStatus, { body: { name, state } });
  const [asking, testing] = [await status("Asking", "open"), await status("Testing", "open")];
  await owner.call(topics.orderStatuses, { body: { ids: [testing.id, asking.id] } });
  expect((await owner.call(topics.listStatuses)).items.map(({ name }) => name)).toEqual([
    "Testing",
    "Asking",
  ]);
});

test("an archived topic comes back where it stood, or on top when that is archived too", async () => {
  const orders = await topic("Orders");
  const late = await topic("Late", { parentId: orders.id });
  await owner.call(topics.removeTopic, { params: { id: late.id } });
  expect((await owner.call(topics.listArchivedTopics)).items).toMatchObject([{ id: late.id }]);
  expect(await owner.call(topics.restoreTopic, { params: { id: late.id } })).toMatchObject({
    parentId: orders.id,
  });
  await owner.call(topics.removeTopic, { params: { id: late.id } });
  await owner.call(topics.removeTopic, { params: { id: orders.id } });
  expect(await owner.call(topics.restoreTopic, { params: { id: late.id } })).toMatchObject({
    parentId: null,
  });
  expect((await owner.call(topics.listTopics)).items.map(({ name }) => name)).toEqual(["Late"]);
});

test("keywords point to a topic at once; learned words are shown, and one of them can be forgotten", async () => {
  const refund = await topic("Money back", { keywords: ["Reimburse", "chargeback"] });
  await topic("Delivery");
  const suggested = async (id: string) =>
    (await owner.call(topics.suggestTopics, { params: { id } })).items.map(({ topicId }) => topicId);
  const fresh = await begin("Please reimburse me", "Soon");
  expect(await suggested(fresh.id)).toEqual([refund.id]);
  const params = { id: refund.id };
  await owner.call(topics.classify, {
    params: { id: (await begin("Zebra", "stripes")).id },
    body: { topicId: refund.id },
  });
  await house.runReactions();
  const words = async () =>
    (await owner.call(topics.listTopicWords, { params })).items.map(({ word }) => word);
  expect(await words()).toEqual(["stripes", "zebra"]);
  await owner.call(topics.forgetTopicWord, { params: { ...params, word: "zebra" } });
  expect(await words()).toEqual(["stripes"]);
  const zebra = await begin("Zebra", "Zebra");
  expect(await suggested(zebra.id)).toEqual([]);
});
