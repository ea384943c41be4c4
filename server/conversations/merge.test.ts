import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  reopenConversation,
  resolveConversation,
  waitForCustomer,
} from "../../shared/conversation-states.ts";
import {
  changeConversation,
  getConversation,
  makePromise,
  startConversation,
} from "../../shared/conversations.ts";
import * as api from "../../shared/merging.ts";
import { listMessages, receiveMessage } from "../../shared/messages.ts";
import { sendReply } from "../../shared/replies.ts";
import { createSavedView, listViewConversations } from "../../shared/saved-views.ts";
import { listConversations } from "../../shared/views.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { system } from "../platform/actor.ts";
import { receive } from "./receive.ts";
import { openTracker, trackerUrl } from "./tracker-link.ts";
import { unmerge } from "./unmerge.ts";

let house: TestHouse;
let owner: Person;
let agent: Person;
let email = "";
let made = 0;

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  agent = await newAgent(house, owner.workspaceId);
  email = `m${++made}@shop.example`;
});
afterAll(() => house.close());

const begin = async (text: string, change: Record<string, unknown> = {}, from = email) => {
  house.clock.advance(60_000);
  return owner.call(startConversation, {
    body: { customer: { email: from }, subject: text, text, ...change },
  });
};
const look = (id: string) => owner.call(getConversation, { params: { id } });
const texts = async (id: string) =>
  (await owner.call(listMessages, { params: { id } })).items.map(({ text }) => text);
const merge = (id: string, sourceIds: string[], more = {}) =>
  agent.call(api.mergeConversations, { params: { id }, body: { sourceIds, ...more } });
const later = (minutes: number) => new Date(house.clock.now().getTime() + minutes * 60_000).toISOString();
const promise = (id: string, text: string, minutes: number) =>
  owner.call(makePromise, { params: { id }, body: { text, dueAt: later(minutes) } });

test("messages, tags and the newest word of many come together, in order of time", async () => {
  const target = await begin("first", { tags: ["a"] });
  const second = await begin("second", { tags: ["a", "b"] });
  const third = await begin("third", { tags: ["c"] });
  const merged = await merge(target.id, [third.id, second.id]);
  expect(await texts(target.id)).toEqual(["first", "second", "third"]);
  expect(merged).toMatchObject({ preview: "third", state: "open", customerSpokeLast: true });
  expect([...merged.tags].sort()).toEqual(["a", "b", "c"]);
  expect(await look(second.id)).toMatchObject({
    state: "resolved",
    mergedIntoId: target.id,
    promise: null,
    resolution: `Merged into #${target.number}`,
  });
});

test("what was merged is in no list, and tells nobody that it was resolved", async () => {
  const [target, source] = [await begin("one"), await begin("two")];
  await merge(target.id, [source.id]);
  for (const view of ["resolved", "all"] as const) {
    const { items } = await owner.call(listConversations, { query: { view } });
    expect(items.map(({ id }) => id)).toEqual(view === "all" ? [target.id] : []);
  }
  const all = await owner.call(createSavedView, { body: { name: "All", condition: { all: [] } } });
  const { items } = await owner.call(listViewConversations, { params: { id: all.id } });
  expect(items.map(({ id }) => id)).toEqual([target.id]);
  const names = await house.system
    .selectFrom("events")
    .select("name")
    .where("conversationId", "=", source.id)
    .execute();
  expect(names.map(({ name }) => name)).not.toContain("conversation.resolved");
});

test("the earliest promise that can still be kept stands", async () => {
  const [target, source, other] = [await begin("one"), await begin("two"), await begin("three")];
  await promise(target.id, "Slow", 300);
  await promise(source.id, "Quick", 100);
  await promise(other.id, "Slower", 500);
  expect((await merge(target.id, [source.id, other.id])).promise?.text).toBe("Quick");
});

