import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as api from "../../shared/bulk.ts";
import { reopenConversation, resolveConversation } from "../../shared/conversation-states.ts";
import {
  changeConversation,
  getConversation,
  makePromise,
  startConversation,
} from "../../shared/conversations.ts";
import { assign } from "../../shared/handovers.ts";
import { createKey } from "../../shared/keys.ts";
import { countLeftOpen } from "../../shared/left-open.ts";
import { follow, listFollowers } from "../../shared/merging.ts";
import { createSavedView } from "../../shared/saved-views.ts";
import { closeSide, startSide } from "../../shared/side-conversations.ts";
import { addTask } from "../../shared/tasks.ts";
import { createRootCause, createStatus, createTopic, setStatus } from "../../shared/topics.ts";
import { inject, newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

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

const begin = async (change: Record<string, unknown> = {}) => {
  const { id } = await owner.call(startConversation, {
    body: { customer: { email: `b${++made}@shop.example` }, subject: `Nr ${made}`, text: "x", ...change },
  });
  return id;
};
const several = async (count: number, change = {}) => {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push(await begin(change));
  return ids;
};
const bulk = async (selection: unknown, action: unknown, person = agent) => {
  const { id } = await person.call(api.startBulk, { body: { selection, action } });
  return id;
};
const done = async (id: string, person = agent) => {
  await house.runSchedules();
  return person.call(api.getBulk, { params: { id } });
};
const look = (id: string) => owner.call(getConversation, { params: { id } });
const undo = async (id: string) => {
  await agent.call(api.undoBulk, { params: { id } });
  return done(id);
};

test("does it to the selected, as whoever asked, each with its event", async () => {
  const ids = await several(30);
  const id = await bulk({ ids }, { do: "assign", agentId: agent.id });
  expect(await agent.call(api.getBulk, { params: { id } })).toMatchObject({
    state: "running",
    counts: { pending: 30 },
  });
  expect(await done(id)).toMatchObject({ state: "done", total: 30, counts: { done: 30 } });
  const told = await house.system
    .selectFrom("events")
    .select(["actorId", sql<string>`data->>'why'`.as("why")])
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", "conversation.assigned")
    .where(sql<boolean>`data->>'why' = 'taken'`)
    .execute();
  expect(told).toHaveLength(30);
  expect(new Set(told.map(({ actorId }) => actorId))).toEqual(new Set([agent.id]));
});

test("does it to everything a view holds, a built-in one, or a condition, except some", async () => {
  const [first = ""] = await several(3, { tags: ["vip"] });
  await begin();
  const condition = { field: "conversation.tags", operator: "any_of", value: ["vip"] };
  const view = await agent.call(createSavedView, { body: { name: "VIP", condition } });
  const action = { do: "tag", add: ["Seen"], remove: ["VIP"] };
  const total = async (selection: unknown) => (await done(await bulk(selection, action))).counts;
  expect(await total({ condition, except: [first] })).toEqual({ done: 2 });
  expect(await total({ viewId: view.id })).toEqual({ done: 1 });
  expect(await total({ view: "all" })).toEqual({ done: 1, unchanged: 3 });
  expect((await look(first)).tags).toEqual(["seen"]);
});

test("where a part fails, the rest is done, and each failure says why", async () => {
  const ids = await several(9);
  for (const id of ids.slice(0, 3))
    await owner.call(resolveConversation, { params: { id }, body: { reason: "Done" } });
  const missing = owner.workspaceId;
  const until = new Date(house.clock.now().getTime() + 3600_000).toISOString();
  const id = await bulk({ ids: [...ids, missing] }, { do: "snooze", until });
  expect(await done(id)).toMatchObject({ state: "done", counts: { done: 6, failed: 4 } });
  const { items, next } = await agent.call(api.listBulkItems, {
    params: { id },
    query: { state: "failed", limit: 3 },
  });
  expect(items.map(({ conversationId, code, subject }) => [conversationId, code, subject !== null])).toEqual(
    ids.slice(0, 3).map((id) => [id, "already_resolved", true]),
  );
  const rest = await agent.call(api.listBulkItems, {
    params: { id },
    query: { state: "failed", after: next ?? "" },
  });
  expect(rest.items).toMatchObject([{ conversationId: missing, code: "not_found", number: null }]);
});

test("a failure leaves nothing behind: neither a change nor an event", async () => {
  const id = await begin();
  const dueAt = new Date(house.clock.now().getTime() + 60_000).toISOString();
  const started = await bulk({ ids: [id] }, { do: "hold", promise: { text: "News", dueAt } });
  const before = await look(id);
  house.clock.advance(120_000);
  expect((await done(started)).counts).toEqual({ failed: 1 });
  expect((await look(id)).promise).toEqual(before.promise);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from events
    where conversation_id = ${id}::uuid and name in ('promise.moved', 'conversation.put_on_hold')`.execute(
    house.system,
  );
  expect(rows[0]?.n).toBe(0);
});

test("cancelled it stops where it is, and what was done can be undone", async () => {
  const ids = await several(30);
  const id = await bulk({ ids }, { do: "prioritise", priority: "high" });
  const { schedules } = await import("./schedule.ts");
  await schedules[0]?.run(house, house.clock.now());
  const cancelled = await agent.call(api.cancelBulk, { params: { id } });
  expect(cancelled).toMatchObject({ state: "cancelled", counts: { done: 25, cancelled: 5 } });
  expect((await done(id)).counts).toEqual({ done: 25, cancelled: 5 });
  expect(await undo(id)).toMatchObject({ state: "undone", counts: { undone: 25, cancelled: 5 } });
  for (const one of ids) expect((await look(one)).priority).toBe("normal");
});

test.each<[string, Record<string, unknown>]>([
  ["assign", { do: "assign", agentId: "agent" }],
  ["prioritise", { do: "prioritise", priority: "urgent" }],
  ["tag", { do: "tag", add: ["new"], remove: ["old"] }],
  ["resolve", { do: "resolve", reason: "Closed" }],
  ["wait", { do: "wait" }],
  ["hold", { do: "hold", promise: "in an hour" }],
  ["promise", { do: "promise", promise: "in an hour" }],
  ["snooze", { do: "snooze", until: "in an hour" }],
])("%s is taken back to what it was", async (_, template) => {
  const id = await begin({ tags: ["old"] });
  const dueAt = new Date(house.clock.now().getTime() + 3600_000).toISOString();
  const action = {
    ...template,
    ...("agentId" in template && { agentId: agent.id }),
    ...("promise" in template && { promise: { text: "News", dueAt } }),
    ...("until" in template && { until: dueAt }),
  };
  const shape = async () => {
    const { state, holder, team, priority, tags, promise, snoozedUntil } = await look(id);
    return {
      state,
      holder,
      team,
      priority,
      tags,
      snoozedUntil,
      promise: promise && [promise.text, promise.dueAt],
    };
  };
  const before = await shape();
  const started = await bulk({ ids: [id] }, action);
  expect((await done(started)).counts).toEqual({ done: 1 });
  expect(await shape()).not.toEqual(before);
  expect((await undo(started)).counts).toEqual({ undone: 1 });
  expect(await shape()).toEqual(before);
});

test("a status, and the state with it, is taken back to what it was", async () => {
  const id = await begin();
  const shipped = await owner.call(createStatus, { body: { state: "open", name: "Shipped" } });
  const closed = await owner.call(createStatus, { body: { state: "resolved", name: "Closed for good" } });
  await owner.call(setStatus, { params: { id }, body: { statusId: shipped.id } });
  const started = await bulk({ ids: [id] }, { do: "status", statusId: closed.id });
  expect((await done(started)).counts).toEqual({ done: 1 });
  expect(await look(id)).toMatchObject({ state: "resolved", statusId: closed.id });
  expect((await undo(started)).counts).toEqual({ undone: 1 });
  expect(await look(id)).toMatchObject({ state: "open", statusId: shipped.id });
});

test("following is taken back for those that one did not follow before", async () => {
  const ids = await several(2);
  const followers = async () => {
    const all = await Promise.all(ids.map((id) => agent.call(listFollowers, { params: { id } })));
    return all.map(({ items }) => items.map(({ id }) => id));
  };
  await agent.call(follow, { params: { id: ids[0] ?? "" } });
  const started = await bulk({ ids }, { do: "follow" });
  expect((await done(started)).counts).toEqual({ done: 1, unchanged: 1 });
  expect(await followers()).toEqual([[agent.id], [agent.id]]);
  expect((await undo(started)).counts).toEqual({ undone: 1, unchanged: 1 });
  expect(await followers()).toEqual([[agent.id], []]);
});

test("says why how many failed, and does it once more for those alone", async () => {
  const ids = await several(5);
  const gone = owner.workspaceId;
  for (const id of ids.slice(0, 2))
    await owner.call(resolveConversation, { params: { id }, body: { reason: "Done" } });
  const until = new Date(house.clock.now().getTime() + 3600_000).toISOString();
  const first = await bulk({ ids: [...ids, gone] }, { do: "snooze", until });
  expect((await agent.try(api.retryBulk, { params: { id: first } })).status).toBe(409);
  expect((await done(first)).counts).toEqual({ done: 3, failed: 3 });
  const { items } = await agent.call(api.listBulkReasons, { params: { id: first } });
  expect(items.map(({ code, count }) => [code, count])).toEqual([
    ["already_resolved", 2],
    ["not_found", 1],
  ]);
  await owner.call(reopenConversation, { params: { id: ids[0] ?? "" } });
  const again = await agent.call(api.retryBulk, { params: { id: first } });
  expect(again).toMatchObject({ action: "snooze", total: 3 });
  expect((await done(again.id)).counts).toEqual({ done: 1, failed: 2 });
});

test("counts what a selection would take before it is done", async () => {
  await several(3);
  const total = async (selection: unknown) =>
    (await agent.call(api.countBulk, { body: { selection } } as never)).total;
  expect(await total({ view: "all" })).toBe(3);
  expect(await total({ ids: [owner.id] })).toBe(1);
});

test("says what resolving a selection would leave open, of what one may see and what is not resolved yet", async () => {
  const [one = "", two = "", three = ""] = await several(3);
  const dueAt = new Date(house.clock.now().getTime() + 3_600_000).toISOString();
  const side = { to: { kind: "agent", id: agent.id }, subject: "Lids", text: "Any?", expectedBy: dueAt };
  const ask = (id: string) => owner.call(startSide, { params: { id }, body: side });
  for (const title of ["Weigh it", "Send it"])
    await owner.call(addTask, { params: { id: one }, body: { title } });
  await ask(one);
  await owner.call(closeSide, { params: { id: (await ask(one)).id } });
  await ask(two);
  await ask(three);
  await owner.call(resolveConversation, { params: { id: three }, body: { reason: "Done" } });
  const left = (who: Person, selection: object) => who.call(countLeftOpen, { body: { selection } });
  const ids = [one, two, three];
  expect(await left(owner, { ids })).toEqual({ conversations: 2, tasks: 2, sides: 2 });
  expect(await left(owner, { view: "all", except: [one] })).toEqual({ conversations: 1, tasks: 0, sides: 1 });
  const stranger = await newWorkspace(house);
  expect(await left(stranger, { ids })).toEqual({ conversations: 0, tasks: 0, sides: 0 });
});

test("what somebody changed meanwhile is kept, not undone", async () => {
  const [one = "", two = ""] = await several(2);
  const id = await bulk({ ids: [one, two] }, { do: "prioritise", priority: "high" });
  await done(id);
  await owner.call(changeConversation, { params: { id: one }, body: { priority: "low" } });
  expect((await undo(id)).counts).toEqual({ kept: 1, undone: 1 });
  expect([(await look(one)).priority, (await look(two)).priority]).toEqual(["low", "normal"]);
});

test("half an hour later it cannot be undone", async () => {
  const id = await bulk({ ids: [await begin()] }, { do: "prioritise", priority: "high" });
  const { undoUntil, finishedAt } = await done(id);
  const until = undoUntil?.getTime() ?? 0;
  expect(until - (finishedAt?.getTime() ?? 0)).toBe(30 * 60_000);
  house.clock.advance(31 * 60_000);
  const { status, body } = await agent.try(api.undoBulk, { params: { id } });
  expect([status, body["code"]]).toEqual([409, "undo_too_late"]);
  // A moment of its own, so that whoever looks at it while it passes sees it pass.
  expect((await agent.call(api.getBulk, { params: { id } })).undoUntil?.getTime()).toBe(until);
});

test("what whoever asked may not see fails, and somebody else's bulk action is not there", async () => {
  const id = await begin();
  await house.system
    .updateTable("inboxes")
    .set({ restricted: true })
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  const started = await bulk({ ids: [id] }, { do: "prioritise", priority: "high" });
  await done(started);
  const { items } = await agent.call(api.listBulkItems, { params: { id: started } });
  expect(items).toMatchObject([{ state: "failed", code: "not_found", subject: null }]);
  const other = await newAgent(house, owner.workspaceId);
  expect((await other.try(api.getBulk, { params: { id: started } })).status).toBe(404);
  expect((await owner.call(api.getBulk, { params: { id: started } })).id).toBe(started);
});

test("of somebody who is deactivated meanwhile the rest is cancelled", async () => {
  const id = await bulk({ ids: await several(3) }, { do: "prioritise", priority: "high" });
  await house.system.updateTable("agents").set({ active: false }).where("id", "=", agent.id).execute();
  expect(await done(id, owner)).toMatchObject({ state: "cancelled", counts: { cancelled: 3 } });
});

test("an API key can do it too, with the scopes it still has", async () => {
  const ids = await several(2);
  const { secret } = await owner.call(createKey, {
    body: { name: "Robot", scopes: ["conversations:write"] },
  });
  const { body } = await inject(
    house,
    api.startBulk,
    { body: { selection: { ids }, action: { do: "prioritise", priority: "high" } } },
    { authorization: `Bearer ${secret}` },
  );
  expect(await done(String(body["id"]), owner)).toMatchObject({ state: "done", counts: { done: 2 } });
});

test("people go on working beside it: a promise made meanwhile stands", async () => {
  const ids = await several(30);
  const id = await bulk({ ids }, { do: "assign", agentId: agent.id });
  const dueAt = new Date(house.clock.now().getTime() + 7200_000).toISOString();
  await Promise.all([
    done(id),
    ...ids
      .slice(0, 10)
      .map((one) => owner.call(makePromise, { params: { id: one }, body: { text: "Soon", dueAt } })),
    ...ids
      .slice(10, 15)
      .map((one) => owner.call(assign, { params: { id: one }, body: { agentId: owner.id } })),
  ]);
  expect((await done(id)).state).toBe("done");
  for (const one of ids.slice(0, 10)) expect((await look(one)).promise?.text).toBe("Soon");
});

test("10,000 at once with a third failing: each once, by two processes, and each failure says why", async () => {
  const template = await begin();
  const ws = sql`${owner.workspaceId}::uuid`;
  const later = new Date(house.clock.now().getTime() + 9_000_000);
  await sql`
    with made as materialized (
      select gen_random_uuid() as id, gen_random_uuid() as promise_id, n, n % 3 = 0 as resolved from generate_series(1001, 11000) n
    ), promised as (
      insert into promises (workspace_id, id, conversation_id, kind, text, due_at, made_at)
      select ${ws}, promise_id, id, 'next_step', 'x', ${later}, now() from made where not resolved
    )
    insert into conversations (workspace_id, id, number, subject, state, tags, inbox_id, customer_id, holder_id, promise_id,
      promise_kind, promise_text, promise_due_at, last_message_at, resolved_at, created_at)
    select ${ws}, made.id, n, 'S' || n, case when resolved then 'resolved' else 'open' end, '{many}', c.inbox_id, c.customer_id,
      ${agent.id}::uuid, case when not resolved then made.promise_id end, case when not resolved then 'next_step' end,
      case when not resolved then 'x' end, case when not resolved then ${later}::timestamptz end, now(),
      case when resolved then now() end, now()
    from made, conversations c where c.id = ${template}::uuid`.execute(house.system);
  const until = new Date(house.clock.now().getTime() + 3_600_000).toISOString();
  const condition = { field: "conversation.tags", operator: "any_of", value: ["many"] };
  const id = await bulk({ condition }, { do: "snooze", until });
  await Promise.all([house.runSchedules(), house.runSchedules()]);
  expect(await done(id)).toMatchObject({
    state: "done",
    total: 10_000,
    counts: { done: 6667, failed: 3333 },
  });
  const { rows } = await sql<{ n: number; distinct: number }>`
    select count(*)::int as n, count(distinct conversation_id)::int as distinct
    from events where workspace_id = ${ws} and name = 'conversation.snoozed'`.execute(house.system);
  expect(rows[0]).toEqual({ n: 6667, distinct: 6667 });
  const { items } = await agent.call(api.listBulkItems, {
    params: { id },
    query: { state: "failed", limit: 200 },
  });
  expect(new Set(items.map(({ code, reason }) => `${code}: ${reason}`))).toEqual(
    new Set(["already_resolved: Reopen it first."]),
  );
}, 600_000);

test("a root cause is set by itself, the topics stay, and both are as before when it is taken back", async () => {
  const { id: topicId } = await owner.call(createTopic, { body: { name: "Leaking" } });
  const { id: rootCauseId } = await owner.call(createRootCause, { body: { name: "Thin seal" } });
  const [with_, without] = [await begin({ topicId }), await begin()];
  const id = await bulk({ ids: [with_, without] }, { do: "classify", rootCauseId });
  expect(await done(id)).toMatchObject({ counts: { done: 2 } });
  expect(await look(with_)).toMatchObject({ topicId, rootCauseId });
  expect(await look(without)).toMatchObject({ topicId: null, rootCauseId });
  await undo(id);
  expect(await look(with_)).toMatchObject({ topicId, rootCauseId: null });
});

test("many are put on hold until a time, and come back to what was promised before", async () => {
  const ids = await several(2);
  const dueAt = new Date(house.clock.now().getTime() + 86_400_000).toISOString();
  const before = await look(ids[0] ?? "");
  const id = await bulk({ ids }, { do: "hold", promise: { text: "The part comes", dueAt } });
  expect(await done(id)).toMatchObject({ counts: { done: 2 } });
  expect(await look(ids[0] ?? "")).toMatchObject({ state: "on_hold", promise: { text: "The part comes" } });
  await undo(id);
  expect((await look(ids[0] ?? "")).state).toBe(before.state);
});
