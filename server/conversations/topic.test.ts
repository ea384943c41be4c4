import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  reopenConversation,
  resolveConversation,
  waitForCustomer,
} from "../../shared/conversation-states.ts";
import { changeConversation, getConversation, startConversation } from "../../shared/conversations.ts";
import { writeNote } from "../../shared/replies.ts";
import { listTags } from "../../shared/tags.ts";
import * as api from "../../shared/topics.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { suggest, tellingWords } from "./telling-word.ts";

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

const begin = (subject = "Lamp", text = "It is dark") =>
  owner.call(startConversation, {
    body: { customer: { email: `t${++made}@shop.example` }, subject, text },
  });
const topic = (name: string, parentId: string | null = null) =>
  owner.call(api.createTopic, { body: { name, parentId } });

test("topics come as a tree, parents first, each level in its order", async () => {
  const orders = await topic("Orders");
  const about = await topic("About us");
  await topic("Late", orders.id);
  await owner.call(api.createTopic, { body: { name: "Damaged", parentId: orders.id, position: 1 } });
  const { items } = await agent.call(api.listTopics);
  expect(items.map(({ name }) => name)).toEqual(["About us", "Orders", "Late", "Damaged"]);
  await owner.call(api.changeTopic, { params: { id: orders.id }, body: { parentId: about.id } });
  expect((await agent.call(api.listTopics)).items.map(({ name }) => name)).toEqual([
    "About us",
    "Orders",
    "Late",
    "Damaged",
  ]);
});

test("refuses a topic below itself, a sixth level, a name twice, and to remove what has topics below it", async () => {
  const path = [await topic("1")];
  for (const name of ["2", "3", "4", "5"]) path.push(await topic(name, path.at(-1)?.id));
  const [top, , , , deepest] = path.map(({ id }) => id);
  const move = (id = "", parentId = "") => owner.try(api.changeTopic, { params: { id }, body: { parentId } });
  expect((await move(top, deepest)).body["detail"]).toBe("A topic cannot stand below itself.");
  expect((await owner.try(api.createTopic, { body: { name: "6", parentId: deepest } })).status).toBe(422);
  expect((await owner.try(api.createTopic, { body: { name: "2", parentId: top } })).body["code"]).toBe(
    "duplicate",
  );
  expect((await owner.try(api.removeTopic, { params: { id: top ?? "" } })).body["code"]).toBe("in_use");
  const aside = await topic("Aside");
  const below = await topic("Below", aside.id);
  expect((await move(aside.id, path[3]?.id)).status).toBe(422);
  await move(below.id, path[3]?.id);
});

test("two moves at once never put each topic below the other", async () => {
  const a = await topic("A");
  const b = await topic("B");
  const move = (id: string, parentId: string) =>
    owner.try(api.changeTopic, { params: { id }, body: { parentId } });
  const results = await Promise.all([move(a.id, b.id), move(b.id, a.id)]);
  expect(results.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 422]));
  expect((await owner.call(api.listTopics)).items).toHaveLength(2);
});

test("a conversation has a topic and a root cause; removed ones stay but are not given any more", async () => {
  const { id } = await begin();
  const params = { id };
  const late = await topic("Late");
  const cause = await owner.call(api.createRootCause, { body: { name: "Carrier", topicId: late.id } });
  const classified = await agent.call(api.classify, {
    params,
    body: { topicId: late.id, rootCauseId: cause.id },
  });
  expect(classified).toMatchObject({ topicId: late.id, rootCauseId: cause.id });
  await owner.call(api.removeTopic, { params: { id: late.id } });
  await owner.call(api.removeRootCause, { params: { id: cause.id } });
  expect(await agent.call(getConversation, { params })).toMatchObject({
    topicId: late.id,
    rootCauseId: cause.id,
  });
  expect(await agent.call(api.classify, { params, body: { topicId: null } })).toMatchObject({
    topicId: null,
    rootCauseId: null,
  });
  expect((await agent.try(api.classify, { params, body: { topicId: late.id } })).status).toBe(404);
});