test("a broken promise is not promised again, and stays broken", async () => {
  const [target, source] = [await begin("one"), await begin("two")];
  await promise(target.id, "Stands", 300);
  await promise(source.id, "Forgotten", 10);
  house.clock.advance(20 * 60_000);
  await house.settle();
  expect((await merge(target.id, [source.id])).promise?.text).toBe("Stands");
  const outcomes = await house.system
    .selectFrom("promises")
    .select(["text", "outcome"])
    .where("conversationId", "=", source.id)
    .where("text", "=", "Forgotten")
    .execute();
  expect(outcomes).toEqual([{ text: "Forgotten", outcome: "broken" }]);
});

test("whoever waits for us opens a target that waits for the customer, or is resolved", async () => {
  const [target, source, third] = [await begin("one"), await begin("two"), await begin("three")];
  await owner.call(waitForCustomer, { params: { id: target.id }, body: {} });
  await promise(source.id, "News", 60);
  expect(await merge(target.id, [source.id])).toMatchObject({
    state: "open",
    promise: { text: "News", kind: "next_step" },
  });
  await owner.call(resolveConversation, { params: { id: target.id }, body: { reason: "Done" } });
  expect(await merge(target.id, [third.id])).toMatchObject({ state: "open" });
});

test("another customer's is refused, unless said so; then they read along", async () => {
  const target = await begin("one");
  const source = await begin("two", {}, `other${made}@shop.example`);
  const refused = await agent.try(api.mergeConversations, {
    params: { id: target.id },
    body: { sourceIds: [source.id] },
  });
  expect(refused.body["code"]).toBe("other_customer");
  const merged = await merge(target.id, [source.id], { acrossCustomers: true });
  expect(merged.participants.map(({ role }) => role).sort()).toEqual(["cc", "requester"]);
});

test("what belongs to the source arrives at the target: mail, messages by API, and the tracker", async () => {
  const [target, source] = [await begin("one"), await begin("two")];
  const customerId = source.customer.id;
  const url = await house.work(system(owner.workspaceId, "test"), (work) =>
    trackerUrl(work, house, source.id, customerId),
  );
  await merge(target.id, [source.id]);
  await owner.call(receiveMessage, { params: { id: source.id }, body: { text: "by API" } });
  await house.work(system(owner.workspaceId, "test"), (work) =>
    receive(work, {
      conversationId: source.id,
      inboxId: source.inboxId,
      customerId,
      channel: "email",
      authorAddress: email,
      subject: "Re: two",
      text: "by mail",
    }),
  );
  expect(await texts(target.id)).toEqual(["one", "two", "by API", "by mail"]);
  expect(await openTracker(house, url.split("/t/")[1] ?? "")).toMatchObject({ conversationId: target.id });
});

test("a merged conversation is not reopened, answered or merged again", async () => {
  const [target, source, third] = [await begin("one"), await begin("two"), await begin("three")];
  await merge(target.id, [source.id]);
  const params = { id: source.id };
  const then = { state: "open", promise: { text: "x", dueAt: later(10) } };
  for (const [endpoint, ask] of [
    [reopenConversation, { params }],
    [sendReply, { params, body: { text: "x", then } }],
    [api.mergeConversations, { params, body: { sourceIds: [third.id] } }],
    [api.mergeConversations, { params: { id: third.id }, body: { sourceIds: [source.id] } }],
  ] as const)
    expect((await agent.try(endpoint, ask)).body["code"]).toBe("merged_already");
  const itself = { params: { id: target.id }, body: { sourceIds: [target.id] } };
  expect((await agent.try(api.mergeConversations, itself)).status).toBe(422);
});

