import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deactivateAgent } from "../../shared/agents.ts";
import { startConversation } from "../../shared/conversations.ts";
import { mergeConversations, unmergeConversation } from "../../shared/merging.ts";
import { listMessages } from "../../shared/messages.ts";
import { listNotifications } from "../../shared/notifications.ts";
import * as api from "../../shared/side-conversations.ts";
import { createTeam } from "../../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { topicsOf } from "../conversations/access.ts";
import { readLog } from "../platform/events.ts";

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
const begin = async () =>
  (
    await owner.call(startConversation, {
      body: { customer: { email: `k${++made}@shop.example` }, subject: "Kettle", text: "It leaks" },
    })
  ).id;
const ask = (id: string, to: object, more: object = {}, who = owner) =>
  who.call(api.startSide, {
    params: { id },
    body: { to, subject: "Lid in stock?", text: "Do we have one?", expectedBy: later(2), ...more },
  });
const asking = (person: Person) => ({ kind: "agent", id: person.id });
const write = (who: Person, id: string, more: object = {}) =>
  who.call(api.writeSide, { params: { id }, body: { text: "A word", ...more } });
const get = (who: Person, id: string) => who.call(api.getSide, { params: { id } });
const of = async (id: string, who = owner) => (await who.call(api.listSides, { params: { id } })).items;
const mine = async (who: Person, query: Record<string, string> = {}) =>
  (await who.call(api.listMySides, { query })).items.map(({ id }) => id);
const thread = async (id: string, who = owner) =>
  (await who.call(api.listSideMessages, { params: { id } })).items;
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

