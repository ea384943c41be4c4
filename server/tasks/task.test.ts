import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deactivateAgent } from "../../shared/agents.ts";
import { resolveConversation } from "../../shared/conversation-states.ts";
import { getConversation, startConversation } from "../../shared/conversations.ts";
import { assign } from "../../shared/handovers.ts";
import { mergeConversations, unmergeConversation } from "../../shared/merging.ts";
import * as api from "../../shared/tasks.ts";
import { createTeam } from "../../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
let ben: Person;
let made = 0;
const hour = 3_600_000;

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  ben = await newAgent(house, owner.workspaceId, "agent", "Ben");
});
afterAll(() => house.close());

const later = (hours: number) => new Date(house.clock.now().getTime() + hours * hour).toISOString();
const begin = async (email = `k${++made}@shop.example`) =>
  (
    await owner.call(startConversation, {
      body: { customer: { email }, subject: "Kettle", text: "It leaks" },
    })
  ).id;
const add = (id: string, title: string, given: object = {}) =>
  owner.call(api.addTask, { params: { id }, body: { title, ...given } });
const of = async (id: string) => (await owner.call(api.listConversationTasks, { params: { id } })).items;
const titles = async (person: Person, query: Record<string, string> = {}) =>
  (await person.call(api.listTasks, { query })).items.map(({ title }) => title);
async function happened(name: string): Promise<Record<string, unknown>[]> {
  const rows = await house.system
    .selectFrom("events")
    .select("data")
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", name)
    .orderBy("xid")
    .orderBy("position")
    .execute();
  return rows.map(({ data }) => data as Record<string, unknown>);
}

test("a task that nobody was given is whoever's holds the conversation, also after it changed hands", async () => {
  const id = await begin();
  await add(id, "Weigh the parcel");
  await add(id, "Ask the workshop", { assigneeId: ben.id });
  expect(await titles(owner)).toEqual(["Weigh the parcel"]);
  expect(await titles(ben)).toEqual(["Ask the workshop"]);
  await owner.call(assign, { params: { id }, body: { agentId: ben.id } });
  expect(await titles(owner)).toEqual([]);
  expect((await titles(ben)).sort()).toEqual(["Ask the workshop", "Weigh the parcel"]);
  expect(await titles(owner, { of: "asked" })).toEqual(expect.arrayContaining(["Ask the workshop"]));
});

test("a task for a team is a promise: it needs a time, is kept when done by it, and broken once when not", async () => {
  const team = await owner.call(createTeam, {
    body: { name: "Workshop", leadId: owner.id, memberIds: [ben.id] },
  });
  const id = await begin();
  const without = await owner.try(api.addTask, { params: { id }, body: { title: "Mend", teamId: team.id } });
  expect(without.body["code"]).toBe("promise_required");
  const [kept, late] = [
    await add(id, "Mend", { teamId: team.id, dueAt: later(3) }),
    await add(id, "Send back", { teamId: team.id, dueAt: later(4) }),
  ];
  expect(await titles(ben, { of: "teams" })).toEqual(["Mend", "Send back"]);
  expect((await ben.call(api.completeTask, { params: { id: kept.id } })).brokenAt).toBeNull();
  house.clock.advance(5 * hour);
  await house.settle();
  await house.settle();
  const [, send] = await of(id);
  expect(send).toMatchObject({ state: "open", brokenAt: late.dueAt, foreign: true });
  await ben.call(api.completeTask, { params: { id: late.id } });
  expect((await happened("task.done")).map(({ outcome }) => outcome)).toEqual(["kept", "broken"]);
  expect(await happened("task.broken")).toMatchObject([
    { taskId: late.id, teamId: team.id, holderId: owner.id, promiseAtRisk: true },
  ]);
  const change = { params: { id: late.id }, body: { dueAt: null } };
  await owner.call(api.reopenTask, { params: { id: late.id } });
  expect((await owner.try(api.changeTask, change)).body["code"]).toBe("promise_required");
});

