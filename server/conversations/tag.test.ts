import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeConversation, getConversation, startConversation } from "../../shared/conversations.ts";
import * as api from "../../shared/tags.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
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

const tagged = async (...tags: string[]) => {
  const { id } = await owner.call(startConversation, {
    body: { customer: { email: `t${++made}@shop.example` }, subject: "Lamp", text: "It is dark", tags },
  });
  return id;
};
const tagsOf = async (id: string) => (await owner.call(getConversation, { params: { id } })).tags;
const names = async () =>
  (await owner.call(api.listTags)).items.map(({ name, conversations }) => `${name} ${conversations}`);

test("a tag made before it is used stands in the list, and keeps its colour when it is used", async () => {
  await owner.call(api.putTag, { params: { name: "VIP" }, body: { color: "violet" } });
  expect((await owner.call(api.listTags)).items).toEqual([
    { name: "vip", color: "violet", conversations: 0 },
  ]);
  await tagged("vip");
  expect((await owner.call(api.listTags)).items).toEqual([
    { name: "vip", color: "violet", conversations: 1 },
  ]);
});

test("of very many tags the most used are given with the word that there are more, and any other is found by its name", async () => {
  await tagged("zebra");
  await sql`insert into tags (workspace_id, name, created_at)
    select ${owner.workspaceId}::uuid, 'mark ' || lpad(n::text, 4, '0'), now() from generate_series(1, 2000) n`.execute(
    house.system,
  );
  const { items, more } = await owner.call(api.listTags);
  expect([items.length, items[0]?.name, items.at(-1)?.name, more]).toEqual([
    2000,
    "zebra",
    "mark 1999",
    true,
  ]);
  const found = await owner.call(api.listTags, { query: { q: "2000" } });
  expect([found.items.map(({ name }) => name), found.more]).toEqual([["mark 2000"], false]);
});

test("a new name reaches every conversation, tells each one, and keeps the colour", async () => {
  const ids = [await tagged("broken", "urgent"), await tagged("urgent"), await tagged("broken")];
  await owner.call(api.putTag, { params: { name: "broken" }, body: { color: "red" } });
  await owner.call(api.renameTag, { params: { name: "broken" }, body: { name: "Damaged" } });
  await house.runReactions();
  expect(await Promise.all(ids.map(tagsOf))).toEqual([["damaged", "urgent"], ["urgent"], ["damaged"]]);
  expect((await owner.call(api.listTags)).items).toContainEqual({
    name: "damaged",
    color: "red",
    conversations: 2,
  });
  const told = await house.system
    .selectFrom("events")
    .select("conversationId")
    .where("name", "=", "conversation.changed")
    .where("conversationId", "in", ids)
    .execute();
  expect(told).toHaveLength(2);
  expect(new Set(told.map(({ conversationId }) => conversationId))).toEqual(new Set([ids[0], ids[2]]));
});

test("renamed to one that exists, the two become one; a conversation that had both has it once", async () => {
  const both = await tagged("refund", "money", "refunds");
  const one = await tagged("refunds");
  await owner.call(api.renameTag, { params: { name: "refunds" }, body: { name: "refund" } });
  await house.runReactions();
  expect([await tagsOf(both), await tagsOf(one)]).toEqual([["refund", "money"], ["refund"]]);
  expect(await names()).toEqual(["refund 2", "money 1"]);
});

test("a removed tag goes from every conversation, in chunks, and only in its own workspace", async () => {
  const elsewhere = await tagged("old");
  const first = owner;
  owner = await newWorkspace(house);
  const id = await tagged("old", "kept");
  await owner.call(api.removeTag, { params: { name: "old" } });
  await house.runReactions();
  expect(await tagsOf(id)).toEqual(["kept"]);
  owner = first;
  expect(await tagsOf(elsewhere)).toEqual(["old"]);
});

test("agents give tags, leads look after them", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const id = await tagged();
  await agent.call(changeConversation, { params: { id }, body: { tags: ["vip"] } });
  const refused = await agent.try(api.renameTag, { params: { name: "vip" }, body: { name: "x" } });
  expect(refused.status).toBe(403);
});
