import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as conversationStatesApi from "../../shared/conversation-states.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import * as messagesApi from "../../shared/messages.ts";
import * as repliesApi from "../../shared/replies.ts";
import * as viewsApi from "../../shared/views.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  owner = await newWorkspace(house);
});

const hour = 3600_000;
const later = (hours: number) => new Date(house.clock.now().getTime() + hours * hour).toISOString();
const problem = {
  customer: { email: "ana@shop.example", name: "Ana" },
  subject: "Broken kettle",
  text: "It leaks.",
};
const started = (who = owner, body = {}) =>
  who.call(conversationsApi.startConversation, { body: { ...problem, ...body } });
const names = async (conversationId: string) =>
  (
    await house.system
      .selectFrom("events")
      .select("name")
      .where("conversationId", "=", conversationId)
      .orderBy("position")
      .execute()
  ).map(({ name }) => name);

test("a new conversation has a number, a holder and a first promise at once", async () => {
  const first = await started();
  const second = await started();
  expect([first.number, second.number]).toEqual([1, 2]);
  expect(first).toMatchObject({
    state: "open",
    holder: { id: owner.id },
    promise: { kind: "first_reply", brokenAt: null },
  });
  expect(first.promise?.dueAt.getTime()).toBeGreaterThan(house.clock.now().getTime());
  expect(await names(first.id)).toEqual([
    "promise.made",
    "conversation.started",
    "conversation.assigned",
    "message.received",
  ]);
});

test("the first reply is promised within four business hours of the workspace's zone", async () => {
  const berlin = await newWorkspace(house, "Europe/Berlin");
  house.clock.set(new Date("2026-03-27T15:00:00Z")); // Friday 16:00 in Berlin, the weekend clocks go forward.
  const { promise } = await started(berlin);
  expect(promise?.dueAt.toISOString().slice(0, 16)).toBe("2026-03-30T10:00"); // Monday 12:00 summer time.
  house.clock.set(new Date());
});

test("the same customer is found again by address, whatever its case", async () => {
  const one = await started();
  const two = await started(owner, { customer: { email: "ANA@shop.example", name: "" } });
  expect(two.customer.id).toBe(one.customer.id);
  expect(two.related).toMatchObject([{ id: one.id, why: "same_customer" }]);
});

test("a reply keeps the promise and makes the next one", async () => {
  const { id } = await started();
  await owner.call(repliesApi.sendReply, {
    params: { id },
    body: { text: "On it.", then: { state: "open", promise: { text: "Send a new one", dueAt: later(24) } } },
  });
  const after = await owner.call(conversationsApi.getConversation, { params: { id } });
  expect(after).toMatchObject({
    state: "open",
    customerSpokeLast: false,
    promise: { kind: "next_step", text: "Send a new one" },
  });
  expect(await names(id)).toEqual(expect.arrayContaining(["promise.kept", "promise.made", "message.sent"]));
});

test("a reply without a next promise is refused and loses nothing", async () => {
  const { id } = await started();
  const reply = (then: unknown) =>
    owner.try(repliesApi.sendReply, { params: { id }, body: { text: "Hello", then } });
  expect(await reply({ state: "open" })).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  expect(await reply({ state: "open", promise: { text: "x", dueAt: later(-1) } })).toMatchObject({
    status: 422,
    body: { code: "promise_in_the_past" },
  });
  expect((await owner.call(messagesApi.listMessages, { params: { id } })).items).toHaveLength(1);
});

test("waiting for the customer promises a check-in; their answer opens it again with a promised reply", async () => {
  const { id } = await started();
  await owner.call(repliesApi.sendReply, {
    params: { id },
    body: { text: "Which model?", then: { state: "waiting" } },
  });
  expect(await owner.call(conversationsApi.getConversation, { params: { id } })).toMatchObject({
    state: "waiting",
    promise: { kind: "check_in" },
  });
  await owner.call(messagesApi.receiveMessage, { params: { id }, body: { text: "The red one" } });
  expect(await owner.call(conversationsApi.getConversation, { params: { id } })).toMatchObject({
    state: "open",
    customerSpokeLast: true,
    promise: { kind: "next_step" },
  });
  expect(await names(id)).toEqual(expect.arrayContaining(["promise.withdrawn", "conversation.opened"]));
});

test("the same external message twice, also at once, is one message", async () => {
  const { id } = await started();
  const ask = { params: { id }, body: { text: "Again", externalId: "ext-1" } };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => owner.call(messagesApi.receiveMessage, ask)),
  );
  expect(new Set(answers.map((message) => message.id)).size).toBe(1);
  expect((await owner.call(messagesApi.listMessages, { params: { id } })).items).toHaveLength(2);
});

test("resolving twice changes nothing and tells nobody; a customer's word reopens it with the same holder and a promise", async () => {
  const { id } = await started();
  await owner.call(conversationStatesApi.resolveConversation, {
    params: { id },
    body: { reason: "Replaced" },
  });
  await owner.call(conversationStatesApi.resolveConversation, { params: { id }, body: { reason: "Again" } });
  expect((await names(id)).filter((name) => name === "conversation.resolved")).toHaveLength(1);
  expect(await owner.call(conversationsApi.getConversation, { params: { id } })).toMatchObject({
    state: "resolved",
    promise: null,
    resolution: "Replaced",
  });
  await owner.call(messagesApi.receiveMessage, { params: { id }, body: { text: "It leaks again" } });
  expect(await owner.call(conversationsApi.getConversation, { params: { id } })).toMatchObject({
    state: "open",
    holder: { id: owner.id },
    promise: { kind: "next_step" },
  });
});

