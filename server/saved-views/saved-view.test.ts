import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Condition } from "../../shared/conditions.ts";
import { resolveConversation } from "../../shared/conversation-states.ts";
import { changeConversation, startConversation } from "../../shared/conversations.ts";
import { createField, fillConversationFields, removeField } from "../../shared/fields.ts";
import * as api from "../../shared/saved-views.ts";
import { createTeam } from "../../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { conversationFields, frameOf } from "../conversations/condition-fields.ts";
import { selectPage } from "../conversations/selection.ts";
import { compile } from "../platform/condition-sql.ts";

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

const begin = async (subject: string, change: { tags?: string[]; priority?: string } = {}) => {
  const { id } = await owner.call(startConversation, {
    body: { customer: { email: `v${++made}@shop.example` }, subject, text: "x", ...change },
  });
  house.clock.advance(60_000);
  return id;
};
const all: Condition = { all: [] };
const vip: Condition = { field: "conversation.tags", operator: "any_of", value: ["vip"] };
const view = (person: Person, body: Record<string, unknown>) =>
  person.call(api.createSavedView, { body: { name: "Mine", condition: all, ...body } });
const subjects = async (person: Person, id: string, limit = 50) => {
  const found: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const query = { limit, ...(after && { after }) };
    const page = await person.call(api.listViewConversations, { params: { id }, query });
    found.push(...page.items.map(({ subject }) => subject));
    after = page.next;
  }
  return found;
};

test("a view holds what its condition selects, counted", async () => {
  await begin("A", { tags: ["vip"] });
  await begin("B");
  const { id } = await view(agent, { condition: vip });
  expect(await subjects(agent, id)).toEqual(["A"]);
  expect((await agent.call(api.countSavedViews)).counts).toEqual({ [id]: 1 });
  expect((await agent.call(api.countSavedViews, { query: { ids: id } })).counts).toEqual({ [id]: 1 });
});

test.each<[api.ViewSort, string[]]>([
  ["due", ["first", "urgent", "high", "low", "closed late", "closed early"]],
  ["priority", ["urgent", "high", "first", "low", "closed late", "closed early"]],
  ["newest", ["closed late", "closed early", "low", "high", "urgent", "first"]],
  ["oldest", ["first", "urgent", "high", "low", "closed early", "closed late"]],
  ["last_message", ["closed late", "closed early", "low", "high", "urgent", "first"]],
  ["resolved", ["closed late", "closed early", "first", "urgent", "high", "low"]],
])("sorted by %s a view gives each conversation once, also in pages of one", async (sort, expected) => {
  await begin("first");
  await begin("urgent", { priority: "urgent" });
  await begin("high", { priority: "high" });
  await begin("low", { priority: "low" });
  for (const id of [await begin("closed early"), await begin("closed late")]) {
    await owner.call(resolveConversation, { params: { id }, body: { reason: "Done" } });
    house.clock.advance(60_000);
  }
  const { id } = await view(agent, { sort });
  expect(await subjects(agent, id)).toEqual(expected);
  expect(await subjects(agent, id, 1)).toEqual(expected);
});