test("topics are suggested by their own words at first, then by what past conversations taught", async () => {
  const refund = await topic("Refund");
  const delivery = await topic("Delivery");
  await topic("Warranty");
  const suggested = async (id: string) => (await agent.call(api.suggestTopics, { params: { id } })).items;
  const fresh = await begin("A refund please", "Give it to me");
  expect((await suggested(fresh.id))[0]).toMatchObject({ topicId: refund.id, words: ["refund"] });

  for (const text of [
    "Where is the parcel",
    "My parcel and its courier",
    "The courier never came with my parcel",
  ])
    await agent.call(api.classify, {
      params: { id: (await begin("Hello", text)).id },
      body: { topicId: delivery.id },
    });
  await house.runReactions();
  const next = await begin("Hello", "Which courier brings my parcel?");
  const [best] = await suggested(next.id);
  expect(best).toMatchObject({ topicId: delivery.id });
  expect(best?.words).toEqual(expect.arrayContaining(["parcel", "courier"]));
});

test("a root cause of another topic is refused, and goes when the topic changes to one that does not offer it", async () => {
  const late = await topic("Too late");
  const below = await topic("By weeks", late.id);
  const other = await topic("Cracked");
  const cause = await owner.call(api.createRootCause, { body: { name: "Snow", topicId: late.id } });
  const any = await owner.call(api.createRootCause, { body: { name: "Thin box", topicId: null } });
  const { id } = await begin("Hello", "Where is my pot?");
  const classified = (body: { topicId: string | null; rootCauseId?: string | null }) =>
    agent.call(api.classify, { params: { id }, body });
  for (const topicId of [other.id, null])
    expect(
      await agent.try(api.classify, { params: { id }, body: { topicId, rootCauseId: cause.id } }),
    ).toMatchObject({
      status: 422,
      body: { detail: "This root cause is not one of the conversation's topic." },
    });
  expect(await classified({ topicId: below.id, rootCauseId: cause.id })).toMatchObject({
    topicId: below.id,
    rootCauseId: cause.id,
  });
  expect(await classified({ topicId: late.id })).toMatchObject({ rootCauseId: cause.id });
  expect(await classified({ topicId: other.id })).toMatchObject({ topicId: other.id, rootCauseId: null });
  await classified({ topicId: other.id, rootCauseId: any.id });
  expect(await classified({ topicId: late.id })).toMatchObject({ rootCauseId: any.id });
});

test("root causes offered for its topic are suggested from everything written, by what past conversations taught", async () => {
  const late = await topic("Late");
  const other = await topic("Broken");
  const cause = async (name: string, topicId: string | null) =>
    (await owner.call(api.createRootCause, { body: { name, topicId } })).id;
  const [carrier, elsewhere] = [await cause("Carrier", late.id), await cause("Pallet", other.id)];
  const suggested = async (id: string) => (await agent.call(api.suggestRootCauses, { params: { id } })).items;
  const told = async (note: string) => {
    const { id } = await begin("Hello", "Where is it?");
    await agent.call(writeNote, { params: { id }, body: { text: note } });
    return id;
  };
  for (const note of ["Depot flooded, pallet stuck", "Depot flooded again"])
    await agent.call(api.classify, {
      params: { id: await told(note) },
      body: { topicId: late.id, rootCauseId: carrier },
    });
  await agent.call(api.classify, {
    params: { id: await told("The pallet fell over") },
    body: { topicId: other.id, rootCauseId: elsewhere },
  });
  await house.runReactions();

  const next = await told("They say the depot is flooded, the pallet waits");
  expect(await suggested(next)).toEqual([]);
  await agent.call(api.classify, { params: { id: next }, body: { topicId: late.id } });
  const items = await suggested(next);
  expect(items.map(({ rootCauseId }) => rootCauseId)).toEqual([carrier]);
  expect(items[0]?.words).toEqual(expect.arrayContaining(["depot", "flooded"]));
});

test("an upgrade learns root causes from what had happened before", async () => {
  const cause = await owner.call(api.createRootCause, { body: { name: "Mould", topicId: null } });
  const { id } = await begin("Grinder", "It burrs");
  await agent.call(api.classify, { params: { id }, body: { topicId: null, rootCauseId: cause.id } });
  await house.runReactions();
  const lessons = () =>
    house.system
      .selectFrom("rootCauseLessons")
      .select(["conversationId", "rootCauseId", "words"])
      .where("workspaceId", "=", owner.workspaceId)
      .execute();
  const before = await lessons();
  expect(before).toMatchObject([{ conversationId: id, rootCauseId: cause.id }]);
  await house.system.deleteFrom("rootCauseLessons").execute();
  await house.system.deleteFrom("rootCauseWords").execute();
  await house.system
    .deleteFrom("reactionRuns")
    .where("reaction", "=", "conversations.learn_root_cause")
    .execute();
  const file = join(import.meta.dirname, "../migrations/0068-root-cause-words.sql");
  const catchUp = /^do \$\$.*^end \$\$;/ms.exec(await readFile(file, "utf8"))?.[0] ?? "";
  await sql.raw(catchUp).execute(house.system);
  await house.runReactions();
  expect(await lessons()).toEqual(before);
});