test("taken back everything stands as it stood, and what came afterwards stays", async () => {
  const target = await begin("one", { tags: ["a"] });
  const source = await begin("two", { tags: ["b"] });
  await promise(source.id, "Quick", 300);
  const before = await look(source.id);
  await merge(target.id, [source.id]);
  await owner.call(receiveMessage, { params: { id: target.id }, body: { text: "afterwards" } });
  const { items } = await agent.call(api.listMerges, { params: { id: target.id } });
  expect(items).toMatchObject([{ sourceId: source.id, number: source.number, by: { id: agent.id } }]);
  const back = await agent.call(api.unmergeConversation, { params: { id: source.id } });
  expect(back).toMatchObject({
    state: "open",
    mergedIntoId: null,
    tags: ["b"],
    holder: before.holder,
    preview: "two",
    promise: { text: "Quick", dueAt: before.promise?.dueAt },
  });
  expect(await texts(source.id)).toEqual(["two"]);
  expect(await texts(target.id)).toEqual(["one", "afterwards"]);
  expect((await look(target.id)).tags).toEqual(["a"]);
  expect((await agent.call(api.listMerges, { params: { id: target.id } })).items).toEqual([]);
  await merge(target.id, [source.id]);
});

test("a resolved source is resolved again, as it was", async () => {
  const [target, source] = [await begin("one"), await begin("two")];
  const { resolvedAt } = await owner.call(resolveConversation, {
    params: { id: source.id },
    body: { reason: "Sent" },
  });
  await merge(target.id, [source.id]);
  house.clock.advance(3600_000);
  const back = await agent.call(api.unmergeConversation, { params: { id: source.id } });
  expect(back).toMatchObject({ state: "resolved", resolution: "Sent", resolvedAt });
});

test("merges are taken back from the outside in, for 30 days", async () => {
  const [one, two, three] = [await begin("one"), await begin("two"), await begin("three")];
  await merge(two.id, [three.id]);
  await merge(one.id, [two.id]);
  expect(await texts(one.id)).toEqual(["one", "two", "three"]);
  await owner.call(receiveMessage, { params: { id: three.id }, body: { text: "four" } });
  expect(await texts(one.id)).toHaveLength(4);
  const inner = await agent.try(api.unmergeConversation, { params: { id: three.id } });
  expect(inner.body["code"]).toBe("merged_already");
  await agent.call(api.unmergeConversation, { params: { id: two.id } });
  expect(await texts(two.id)).toEqual(["two", "three"]);
  house.clock.advance(31 * 86_400_000);
  // By the verb: a session does not last that long.
  const late = house.work(agent.actor, (work) => unmerge(work, three.id));
  await expect(late).rejects.toMatchObject({ code: "undo_too_late" });
});

test("two people who merge each into the other at once: one does, and no message is lost", async () => {
  const [one, two] = [await begin("one"), await begin("two")];
  const results = await Promise.all([
    owner.try(api.mergeConversations, { params: { id: one.id }, body: { sourceIds: [two.id] } }),
    agent.try(api.mergeConversations, { params: { id: two.id }, body: { sourceIds: [one.id] } }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]));
  expect([...(await texts(one.id)), ...(await texts(two.id))].sort()).toEqual(["one", "two"]);
});

test("what comes in while its conversation is merged is in the target or returns with the source, never lost", async () => {
  for (let round = 0; round < 10; round++) {
    const [target, source] = [await begin("one"), await begin("two")];
    await Promise.all([
      merge(target.id, [source.id]),
      owner.call(receiveMessage, { params: { id: source.id }, body: { text: "meanwhile" } }),
    ]);
    expect((await texts(target.id)).sort()).toEqual(["meanwhile", "one", "two"]);
    expect(await look(target.id)).toMatchObject({ state: "open", customerSpokeLast: true });
  }
});

