import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as conversationStatesApi from "../../shared/conversation-states.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import { emptyContent, getDraft, saveDraft } from "../../shared/drafts.ts";
import * as handoversApi from "../../shared/handovers.ts";
import * as api from "../../shared/merging.ts";
import * as messagesApi from "../../shared/messages.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
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

const begin = async (text: string, email = `p${made}@shop.example`, name = "") => {
  house.clock.advance(60_000);
  return owner.call(conversationsApi.startConversation, {
    body: { customer: { email, name }, subject: text, text },
  });
};
const write = (id: string, text: string) => {
  house.clock.advance(60_000);
  return owner.call(messagesApi.receiveMessage, { params: { id }, body: { text } });
};
const look = (id: string) => owner.call(conversationsApi.getConversation, { params: { id } });
const texts = async (id: string) =>
  (await owner.call(messagesApi.listMessages, { params: { id } })).items.map(({ text }) => text);
const merge = (id: string, sourceIds: string[]) =>
  agent.try(api.mergeConversations, { params: { id }, body: { sourceIds } });
const later = (minutes: number) => new Date(house.clock.now().getTime() + minutes * 60_000).toISOString();

test("a preview says what will be, and nothing has changed by it", async () => {
  const target = await begin("one", `a${++made}@shop.example`, "Ana");
  const source = await begin("two", `b${made}@shop.example`, "Bea");
  await write(source.id, "three");
  await owner.call(conversationsApi.makePromise, {
    params: { id: source.id },
    body: { text: "Soonest", dueAt: later(20) },
  });
  const before = [await look(target.id), await look(source.id)];
  const events = () => house.system.selectFrom("events").select("id").execute();
  const logged = (await events()).length;
  const preview = await agent.call(api.previewMerge, {
    params: { id: target.id },
    body: { sourceIds: [source.id] },
  });
  expect(preview).toMatchObject({
    messages: 3,
    state: "open",
    promise: { text: "Soonest" },
    promiseChanges: true,
    acrossCustomers: true,
  });
  expect(preview.participants.map(({ name }) => name).sort()).toEqual(["Ana", "Bea"]);
  expect([await look(target.id), await look(source.id)]).toEqual(before);
  expect((await events()).length).toBe(logged);
  const itself = await agent.try(api.previewMerge, {
    params: { id: target.id },
    body: { sourceIds: [target.id] },
  });
  expect(itself.status).toBe(422);
});

test("offered are the linked and the same customer's, and any other by number, subject or customer", async () => {
  made++;
  const mine = await begin("Kettle leaks");
  const same = await begin("Where is my lid");
  const linked = await begin("Kettles leak", `zoe${made}@shop.example`, "Zoe Zimmer");
  const other = await begin("Invoice", `yan${made}@shop.example`, "Yan");
  const gone = await begin("Gone");
  await merge(same.id, [gone.id]);
  await agent.call(api.linkConversation, {
    params: { id: mine.id },
    body: { linkedId: linked.id, kind: "related" },
  });
  const offered = async (q?: string) => {
    const { items } = await agent.call(api.listMergeCandidates, {
      params: { id: mine.id },
      ...(q && { query: { q } }),
    });
    return items.map(({ subject, why }) => `${subject}: ${why}`);
  };
  expect(await offered()).toEqual(["Kettles leak: related", "Where is my lid: same_customer"]);
  expect(await offered(`#${other.number}`)).toEqual(["Invoice: found"]);
  expect(await offered("zoe z")).toEqual(["Kettles leak: found"]);
  expect(await offered(`yan${made}@`)).toEqual(["Invoice: found"]);
  expect(await offered("gone")).toEqual([]);
});

test("two people who merge one conversation into different ones at once: one does, the other is told", async () => {
  made++;
  const [one, two, source] = [await begin("one"), await begin("two"), await begin("three")];
  const answers = await Promise.all([
    owner.try(api.mergeConversations, { params: { id: one.id }, body: { sourceIds: [source.id] } }),
    merge(two.id, [source.id]),
  ]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect(answers.find(({ status }) => status === 409)?.body["code"]).toBe("merged_already");
});

test("an open handover is withdrawn, a snoozed target wakes, and what colleagues were writing goes on there", async () => {
  made++;
  const [target, source] = [await begin("one"), await begin("two")];
  const params = { id: source.id };
  await owner.call(handoversApi.assign, { params, body: { agentId: owner.id } });
  await owner.call(handoversApi.offerHandover, {
    params,
    body: { agentId: agent.id, brief: { wants: "A lid" } },
  });
  await owner.call(conversationStatesApi.snooze, { params: { id: target.id }, body: { until: later(30) } });
  const content = (reply: string) => ({ ...emptyContent, reply });
  const draft = (id: string, reply: string) =>
    agent.call(saveDraft, { params: { id }, body: { content: content(reply), base: null } });
  await draft(source.id, "<p>for two</p>");
  await owner.call(saveDraft, { params, body: { content: content("<p>owner's</p>"), base: null } });
  await draft(target.id, "<p>for one</p>");
  expect((await merge(target.id, [source.id])).status).toBe(200);
  expect((await look(source.id)).handover?.state ?? "withdrawn").toBe("withdrawn");
  expect((await look(target.id)).snoozedUntil).toBeNull();
  const kept = (person: Person) => person.call(getDraft, { params: { id: target.id } });
  expect((await kept(owner)).content?.reply).toBe("<p>owner's</p>");
  const both = await kept(agent);
  expect([both.content?.reply, both.others.map(({ reply }) => reply)]).toEqual([
    "<p>for one</p>",
    ["<p>for two</p>"],
  ]);
  expect((await agent.call(getDraft, { params })).content).toBeNull();
});

test("split out with what goes along, for a holder and with a promise of its own; never all of it", async () => {
  made++;
  const { id } = await begin("one");
  const second = await write(id, "two");
  const third = await write(id, "three");
  const dueAt = later(90);
  const body = {
    subject: "Apart",
    along: [third.id],
    holderId: owner.id,
    promise: { text: "A look", dueAt },
  };
  const apart = await agent.call(api.splitMessage, { params: { id: second.id }, body });
  expect(apart).toMatchObject({
    subject: "Apart",
    preview: "three",
    holder: { id: owner.id },
    promise: { text: "A look" },
  });
  expect(apart.promise?.dueAt.toISOString()).toBe(dueAt);
  expect([await texts(id), await texts(apart.id)]).toEqual([["one"], ["two", "three"]]);
  const foreign = await agent.try(api.splitMessage, {
    params: { id: third.id },
    body: { subject: "x", along: [(await write(id, "four")).id] },
  });
  expect(foreign.status).toBe(404);
  const everything = await agent.try(api.splitMessage, {
    params: { id: second.id },
    body: { subject: "x", along: [third.id] },
  });
  expect(everything.status).toBe(422);
  expect(await texts(apart.id)).toEqual(["two", "three"]);
});

test("what was split out since a merge stays where it is when the merge is taken back", async () => {
  made++;
  const [target, source] = [await begin("one"), await begin("two")];
  const extra = await write(source.id, "extra");
  await merge(target.id, [source.id]);
  const apart = await agent.call(api.splitMessage, { params: { id: extra.id }, body: { subject: "Apart" } });
  await agent.call(api.unmergeConversation, { params: { id: source.id } });
  expect([await texts(target.id), await texts(source.id), await texts(apart.id)]).toEqual([
    ["one"],
    ["two"],
    ["extra"],
  ]);
});
