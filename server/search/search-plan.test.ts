import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startConversation } from "../../shared/conversations.ts";
import { startSide } from "../../shared/side-conversations.ts";
import { newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import type { Work } from "../platform/work.ts";
import { alikeCustomers, conversationHits } from "./hits.ts";
import { searchAll } from "./search.ts";
import { sideHits } from "./side-hits.ts";

const texts = 100_000;
const customers = 25_000;
const sides = 25_000;
let house: TestHouse;
let owner: Person;

beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
  const customer = { email: "ana@shop.example", name: "Ana" };
  const { id } = await owner.call(startConversation, {
    body: { customer, subject: "Kettle", text: "It leaks." },
  });
  await fill(id);
});
afterAll(() => house.close());

/** 100,000 texts of one conversation: "order" in each, "gasket" in every thousandth, and 25,000 customers with names of their own. */
async function fill(id: string): Promise<void> {
  const ws = owner.workspaceId;
  await sql`insert into search_texts (workspace_id, id, kind, conversation_id, words, at)
    select ${ws}::uuid, gen_random_uuid(), 'message', ${id}::uuid,
      to_tsvector('simple', 'order number' || n || case when n % 1000 = 0 then ' gasket' else '' end), now() - n * interval '1 minute'
    from generate_series(1, ${texts}::int) n`.execute(house.system);
  await fillSides(id);
  await sql`with made as (
      insert into customers (workspace_id, id, name, created_at)
      select ${ws}::uuid, gen_random_uuid(), case when n = 77 then 'gundula zwiebelmeier' else 'person' || n || ' ' || md5(n::text) end, now()
      from generate_series(1, ${customers}::int) n returning id, name)
    insert into search_texts (workspace_id, id, kind, customer_id, name, words, at)
    select ${ws}::uuid, id, 'customer', id, name, to_tsvector('simple', name), now() from made`.execute(
    house.system,
  );
  await sql`vacuum analyze search_texts`.execute(house.system);
}

/** 25,000 messages of one side conversation: "shelf" in each, "flange" in every five-hundredth. */
async function fillSides(id: string): Promise<void> {
  const ws = owner.workspaceId;
  const body = {
    to: { kind: "outside", address: "mia@maker.example" },
    subject: "Stock",
    text: "Any?",
    expectedBy: new Date(house.clock.now().getTime() + 3_600_000).toISOString(),
  };
  const side = await owner.call(startSide, { params: { id }, body });
  await sql`with made as (
      insert into side_messages (workspace_id, id, side_id, author_kind, text, at)
      select ${ws}::uuid, gen_random_uuid(), ${side.id}::uuid, 'system', n::text, now() - n * interval '1 minute'
      from generate_series(1, ${sides}::int) n returning id, text, at)
    insert into search_texts (workspace_id, id, kind, side_id, words, at)
    select ${ws}::uuid, id, 'side', ${side.id}::uuid,
      to_tsvector('simple', 'shelf' || case when text::int % 500 = 0 then ' flange' else '' end), at from made`.execute(
    house.system,
  );
}

interface Read {
  whole: number;
  rows: number;
}

/** What a task reads of the texts as the actor's own work: scans of the whole table, and rows fetched by indexes. */
async function readBy(task: (work: Work) => Promise<unknown>): Promise<Read> {
  return house.work(owner.actor, async (work) => {
    const count = async () => {
      const { rows } = await sql<Read>`select seq_scan::int as whole, coalesce(idx_tup_fetch, 0)::int as rows
        from pg_stat_xact_user_tables where relname = 'search_texts'`.execute(work.db);
      return rows[0] ?? { whole: 0, rows: 0 };
    };
    const before = await count();
    await task(work);
    const after = await count();
    await sql`select pg_stat_force_next_flush()`.execute(work.db);
    return { whole: after.whole - before.whole, rows: after.rows - before.rows };
  });
}

const timesUsed = async (index: string) => {
  const { rows } = await sql<{ used: number }>`
    select idx_scan::int as used from pg_stat_user_indexes where indexrelname = ${index}`.execute(
    house.system,
  );
  return rows[0]?.used ?? 0;
};
const patience = { timeout: 60_000 };

test("a word that is in every text is found in the newest ones, and the rest is not read", async () => {
  const { whole, rows } = await readBy(async (work) => {
    const wanted = { query: "'order':ABD", where: null, since: null, until: null, after: null, limit: 0 };
    expect((await conversationHits(work, wanted)).hits).toHaveLength(0);
  });
  expect(whole).toBe(0);
  expect(rows).toBeLessThan(1000);
});

test("a rare word is asked of its index", async () => {
  const before = await timesUsed("search_messages_by_word");
  const { whole, rows } = await readBy((work) => searchAll(work, { q: "gasket", limit: 20 }));
  expect(whole).toBe(0);
  // The newest 3,000 messages, customers and side conversations, then the hundred that have it.
  expect(rows).toBeLessThan(9500);
  await expect.poll(() => timesUsed("search_messages_by_word"), patience).toBeGreaterThan(before);
});

test("side conversations are found without reading all of them: a common word in the newest, a rare one by its index", async () => {
  const beforehand = await timesUsed("search_sides_by_word");
  const found = (query: string, limit: number) => async (work: Work) => {
    const wanted = { query, where: null, since: null, until: null, after: null, limit };
    expect((await sideHits(work, wanted)).hits).toHaveLength(limit);
  };
  const common = await readBy(found("'shelf':ABD", 0));
  expect(common.whole).toBe(0);
  expect(common.rows).toBeLessThan(1000);
  const rare = await readBy(found("'flange':ABD", 1));
  expect(rare.whole).toBe(0);
  // The newest 3,000, then the fifty that have it.
  expect(rare.rows).toBeLessThan(3500);
  const whole = await readBy((work) => searchAll(work, { q: "flange", limit: 20 }));
  expect(whole.whole).toBe(0);
  // Messages, customers and side conversations: the newest 3,000 of each.
  expect(whole.rows).toBeLessThan(10_000);
  await expect.poll(() => timesUsed("search_sides_by_word"), patience).toBeGreaterThan(beforehand);
});

test("names that sound alike are asked of their index", async () => {
  const before = await timesUsed("search_customers_by_name");
  const { whole, rows } = await readBy(async (work) => {
    expect(await alikeCustomers(work, "gundula zwiebelmayr", 5)).toHaveLength(1);
  });
  expect(whole).toBe(0);
  expect(rows).toBeLessThan(customers / 10);
  await expect.poll(() => timesUsed("search_customers_by_name"), patience).toBeGreaterThan(before);
});

test("nobody may ask without a workspace, and no other role at all", async () => {
  const call = sql`select * from search_newest('message', 'order', '-infinity', 'infinity', gen_random_uuid(), 10, 10)`;
  await expect(call.execute(house.system)).rejects.toThrow("a search needs a workspace");
  const { rows } = await sql<{ open: boolean }>`
    select coalesce(proacl::text like '{=X%' or proacl::text like '%,=X%', true) as open from pg_proc
    where proname in ('search_newest', 'search_anywhere', 'search_alike')`.execute(house.system);
  expect(rows.map(({ open }) => open)).toEqual([false, false, false]);
});