test("a task in other hands that is late, or due only after the customer's promise, puts that promise at risk", async () => {
  const id = await begin();
  const { promise } = await owner.call(getConversation, { params: { id } });
  const due = promise?.dueAt.getTime() ?? 0;
  const at = (offset: number) => new Date(due + offset).toISOString();
  await add(id, "After", { assigneeId: ben.id, dueAt: at(hour) });
  await add(id, "My own", { assigneeId: owner.id, dueAt: at(hour) });
  await add(id, "In time", { assigneeId: ben.id, dueAt: at(-0.2 * hour) });
  const dangers = async () => (await of(id)).map(({ endangers }) => endangers);
  expect((await dangers()).slice(0, 2)).toEqual(["after_promise", null]);
  house.clock.set(new Date(due - 0.1 * hour));
  expect((await dangers())[2]).toBe("late");
  await house.settle();
  const told = await happened("task.broken");
  expect(told).toMatchObject([{ assigneeId: ben.id, holderId: owner.id, promiseAtRisk: true }]);
});

test("warns once before a task falls due, and not when it is done by then", async () => {
  const id = await begin();
  await add(id, "Call", { dueAt: later(10) });
  const done = await add(id, "Write", { dueAt: later(10) });
  await owner.call(api.completeTask, { params: { id: done.id } });
  house.clock.advance(9.9 * hour);
  await house.settle();
  await house.settle();
  expect(await happened("task.due_soon")).toMatchObject([{ holderId: owner.id, promiseAtRisk: false }]);
});

test("a checklist is made once and put into conversations as tasks, in its order", async () => {
  const list = await owner.call(api.createChecklist, {
    body: { name: "Return", steps: ["Label", "Weigh", "Refund"] },
  });
  expect(
    (await owner.try(api.createChecklist, { body: { name: "return", steps: ["x"] } })).body["code"],
  ).toBe("duplicate");
  const id = await begin();
  await add(id, "First");
  await owner.call(api.insertChecklist, { params: { id }, body: { checklistId: list.id } });
  const items = await of(id);
  expect(items.map(({ title }) => title)).toEqual(["First", "Label", "Weigh", "Refund"]);
  expect(items[1]?.checklist).toBe("Return");
  await owner.call(api.completeTask, { params: { id: items[1]?.id ?? "" } });
  await owner.call(api.insertChecklist, { params: { id }, body: { checklistId: list.id } });
  const again = await of(id);
  expect(again.map(({ title }) => title)).toEqual(["First", "Label", "Weigh", "Refund", "Label"]);
  await owner.call(api.dropTask, { params: { id: again[4]?.id ?? "" } });
  await owner.call(api.orderTasks, {
    params: { id },
    body: { ids: items.map((one) => one.id).toReversed() },
  });
  expect((await of(id)).map(({ title }) => title)).toEqual(["Refund", "Weigh", "Label", "First"]);
  await owner.call(api.removeChecklist, { params: { id: list.id } });
  expect((await owner.call(api.listChecklists)).items).toEqual([]);
  expect(await of(id)).toHaveLength(4);
});

test("tasks go along with a merge, and return when it is taken back", async () => {
  const [source, target] = [await begin("m@shop.example"), await begin("m@shop.example")];
  await add(source, "Theirs");
  await add(target, "Ours");
  await owner.call(mergeConversations, { params: { id: target }, body: { sourceIds: [source] } });
  await house.settle();
  expect((await of(target)).map(({ title }) => title).sort()).toEqual(["Ours", "Theirs"]);
  expect((await owner.try(api.addTask, { params: { id: source }, body: { title: "x" } })).body["code"]).toBe(
    "merged_already",
  );
  await owner.call(unmergeConversation, { params: { id: source } });
  await house.settle();
  expect((await of(source)).map(({ title }) => title)).toEqual(["Theirs"]);
  expect((await of(target)).map(({ title }) => title)).toEqual(["Ours"]);
});