test("a promise that falls due is broken once, and the lead hears of it", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const { id } = await started(agent);
  house.clock.advance(100 * hour);
  await house.settle();
  await house.settle();
  expect(await owner.call(conversationsApi.getConversation, { params: { id } })).toMatchObject({
    escalatedTo: owner.id,
    promise: { kind: "first_reply" },
  });
  expect((await names(id)).filter((name) => name === "promise.broken")).toHaveLength(1);
  expect((await names(id)).filter((name) => name === "promise.due_soon")).toHaveLength(1);
  await agent.call(repliesApi.sendReply, {
    params: { id },
    body: { text: "Sorry", then: { state: "resolved", reason: "Done" } },
  });
  const [promise] = await house.system
    .selectFrom("promises")
    .selectAll()
    .where("conversationId", "=", id)
    .execute();
  expect(promise).toMatchObject({ outcome: "broken" });
  expect((await names(id)).filter((name) => name === "promise.broken")).toHaveLength(1);
});

test("a promise moved in time is neither kept nor broken", async () => {
  const { id } = await started();
  await owner.call(conversationsApi.makePromise, {
    params: { id },
    body: { text: "Call the supplier", dueAt: later(50) },
  });
  expect((await names(id)).filter((name) => /^promise\.(kept|broken|moved)$/.test(name))).toEqual([
    "promise.moved",
  ]);
});

test("snoozing hides it until then, never beyond the promise, and a customer's word wakes it", async () => {
  const { id, promise } = await started();
  const beyond = new Date((promise?.dueAt.getTime() ?? 0) + 1000).toISOString();
  expect(
    await owner.try(conversationStatesApi.snooze, { params: { id }, body: { until: beyond } }),
  ).toMatchObject({
    status: 422,
    body: { code: "snooze_beyond_promise" },
  });
  await owner.call(conversationStatesApi.snooze, { params: { id }, body: { until: later(0.01) } });
  expect((await owner.call(viewsApi.listConversations, { query: { view: "mine" } })).items).toEqual([]);
  house.clock.advance(hour / 50);
  await house.runSchedules();
  expect(
    (await owner.call(viewsApi.listConversations, { query: { view: "mine" } })).items.map((row) => row.id),
  ).toEqual([id]);
});

test("mentioned collaborators see the conversation from then on, and others of it nothing", async () => {
  const helper = await newAgent(house, owner.workspaceId, "collaborator");
  const { id } = await started();
  expect(await helper.try(conversationsApi.getConversation, { params: { id } })).toMatchObject({
    status: 404,
  });
  await owner.call(repliesApi.writeNote, {
    params: { id },
    body: { text: "Can you look?", mentions: [helper.id] },
  });
  expect(await helper.call(conversationsApi.getConversation, { params: { id } })).toMatchObject({ id });
  expect((await helper.call(viewsApi.listConversations, { query: { view: "all" } })).items).toHaveLength(1);
});

test("another workspace's id looks like a missing one", async () => {
  const { id } = await started();
  const stranger = await newWorkspace(house);
  const foreign = await stranger.try(conversationsApi.getConversation, { params: { id } });
  const missing = await stranger.try(conversationsApi.getConversation, {
    params: { id: "01900000-0000-7000-8000-000000000000" },
  });
  expect(foreign).toEqual(missing);
  expect(foreign.status).toBe(404);
});

test("two who resolve and reply at once both succeed, one after the other", async () => {
  const { id } = await started();
  await Promise.all([
    owner.call(conversationStatesApi.resolveConversation, { params: { id }, body: { reason: "Done" } }),
    owner.call(repliesApi.sendReply, {
      params: { id },
      body: { text: "One more thing", then: { state: "open", promise: { text: "x", dueAt: later(5) } } },
    }),
    owner.call(conversationStatesApi.snooze, { params: { id }, body: { until: later(0.5) } }).catch(() => {}),
  ]);
  const { state, promise } = await owner.call(conversationsApi.getConversation, { params: { id } });
  expect(state === "resolved" ? promise === null : promise !== null).toBe(true);
});

test("pages of a view follow each other without gap or repetition, what is due next first", async () => {
  for (let index = 0; index < 7; index++) await started(owner, { subject: `Case ${index}` });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await owner.call(viewsApi.listConversations, {
      query: { view: "all", limit: 3, ...(after && { after }) },
    });
    seen.push(...page.items.map((row) => row.id));
    after = page.next ?? undefined;
  } while (after);
  expect(new Set(seen).size).toBe(7);
  expect((await owner.call(viewsApi.countViews)).counts).toMatchObject({
    mine: 7,
    all: 7,
    due_soon: 0,
    overdue: 0,
  });
});

test("a message taken in by API is answered as it is read later", async () => {
  const { id } = await started();
  const told = await owner.call(messagesApi.receiveMessage, {
    params: { id },
    body: { text: "And the lid?" },
  });
  expect(await owner.call(messagesApi.getMessage, { params: { id: told.id } })).toEqual(told);
});

test("a customer's conversations are listed by view: what is under way, and what is resolved", async () => {
  const [done, open] = [await started(), await started()];
  await owner.call(conversationStatesApi.resolveConversation, {
    params: { id: done.id },
    body: { reason: "Done" },
  });
  const listed = async (view: string) =>
    (
      await owner.call(viewsApi.listConversations, { query: { view, customerId: done.customer.id } })
    ).items.map(({ id }) => id);
  expect([await listed("all"), await listed("resolved")]).toEqual([[open.id], [done.id]]);
});