test("a message is split out into a conversation of its own, linked, held by whoever did it", async () => {
  const { id } = await begin("one", { tags: ["a"] });
  house.clock.advance(60_000);
  const message = await owner.call(receiveMessage, { params: { id }, body: { text: "something else" } });
  const apart = await agent.call(api.splitMessage, {
    params: { id: message.id },
    body: { subject: "Else" },
  });
  expect(apart).toMatchObject({ subject: "Else", state: "open", preview: "something else", tags: ["a"] });
  expect(apart.holder?.id).toBe(agent.id);
  expect([await texts(id), await texts(apart.id)]).toEqual([["one"], ["something else"]]);
  expect((await look(id)).preview).toBe("one");
  expect((await agent.call(api.listLinks, { params: { id } })).items).toMatchObject([
    { id: apart.id, kind: "related" },
  ]);
  const again = await agent.try(api.splitMessage, { params: { id: message.id }, body: { subject: "x" } });
  expect(again.status).toBe(422);
});

test("links are seen from both sides, one per pair, one parent each, never in a circle", async () => {
  const [a, b, c] = [await begin("a"), await begin("b"), await begin("c")];
  const set = (id: string, linkedId: string, kind: api.LinkKind) =>
    agent.try(api.linkConversation, { params: { id }, body: { linkedId, kind } });
  const kinds = async (id: string) =>
    (await agent.call(api.listLinks, { params: { id } })).items.map(
      ({ number, kind }) => `${kind} ${number}`,
    );
  await set(a.id, b.id, "related");
  await set(b.id, a.id, "duplicate");
  expect(await kinds(a.id)).toEqual([`original ${b.number}`]);
  expect(await kinds(b.id)).toEqual([`duplicate ${a.number}`]);
  await set(a.id, b.id, "parent");
  await set(b.id, c.id, "parent");
  expect(await kinds(b.id)).toEqual([`child ${a.number}`, `parent ${c.number}`]);
  expect((await set(c.id, a.id, "parent")).status).toBe(422);
  const d = await begin("d");
  expect((await set(a.id, d.id, "parent")).body["code"]).toBe("duplicate");
  await agent.call(api.linkConversation, { params: { id: a.id }, body: { linkedId: b.id, kind: null } });
  expect(await kinds(a.id)).toEqual([]);
});

test("following oneself: listed, asked for by views, told once, and gone", async () => {
  const { id } = await begin("a");
  await begin("b");
  const params = { id };
  await agent.call(api.follow, { params });
  expect((await agent.call(api.follow, { params })).items.map((one) => one.id)).toEqual([agent.id]);
  const followed = { field: "conversation.followed", operator: "is", value: true };
  const view = await agent.call(createSavedView, { body: { name: "Followed", condition: followed } });
  const held = async () =>
    (await agent.call(listViewConversations, { params: { id: view.id } })).items.map((one) => one.id);
  expect(await held()).toEqual([id]);
  await agent.call(api.unfollow, { params });
  expect(await held()).toEqual([]);
  const told = await house.system
    .selectFrom("events")
    .select("name")
    .where("conversationId", "=", id)
    .where("name", "like", "%followed")
    .execute();
  expect(told.map(({ name }) => name).sort()).toEqual(["conversation.followed", "conversation.unfollowed"]);
});

test("whoever may not see one of them merges, links and follows nothing", async () => {
  const [one, two] = [await begin("one"), await begin("two")];
  await owner.call(changeConversation, { params: { id: one.id }, body: { priority: "high" } });
  const collaborator = await newAgent(house, owner.workspaceId, "collaborator");
  await house.system
    .updateTable("conversations")
    .set({ teamId: null, offeredAgentId: agent.id })
    .where("id", "=", one.id)
    .execute();
  await house.system.updateTable("inboxes").set({ restricted: true }).where("id", "=", one.inboxId).execute();
  const params = { id: one.id };
  expect((await agent.try(getConversation, { params })).status).toBe(200);
  for (const [endpoint, body] of [
    [api.mergeConversations, { sourceIds: [two.id] }],
    [api.linkConversation, { linkedId: two.id, kind: "related" }],
  ] as const)
    expect((await agent.try(endpoint, { params, body })).status).toBe(404);
  expect((await collaborator.try(api.follow, { params })).status).toBe(404);
});