test("who leaves hands their tasks to the heir; without one they are whoever's holds the conversation", async () => {
  const eva = await newAgent(house, owner.workspaceId, "agent", "Eva");
  const leo = await newAgent(house, owner.workspaceId, "agent", "Leo");
  const id = await begin();
  const resolved = await begin();
  await add(id, "Ben's", { assigneeId: ben.id });
  await add(id, "Leo's", { assigneeId: leo.id });
  await add(resolved, "After the end", { assigneeId: leo.id });
  await owner.call(resolveConversation, { params: { id: resolved }, body: { reason: "Done" } });
  await owner.call(deactivateAgent, { params: { id: ben.id }, body: { heirId: eva.id } });
  await owner.call(deactivateAgent, { params: { id: leo.id }, body: {} });
  await house.settle();
  expect(await titles(eva)).toEqual(["Ben's"]);
  expect((await titles(owner)).sort()).toEqual(["After the end", "Leo's"]);
  const again = await owner.try(api.addTask, { params: { id }, body: { title: "x", assigneeId: ben.id } });
  expect(again.body["code"]).toBe("holder_inactive");
});

test("a collaborator sees the conversation of a task they are given, and settles only what is theirs", async () => {
  const carla = await newAgent(house, owner.workspaceId, "collaborator", "Carla");
  const id = await begin();
  expect((await carla.try(api.listConversationTasks, { params: { id } })).status).toBe(404);
  const hers = await add(id, "Check the contract", { assigneeId: carla.id });
  const other = await add(id, "Reply");
  expect(await titles(carla)).toEqual(["Check the contract"]);
  expect((await carla.call(api.completeTask, { params: { id: hers.id } })).state).toBe("done");
  expect((await carla.try(api.completeTask, { params: { id: other.id } })).status).toBe(403);
  expect((await carla.try(api.dropTask, { params: { id: other.id } })).status).toBe(403);
});

test("resolving keeps open tasks with who has them, and dropping them all is one act", async () => {
  const id = await begin();
  await add(id, "Refund", { assigneeId: ben.id });
  await add(id, "Label");
  await owner.call(resolveConversation, { params: { id }, body: { reason: "Done" } });
  expect(await titles(ben)).toEqual(["Refund"]);
  await owner.call(api.dropTasks, { params: { id } });
  expect(await titles(ben)).toEqual([]);
  expect(await of(id)).toEqual([]);
  expect(await happened("task.dropped")).toHaveLength(2);
});

test("two who complete a task at once complete it once", async () => {
  const id = await begin();
  const task = await add(id, "Call", { assigneeId: ben.id });
  await Promise.all(
    [owner, ben, owner].map((who) => who.call(api.completeTask, { params: { id: task.id } })),
  );
  expect(await happened("task.done")).toHaveLength(1);
});

test("the list goes on page by page, what is due next first and what has no time last", async () => {
  const id = await begin();
  await add(id, "Never");
  for (const hours of [3, 1, 2]) await add(id, `In ${hours}`, { dueAt: later(hours) });
  const first = await owner.call(api.listTasks, { query: { limit: 3 } });
  expect(first.items.map(({ title }) => title)).toEqual(["In 1", "In 2", "In 3"]);
  const second = await owner.call(api.listTasks, { query: { limit: 3, after: first.next ?? "" } });
  expect(second.items.map(({ title }) => title)).toEqual(["Never"]);
  expect(second.items[0]?.conversation).toMatchObject({ id, subject: "Kettle" });
  expect(second.next).toBeNull();
});

test("the database itself refuses a team's task without a time, and a settled one without its moment", async () => {
  const team = await owner.call(createTeam, { body: { name: "T", leadId: owner.id, memberIds: [] } });
  const { id } = await add(await begin(), "x");
  const change = (columns: Record<string, unknown>) =>
    house.system.updateTable("tasks").set(columns).where("id", "=", id).execute();
  await expect(change({ teamId: team.id })).rejects.toMatchObject({ constraint: "team_task_has_time" });
  await expect(change({ state: "done" })).rejects.toMatchObject({ constraint: "settled_has_time" });
  expect((await sql`select 1 from tasks where id = ${id}`.execute(house.system)).rows).toHaveLength(1);
});