test("a colleague is asked, answers inside, and whoever asked goes on with a new time or closes it", async () => {
  const id = await begin();
  const side = await ask(id, asking(ben));
  expect(side).toMatchObject({
    state: "waiting",
    holder: { id: owner.id },
    asked: { kind: "agent", name: "Ben" },
    askedMe: false,
  });
  expect(await mine(ben)).toEqual([side.id]);
  expect(await mine(owner)).toEqual([]);
  expect(await mine(owner, { of: "held" })).toEqual([side.id]);
  await write(ben, side.id, { text: "Two are left" });
  expect(await get(owner, side.id)).toMatchObject({ state: "answered", overdueAt: null });
  expect((await ben.try(api.closeSide, { params: { id: side.id } })).status).toBe(403);
  const sooner = { params: { id: side.id }, body: { expectedBy: later(1) } };
  expect((await ben.try(api.changeSide, sooner)).status).toBe(403);
  const [first, second] = await thread(side.id);
  expect(first).toMatchObject({ text: "Do we have one?", author: { id: owner.id }, delivery: null });
  expect(second).toMatchObject({ text: "Two are left", author: { id: ben.id, name: "Ben" } });
  await write(owner, side.id, { text: "Keep one", expectedBy: later(1) });
  expect((await get(owner, side.id)).state).toBe("waiting");
  await write(owner, side.id, { text: "Thanks", close: true });
  expect(await get(owner, side.id)).toMatchObject({ state: "closed", closedAt: expect.any(Date) });
  expect(await mine(ben)).toEqual([]);
  expect(await mine(ben, { state: "closed" })).toEqual([side.id]);
  expect((await happened("side_conversation.written")).map(({ answers }) => answers)).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test("one more question without a time is refused once the old time has passed", async () => {
  const { id } = await ask(await begin(), asking(ben));
  house.clock.advance(3 * hour);
  const again = await owner.try(api.writeSide, { params: { id }, body: { text: "And now?" } });
  expect(again.body["code"]).toBe("promise_required");
  const past = await owner.try(api.changeSide, { params: { id }, body: { expectedBy: later(-1) } });
  expect(past.body["code"]).toBe("promise_in_the_past");
});

test("an answer that does not come is said to be near once and overdue once, and a new time is a new expectation", async () => {
  const { id } = await ask(await begin(), asking(ben));
  house.clock.advance(2 * hour - 60_000);
  await house.settle();
  await house.settle();
  expect(await happened("side_conversation.due_soon")).toHaveLength(1);
  house.clock.advance(hour);
  await house.settle();
  await house.settle();
  expect(await happened("side_conversation.overdue")).toMatchObject([
    { sideId: id, askedAgentId: ben.id, holderId: owner.id },
  ]);
  expect((await get(owner, id)).overdueAt).not.toBeNull();
  await owner.call(api.changeSide, { params: { id }, body: { expectedBy: later(4) } });
  expect((await get(owner, id)).overdueAt).toBeNull();
  await write(ben, id);
  house.clock.advance(6 * hour);
  await house.settle();
  expect(await happened("side_conversation.overdue")).toHaveLength(1);
});

test("whoever is asked, whoever answers for it and whoever is late is told, also where the conversation is out of sight", async () => {
  const carla = await newAgent(house, owner.workspaceId, "collaborator", "Carla");
  const told = async (who: Person) =>
    (await who.call(listNotifications, {})).items.map(({ kind, side, conversation }) => [
      kind,
      side?.subject,
      conversation === null,
    ]);
  const { id } = await ask(await begin(), asking(carla));
  await house.settle();
  expect(await told(carla)).toEqual([["side_asked", "Lid in stock?", true]]);
  expect(await told(owner)).toEqual([]);
  house.clock.advance(3 * hour);
  await house.settle();
  await house.settle();
  expect(await told(carla)).toEqual([
    ["side_due", "Lid in stock?", true],
    ["side_asked", "Lid in stock?", true],
  ]);
  expect(await told(owner)).toEqual([["side_due", "Lid in stock?", false]]);
  await write(carla, id);
  await house.settle();
  expect(await told(carla)).toEqual([]);
  expect(await told(owner)).toEqual([["side_answered", "Lid in stock?", false]]);
  await owner.call(api.closeSide, { params: { id } });
  await house.settle();
  expect(await told(owner)).toEqual([]);
});

test("a team is asked: whoever of it answers, and the one who asks never answers themselves", async () => {
  const team = await owner.call(createTeam, {
    body: { name: "Workshop", leadId: owner.id, memberIds: [ben.id] },
  });
  const { id } = await ask(await begin(), { kind: "team", id: team.id });
  expect(await mine(ben)).toEqual([id]);
  await write(owner, id, { text: "It is urgent" });
  expect((await get(owner, id)).state).toBe("waiting");
  await write(ben, id, { text: "On it" });
  expect((await get(owner, id)).state).toBe("answered");
});

test("a collaborator who is asked sees this thread and what was shown in it, and nothing of the conversation", async () => {
  const carla = await newAgent(house, owner.workspaceId, "collaborator", "Carla");
  const conversationId = await begin();
  const [message] = (await owner.call(listMessages, { params: { id: conversationId } })).items;
  const other = await ask(conversationId, asking(ben));
  const { id } = await ask(conversationId, asking(carla), { forwardIds: [message?.id] });
  expect(await get(carla, id)).toMatchObject({ conversation: null, askedMe: true, mayWrite: true });
  expect((await thread(id, carla))[0]?.excerpts).toMatchObject([{ text: "It leaks" }]);
  expect(await mine(carla)).toEqual([id]);
  for (const route of [api.getSide, api.listSideMessages])
    expect((await carla.try(route, { params: { id: other.id } })).status).toBe(404);
  expect((await carla.try(api.listSides, { params: { id: conversationId } })).status).toBe(404);
  expect((await carla.try(listMessages, { params: { id: conversationId } })).status).toBe(404);
  const stolen = { text: "x", forwardIds: [message?.id] };
  expect((await carla.try(api.writeSide, { params: { id }, body: stolen })).status).toBe(404);
  await write(carla, id);
  expect((await carla.try(api.closeSide, { params: { id } })).status).toBe(403);
  expect((await get(owner, id)).conversation).toMatchObject({ id: conversationId, subject: "Kettle" });
});

test("whoever is asked hears of their thread live, and of nothing else in that conversation", async () => {
  const carla = await newAgent(house, owner.workspaceId, "collaborator");
  const conversationId = await begin();
  const { id } = await ask(conversationId, asking(carla));
  await ask(conversationId, asking(ben));
  const beginning = { xid: "0", position: 0 };
  const { events } = await readLog(house.system, beginning, 1000, owner.workspaceId);
  const heard = await topicsOf(house, events);
  const hers = events.filter(
    ({ id: event, conversationId: of }) => of && heard.get(event)?.includes(`agent:${carla.id}`),
  );
  expect(hers.map(({ data }) => data["sideId"])).toEqual([id, id]);
});

test("what is shown along is checked: only of this conversation, never a note, only files of those messages", async () => {
  const [here, elsewhere] = [await begin(), await begin()];
  const [foreign] = (await owner.call(listMessages, { params: { id: elsewhere } })).items;
  const tried = (more: object) =>
    owner.try(api.startSide, {
      params: { id: here },
      body: { to: asking(ben), subject: "x", text: "x", expectedBy: later(1), ...more },
    });
  expect((await tried({ forwardIds: [foreign?.id] })).status).toBe(404);
  expect((await tried({ attachmentIds: [foreign?.id] })).status).toBe(404);
  expect((await tried({ fileIds: [foreign?.id] })).status).toBe(404);
  expect((await tried({ to: asking(owner) })).body["code"]).toBe("unprocessable");
  expect((await tried({ expectedBy: later(-1) })).body["code"]).toBe("promise_in_the_past");
  expect(await of(here)).toEqual([]);
});

test("merged, side conversations go along; taken back, they return; closing them all is one act", async () => {
  const [target, source] = [await begin(), await begin()];
  const side = await ask(source, asking(ben));
  const body = { sourceIds: [source], acrossCustomers: true };
  await owner.call(mergeConversations, { params: { id: target }, body });
  await house.settle();
  expect((await of(target)).map(({ id }) => id)).toEqual([side.id]);
  await owner.call(unmergeConversation, { params: { id: source } });
  await house.settle();
  expect((await of(source)).map(({ id }) => id)).toEqual([side.id]);
  expect(await of(target)).toEqual([]);
  await ask(source, asking(ben));
  await owner.call(api.closeSides, { params: { id: source } });
  expect((await of(source)).map(({ state }) => state)).toEqual(["closed", "closed"]);
});

test("what somebody who leaves answered for goes to their heir, and what they were asked too", async () => {
  const eva = await newAgent(house, owner.workspaceId, "agent", "Eva");
  const leo = await newAgent(house, owner.workspaceId, "agent", "Leo");
  const id = await begin();
  const held = await ask(id, asking(eva), {}, ben);
  const askedOfBen = await ask(id, asking(ben));
  const askedOfLeo = await ask(id, asking(leo));
  const heldByLeo = await ask(id, asking(eva), {}, leo);
  await owner.call(deactivateAgent, { params: { id: ben.id }, body: { heirId: eva.id } });
  await owner.call(deactivateAgent, { params: { id: leo.id }, body: {} });
  await house.settle();
  expect(await get(owner, held.id)).toMatchObject({ holder: { name: "Eva" } });
  expect(await get(owner, askedOfBen.id)).toMatchObject({ asked: { name: "Eva" }, state: "waiting" });
  expect(await get(owner, askedOfLeo.id)).toMatchObject({
    state: "answered",
    trouble: "Leo left before answering.",
  });
  expect(await get(owner, heldByLeo.id)).toMatchObject({ holder: { id: owner.id } });
  expect((await happened("side_conversation.troubled")).map(({ sideId }) => sideId)).toEqual([askedOfLeo.id]);
  const again = await owner.try(api.startSide, {
    params: { id },
    body: { to: asking(leo), subject: "x", text: "x", expectedBy: later(1) },
  });
  expect(again.body["code"]).toBe("holder_inactive");
});

test("the database itself refuses an open one that nobody answers for, and one that asks nobody or two", async () => {
  const { id } = await ask(await begin(), asking(ben));
  const change = (columns: Record<string, unknown>) =>
    house.system.updateTable("sideConversations").set(columns).where("id", "=", id).execute();
  await expect(change({ holderId: null })).rejects.toMatchObject({ constraint: "side_never_dropped" });
  await expect(change({ askedAgentId: null })).rejects.toMatchObject({ constraint: "side_asks_one" });
  await expect(change({ askedAddress: "a@b.example" })).rejects.toMatchObject({
    constraint: "side_asks_one",
  });
  await expect(change({ expectedBy: null })).rejects.toMatchObject({ code: "23502" });
});