test("what a conversation taught is unlearned when its topic changes", async () => {
  const [one, two] = [await topic("One"), await topic("Two")];
  const { id } = await begin("Zebra", "stripes");
  for (const topicId of [one.id, two.id, one.id, two.id]) {
    await agent.call(api.classify, { params: { id }, body: { topicId } });
    await house.runReactions();
  }
  const rows = await house.system
    .selectFrom("topicWords as w")
    .innerJoin("topics as t", "t.id", "w.topicId")
    .select(["t.name", "t.learned", "w.conversations"])
    .where("w.word", "=", "zebra")
    .orderBy("t.name")
    .execute();
  expect(rows).toEqual([
    { name: "One", learned: 0, conversations: 0 },
    { name: "Two", learned: 1, conversations: 1 },
  ]);
});

test("words that stand everywhere tell little, rare ones much", () => {
  const words = (counts: Record<string, number>) => new Map(Object.entries(counts));
  const topics = [
    { id: "a", name: "A1", learned: 10, words: words({ hello: 10, parcel: 8 }) },
    { id: "b", name: "B1", learned: 10, words: words({ hello: 10, invoice: 9 }) },
    { id: "c", name: "C1", learned: 10, words: words({ hello: 10 }) },
  ];
  expect(suggest("hello invoice", topics).map(({ id }) => id)).toEqual(["b"]);
  expect(suggest("hello there", topics)).toEqual([]);
  expect(tellingWords("It's ÄRGERLICH: 12x, x2 y z9")).toEqual(["it", "ärgerlich", "x2", "z9"]);
});

test("a status carries its state, and goes when the state changes by another way", async () => {
  const status = (name: string, state: string) => owner.call(api.createStatus, { body: { name, state } });
  const investigating = await status("Investigating", "open");
  const supplier = await status("With the supplier", "on_hold");
  const silent = await status("No answer", "waiting");
  const done = await status("Refunded", "resolved");
  const { id } = await begin();
  const set = (statusId: string | null, more = {}) =>
    owner.call(api.setStatus, { params: { id }, body: { statusId, ...more } });
  expect(await set(investigating.id)).toMatchObject({ state: "open", statusId: investigating.id });
  const unpromised = await owner.try(api.setStatus, { params: { id }, body: { statusId: supplier.id } });
  expect(unpromised.body["code"]).toBe("promise_required");
  const promise = { text: "News", dueAt: new Date(house.clock.now().getTime() + 3600_000).toISOString() };
  expect(await set(supplier.id, { promise })).toMatchObject({ state: "on_hold", statusId: supplier.id });
  expect(await set(silent.id)).toMatchObject({ state: "waiting", statusId: silent.id });
  expect(await set(done.id)).toMatchObject({ state: "resolved", statusId: done.id, resolution: "Refunded" });
  expect(await set(investigating.id)).toMatchObject({ state: "open", statusId: investigating.id });
  const waiting = await owner.call(waitForCustomer, { params: { id }, body: {} });
  expect(waiting).toMatchObject({ state: "waiting", statusId: null });
  await owner.call(resolveConversation, { params: { id }, body: { reason: "Done" } });
  expect(await owner.call(reopenConversation, { params: { id } })).toMatchObject({ statusId: null });
});

test("the database refuses a status of another state", async () => {
  const waiting = await owner.call(api.createStatus, { body: { name: "Silent", state: "waiting" } });
  const { id } = await begin();
  await expect(
    house.system.updateTable("conversations").set({ statusId: waiting.id }).where("id", "=", id).execute(),
  ).rejects.toMatchObject({ code: "23503" });
});

test("tags are counted over what one may see, most used first", async () => {
  for (const tags of [["vip", "refund"], ["vip"], []])
    await owner.call(changeConversation, { params: { id: (await begin()).id }, body: { tags } });
  expect((await agent.call(listTags)).items).toEqual([
    { name: "vip", color: null, conversations: 2 },
    { name: "refund", color: null, conversations: 1 },
  ]);
  expect((await agent.call(listTags, { query: { q: "re" } })).items).toHaveLength(1);
  const collaborator = await newAgent(house, owner.workspaceId, "collaborator");
  expect((await collaborator.call(listTags)).items).toEqual([]);
});
