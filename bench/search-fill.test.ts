import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startConversation } from "../shared/conversations.ts";
import { search } from "../shared/search.ts";
import { newWorkspace } from "../test/builders.ts";
import { openTestHouse, type TestHouse, withDatabase } from "../test/house.ts";
import { fillSearch } from "./search-fill.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

test("what the bench fills is found as what the house took in", async () => {
  const owner = await newWorkspace(house);
  const customer = { email: "ana@shop.example", name: "Ana Lopez" };
  const body = { customer, subject: "The kettle", text: "Order 17 leaks since Monday." };
  const { number } = await owner.call(startConversation, { body });
  const found = async (q: string) => {
    const { conversations, customers } = await owner.call(search, { query: { q } });
    return [conversations.length, customers.filter(({ alike }) => !alike).length];
  };
  const asked = [
    "kettle",
    "subject:kettle",
    "from:ana",
    "leaks",
    '"leaks since"',
    "ana lopez",
    "shop.example",
  ];
  const all = async () => Object.fromEntries(await Promise.all(asked.map(async (q) => [q, await found(q)])));
  await house.runReactions();
  const taken = await all();
  await house.system.deleteFrom("searchTexts").execute();
  const name = new URL(house.databaseUrl).pathname.slice(1);
  const client = new pg.Client({ connectionString: withDatabase(inject("postgresAdminUrl"), name) });
  await client.connect();
  await fillSearch(client, owner.workspaceId, number, number);
  await client.end();
  const { "shop.example": address, ...words } = await all();
  const { "shop.example": known, ...before } = taken;
  expect(words).toEqual(before);
  // The bench's rows name no sender's address, only the customer's.
  expect([known, address]).toEqual([
    [1, 1],
    [0, 1],
  ]);
});