test("one's own views are one's own, a team's are its members', those for all are the leads'", async () => {
  const lead = await newAgent(house, owner.workspaceId, "lead");
  const team = await owner.call(createTeam, { body: { name: "T", leadId: lead.id, memberIds: [agent.id] } });
  const other = await newAgent(house, owner.workspaceId);
  const mine = await view(agent, { name: "Mine" });
  const ours = await view(agent, { name: "Ours", scope: "team", teamId: team.id });
  const everybodys = await view(lead, { name: "All", scope: "shared" });
  const names = async (person: Person) =>
    (await person.call(api.listSavedViews)).items.map(({ name, mayChange }) => `${name} ${mayChange}`);
  expect(await names(agent)).toEqual(["Mine true", "Ours true", "All false"]);
  expect(await names(lead)).toEqual(["Ours true", "All true"]);
  expect(await names(other)).toEqual(["All false"]);
  const change = (person: Person, id: string) =>
    person.try(api.changeSavedView, { params: { id }, body: { name: "New" } });
  expect((await change(other, mine.id)).status).toBe(404);
  expect((await change(other, ours.id)).status).toBe(404);
  expect((await change(agent, everybodys.id)).status).toBe(403);
  expect((await change(lead, ours.id)).status).toBe(200);
  for (const body of [
    { name: "x", condition: all, scope: "shared" },
    { name: "x", condition: all, scope: "personal", defaultFor: ["agent"] },
    { name: "x", condition: all, scope: "team" },
  ])
    expect((await agent.try(api.createSavedView, { body })).status).toBeGreaterThanOrEqual(400);
  const foreign = await other.try(api.createSavedView, {
    body: { name: "x", condition: all, scope: "team", teamId: team.id },
  });
  expect(foreign.status).toBe(403);
});

test("a shared view shows everybody only what they may see", async () => {
  const id = await begin("A");
  const restricted = await begin("Secret");
  await house.system
    .updateTable("inboxes")
    .set({ restricted: true })
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  await owner.call(changeConversation, { params: { id: restricted }, body: { priority: "high" } });
  await house.system.updateTable("conversations").set({ holderId: agent.id }).where("id", "=", id).execute();
  const shared = await view(owner, { scope: "shared" });
  expect(await subjects(agent, shared.id)).toEqual(["A"]);
  expect((await agent.call(api.countSavedViews)).counts[shared.id]).toBe(1);
});

test("each role begins with one view", async () => {
  const first = await view(owner, { scope: "shared", defaultFor: ["agent", "lead"] });
  const second = await view(owner, { scope: "shared", defaultFor: ["agent"] });
  const { items } = await agent.call(api.listSavedViews);
  expect(items.map(({ id, defaultFor }) => [id, defaultFor])).toEqual([
    [first.id, ["lead"]],
    [second.id, ["agent"]],
  ]);
});

test("views are put in an order by whoever may change them", async () => {
  const [a, b] = [await view(agent, { name: "A" }), await view(agent, { name: "B" })];
  const shared = await view(owner, { name: "Shared", scope: "shared" });
  const { items } = await agent.call(api.orderSavedViews, { body: { ids: [b.id, a.id] } });
  expect(items.filter(({ scope }) => scope === "personal").map(({ name }) => name)).toEqual(["B", "A"]);
  expect((await agent.try(api.orderSavedViews, { body: { ids: [shared.id] } })).status).toBe(403);
  expect((await owner.try(api.orderSavedViews, { body: { ids: [a.id] } })).status).toBe(404);
});

test("a view whose field was removed says so, shows nothing, and can be mended", async () => {
  await begin("A");
  const field = await owner.call(createField, {
    body: { subject: "conversation", type: "text", label: "Serial" },
  });
  const condition = { not: { field: `field.${field.id}`, operator: "is", value: "x" } };
  const { id } = await view(agent, { condition, columns: ["subject", `field.${field.id}`] });
  expect(await subjects(agent, id)).toEqual(["A"]);
  await owner.call(removeField, { params: { id: field.id } });
  const page = await agent.call(api.listViewConversations, { params: { id } });
  expect(page.items).toEqual([]);
  expect(page.troubles.map(({ path }) => path)).toEqual(["/condition/not/field", "/columns/1"]);
  expect((await agent.call(api.countSavedViews)).counts).toEqual({ [id]: null });
  await agent.call(api.changeSavedView, { params: { id }, body: { condition: all, columns: ["subject"] } });
  expect(await subjects(agent, id)).toEqual(["A"]);
});

test("a column of a field shows what is filled in", async () => {
  const id = await begin("A");
  const field = await owner.call(createField, {
    body: { subject: "conversation", type: "number", label: "Weight" },
  });
  await owner.call(fillConversationFields, { params: { id }, body: { values: { [field.id]: 2.5 } } });
  const made = await view(agent, { columns: ["subject", `field.${field.id}`] });
  const { items } = await agent.call(api.listViewConversations, { params: { id: made.id } });
  expect(items[0]?.fields).toEqual({ [field.id]: 2.5 });
});

test("refuses what cannot be asked, with its place", async () => {
  const condition = { all: [{ field: "conversation.gone", operator: "is", value: "x" }] };
  const { status, body } = await agent.try(api.createSavedView, { body: { name: "x", condition } });
  expect([status, (body["errors"] as { path: string }[])[0]?.path]).toEqual([422, "/condition/all/0/field"]);
  const column = await agent.try(api.createSavedView, {
    body: { name: "x", condition: all, columns: ["mood"] },
  });
  expect(column.body["errors"]).toMatchObject([{ path: "/columns/0" }]);
});

test("a preview shows and counts without making anything", async () => {
  await begin("A", { tags: ["vip"] });
  await begin("B");
  const page = await agent.call(api.previewView, { body: { condition: vip } });
  expect([page.items.map(({ subject }) => subject), page.count]).toEqual([["A"], 1]);
  expect((await agent.call(api.listSavedViews)).items).toEqual([]);
});

test("a page of every order reads an index and only about a page of rows, at 100,000 conversations", async () => {
  const ws = sql`${owner.workspaceId}::uuid`;
  await begin("A");
  await sql`
    with made as materialized (
      select gen_random_uuid() as id, gen_random_uuid() as promise_id, n, n % 10 < 7 as resolved from generate_series(10, 100000) n
    ), promised as (
      insert into promises (workspace_id, id, conversation_id, kind, text, due_at, made_at)
      select ${ws}, promise_id, id, 'next_step', 'x', now() + n * interval '1 minute', now() from made where not resolved
    )
    insert into conversations (workspace_id, id, number, subject, state, priority, inbox_id, customer_id, holder_id,
      promise_id, promise_kind, promise_text, promise_due_at, last_message_at, resolved_at, created_at)
    select ${ws}, made.id, n, 'Subject ' || n, case when resolved then 'resolved' else 'open' end,
      case n % 199 when 0 then 'urgent' when 1 then 'high' when 2 then 'low' else 'normal' end, c.inbox_id, c.customer_id, ${agent.id}::uuid,
      case when not resolved then promise_id end, case when not resolved then 'next_step' end, case when not resolved then 'x' end,
      case when not resolved then now() + n * interval '1 minute' end, now() - n * interval '1 second',
      case when resolved then now() - n * interval '1 minute' end, now() - n * interval '1 minute'
    from made, (select inbox_id, customer_id from conversations where workspace_id = ${ws} limit 1) c`.execute(
    house.system,
  );
  await sql`analyze conversations`.execute(house.system);
  for (const sort of api.viewSorts) {
    const read = await house.work(agent.actor, async (work) => {
      const where = compile(
        { field: "conversation.holder", operator: "is", value: "me" },
        await conversationFields(work),
        await frameOf(work),
      );
      const before = await reads(work);
      await selectPage(work, { where, sort, limit: 50 });
      return (await reads(work)) - before;
    });
    expect(read, `${sort} read ${read} rows`).toBeGreaterThan(50);
    expect(read, `${sort} read ${read} rows`).toBeLessThanOrEqual(400);
  }
  // Filling 100,000 rows takes seconds, and on a machine full of others a minute.
}, 600_000);

/** Rows of conversations this transaction has read so far. */
async function reads(work: { db: TestHouse["db"] }): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select (pg_stat_get_xact_tuples_returned(c.oid) + coalesce(sum(pg_stat_get_xact_tuples_fetched(i.indexrelid)), 0)
      + pg_stat_get_xact_tuples_fetched(c.oid))::int as read
    from pg_class c join pg_index i on i.indrelid = c.oid where c.oid = 'conversations'::regclass group by c.oid`.execute(
    work.db,
  );
  return rows[0]?.read ?? Number.NaN;
}
