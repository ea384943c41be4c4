import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordOrder } from "../../shared/commerce.ts";
import { getConversation, startConversation } from "../../shared/conversations.ts";
import * as api from "../../shared/customer-merging.ts";
import {
  addIdentity,
  changeCustomer,
  createCustomer,
  getCustomer,
  listCustomers,
} from "../../shared/customers.ts";
import { createField, fillCustomerFields, getCustomerFields } from "../../shared/fields.ts";
import { listMessages } from "../../shared/messages.ts";
import { changeConsent, getMailStanding } from "../../shared/suppressions.ts";
import { listConversations } from "../../shared/views.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { receive } from "../conversations/receive.ts";
import { system } from "../platform/actor.ts";
import { verifyEmail } from "./identity.ts";
import { unmergeCustomer } from "./merge-undo.ts";

let house: TestHouse;
let owner: Person;
let agent: Person;

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  agent = await newAgent(house, owner.workspaceId);
});
afterAll(() => house.close());

const make = (name: string, email: string, note = "") =>
  owner.call(createCustomer, { body: { name, email, note } });
const begin = (email: string, text: string) => {
  house.clock.advance(60_000);
  return owner.call(startConversation, { body: { customer: { email }, subject: text, text } });
};
const look = (id: string) => owner.call(getCustomer, { params: { id } });
const merge = (id: string, sourceId: string, take: string[] = []) =>
  agent.call(api.mergeCustomers, { params: { id }, body: { sourceId, take } });
const unmerge = (id: string) => agent.call(api.unmergeCustomer, { params: { id } });
const subjects = async (customerId: string) =>
  (await owner.call(listConversations, { query: { view: "all", customerId } })).items
    .map(({ subject }) => subject)
    .sort();
const arrive = (email: string, text: string, customerId: string, conversationId?: string) => {
  house.clock.advance(60_000);
  return house.work(system(owner.workspaceId, "test"), async (work) => {
    const inbox = await work.db
      .selectFrom("inboxes")
      .select("id")
      .where("workspaceId", "=", work.workspaceId)
      .executeTakeFirstOrThrow();
    return receive(work, {
      ...(conversationId && { conversationId }),
      inboxId: inbox.id,
      customerId,
      channel: "email",
      authorAddress: email,
      subject: text,
      text,
    });
  });
};

test("addresses, conversations and both notes come together, and the other one is in no list any more", async () => {
  const target = await make("Ana Lopez", "ana@home.example", "Kind.");
  const source = await make("Ana", "ana@work.example", "Has two kettles.");
  await begin("ana@home.example", "one");
  const { id } = await begin("ana@work.example", "two");
  const merged = await merge(target.id, source.id);
  expect(merged).toMatchObject({
    name: "Ana Lopez",
    email: "ana@home.example",
    note: "Kind.\n\nHas two kettles.",
  });
  expect(merged.identities.map(({ value }) => value)).toEqual(["ana@home.example", "ana@work.example"]);
  expect(await subjects(target.id)).toEqual(["one", "two"]);
  const moved = await owner.call(getConversation, { params: { id } });
  expect(moved.customer.id).toBe(target.id);
  expect(moved.participants.map((one) => [one.id, one.role])).toEqual([[target.id, "requester"]]);
  const listed = (await owner.call(listCustomers)).items.map((one) => one.id);
  expect(listed).toEqual([target.id]);
  expect(await look(source.id)).toMatchObject({ mergedIntoId: target.id, identities: [] });
  const changing = await agent.try(changeCustomer, { params: { id: source.id }, body: { name: "x" } });
  expect(changing.body["code"]).toBe("customer_merged");
});

test("what both have filled in differently is chosen one by one; what only one has stays", async () => {
  const [size, color] = [
    await owner.call(createField, { body: { subject: "customer", type: "text", label: "Size" } }),
    await owner.call(createField, { body: { subject: "customer", type: "text", label: "Colour" } }),
  ];
  const target = await make("Ana", "ana@home.example");
  const source = await make("Ana Lopez", "ana@work.example");
  const fill = (id: string, values: Record<string, string>) =>
    owner.call(fillCustomerFields, { params: { id }, body: { values } });
  await fill(target.id, { [size.id]: "S", [color.id]: "red" });
  await fill(source.id, { [size.id]: "L", [color.id]: "blue" });
  const preview = await agent.call(api.previewCustomerMerge, {
    params: { id: target.id },
    body: { sourceId: source.id },
  });
  expect(preview.fields).toEqual(
    expect.arrayContaining([
      { fieldId: size.id, target: "S", source: "L" },
      { fieldId: color.id, target: "red", source: "blue" },
    ]),
  );
  const merged = await merge(target.id, source.id, ["name", "email", size.id]);
  expect(merged).toMatchObject({ name: "Ana Lopez", email: "ana@work.example" });
  const values = async (id: string) =>
    (await owner.call(getCustomerFields, { params: { id } })).items.map(({ value }) => value);
  expect(await values(target.id)).toEqual(["L", "red"]);
  await fill(target.id, { [color.id]: "green" });
  await unmerge(source.id);
  expect(await values(target.id)).toEqual(["S", "green"]);
  expect(await values(source.id)).toEqual(["L", "blue"]);
  expect(await look(target.id)).toMatchObject({ name: "Ana", email: "ana@home.example" });
});

test("a no of either counts for all addresses, and is given back unless somebody said more", async () => {
  const target = await make("Ana", "ana@home.example");
  const source = await make("Ana", "ana@work.example");
  const say = (id: string, address: string, purpose: string, granted: boolean) =>
    owner.call(changeConsent, { params: { id }, body: { address, purpose, granted, source: "a call" } });
  await say(target.id, "ana@home.example", "marketing", true);
  await say(source.id, "ana@work.example", "marketing", false);
  const preview = await agent.call(api.previewCustomerMerge, {
    params: { id: target.id },
    body: { sourceId: source.id },
  });
  expect(preview.consents).toContainEqual({
    purpose: "marketing",
    target: true,
    source: false,
    becomes: false,
  });
  const said = async (id: string) =>
    (await owner.call(getMailStanding, { params: { id } })).items.map(
      (one) => one.marketing?.granted ?? null,
    );
  await merge(target.id, source.id);
  expect(await said(target.id)).toEqual([false, false]);
  await unmerge(source.id);
  expect([await said(target.id), await said(source.id)]).toEqual([[true], [false]]);
});

test("taken back everything returns, and what came since goes to whom its address belongs", async () => {
  const target = await make("Ana", "ana@home.example");
  const source = await make("Bea", "bea@home.example");
  await begin("ana@home.example", "hers");
  const others = await begin("bea@home.example", "others");
  await owner.call(recordOrder, {
    params: { number: "A-1" },
    body: {
      customer: { email: "bea@home.example" },
      status: "paid",
      currency: "EUR",
      totalMinor: 100,
      lines: [],
      placedAt: house.clock.now().toISOString(),
    },
  });
  await merge(target.id, source.id);
  await arrive("bea@home.example", "since", target.id);
  await arrive("ana@home.example", "since hers", target.id);
  await arrive("bea@home.example", "more", target.id, others.id);
  const listed = await agent.call(api.listCustomerMerges, { params: { id: target.id } });
  expect(listed.items).toMatchObject([
    { sourceId: source.id, name: "Bea", addresses: ["bea@home.example"], by: { id: agent.id } },
  ]);
  await unmerge(source.id);
  expect(await subjects(target.id)).toEqual(["hers", "since hers"]);
  expect(await subjects(source.id)).toEqual(["others", "since"]);
  const seen = await owner.call(getConversation, { params: { id: others.id } });
  expect(seen.participants.map((one) => [one.id, one.role])).toEqual([[source.id, "requester"]]);
  const { items } = await owner.call(listMessages, { params: { id: others.id } });
  expect(new Set(items.map(({ author }) => author.name))).toEqual(new Set(["Bea"]));
  const orders = await house.system
    .selectFrom("orders")
    .select("customerId")
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  expect(orders).toEqual([{ customerId: source.id }]);
  expect((await look(source.id)).identities.map(({ value }) => value)).toEqual(["bea@home.example"]);
  await merge(target.id, source.id);
  expect(await subjects(target.id)).toHaveLength(4);
});

test("where both read a conversation one reader remains, and both read again when it is taken back", async () => {
  const target = await make("Ana", "ana@home.example");
  const source = await make("Bea", "bea@home.example");
  const { id } = await begin("bea@home.example", "both");
  await house.system
    .insertInto("participants")
    .values({ workspaceId: owner.workspaceId, conversationId: id, customerId: target.id, role: "cc" })
    .execute();
  const readers = async () =>
    (await owner.call(getConversation, { params: { id } })).participants
      .map((one) => `${one.name} ${one.role}`)
      .sort();
  await merge(target.id, source.id);
  expect(await readers()).toEqual(["Ana requester"]);
  await unmerge(source.id);
  expect(await readers()).toEqual(["Ana cc", "Bea requester"]);
});

test("nobody is merged into themselves, twice, in a circle, or after 30 days taken back; chains come apart from the outside in", async () => {
  const [a, b, c] = [
    await make("A", "a@home.example"),
    await make("B", "b@home.example"),
    await make("C", "c@home.example"),
  ];
  await begin("c@home.example", "deep");
  const tried = (id: string, sourceId: string) =>
    agent.try(api.mergeCustomers, { params: { id }, body: { sourceId } });
  expect((await tried(a.id, a.id)).status).toBe(422);
  await merge(b.id, c.id);
  await merge(a.id, b.id);
  expect(await subjects(a.id)).toEqual(["deep"]);
  for (const [id, sourceId] of [
    [c.id, a.id],
    [b.id, a.id],
    [a.id, b.id],
    [b.id, c.id],
  ] as const)
    expect((await tried(id, sourceId)).body["code"]).toBe("customer_merged");
  const inner = await agent.try(api.unmergeCustomer, { params: { id: c.id } });
  expect(inner.body["code"]).toBe("customer_merged");
  await unmerge(b.id);
  expect(await subjects(b.id)).toEqual(["deep"]);
  house.clock.advance(31 * 86_400_000);
  const late = house.work(agent.actor, (work) => unmergeCustomer(work, c.id));
  await expect(late).rejects.toMatchObject({ code: "undo_too_late" });
  await expect(
    house.system.updateTable("customers").set({ mergedIntoId: a.id }).where("id", "=", a.id).execute(),
  ).rejects.toMatchObject({ constraint: "merged_into_another" });
});

test("another workspace's customer is not there, and collaborators merge nobody", async () => {
  const mine = await make("Ana", "ana@home.example");
  const stranger = await newWorkspace(house);
  const theirs = await stranger.call(createCustomer, { body: { name: "Eve", email: "eve@home.example" } });
  const collaborator = await newAgent(house, owner.workspaceId, "collaborator");
  const body = { sourceId: theirs.id };
  expect((await agent.try(api.mergeCustomers, { params: { id: mine.id }, body })).status).toBe(404);
  expect((await agent.try(api.previewCustomerMerge, { params: { id: mine.id }, body })).status).toBe(404);
  expect((await collaborator.try(api.mergeCustomers, { params: { id: mine.id }, body })).status).toBe(403);
});

test("two who merge each into the other at once: one does; what arrives meanwhile is with the one who stays", async () => {
  for (let round = 0; round < 5; round++) {
    const [a, b] = [await make("A", `a${round}@home.example`), await make("B", `b${round}@home.example`)];
    const [one, other] = await Promise.all([
      owner.try(api.mergeCustomers, { params: { id: a.id }, body: { sourceId: b.id } }),
      agent.try(api.mergeCustomers, { params: { id: b.id }, body: { sourceId: a.id } }),
      begin(`a${round}@home.example`, `from a ${round}`),
      begin(`b${round}@home.example`, `from b ${round}`),
    ]);
    expect(new Set([one.status, other.status])).toEqual(new Set([200, 409]));
    const stays = one.status === 200 ? a : b;
    expect(await subjects(stays.id)).toEqual([`from a ${round}`, `from b ${round}`]);
  }
});

test("only two proven addresses of one mailbox join by themselves; all else is suggested", async () => {
  const older = await make("Ana", "ana@home.example");
  const newer = await make("Ana L", "ana+shop@home.example");
  const namesake = await make("ana", "lopez.a@work.example");
  const other = await make("Z", "zoe@work.example");
  await owner.call(addIdentity, {
    params: { id: other.id },
    body: { kind: "phone", value: "+49 30 5550123" },
  });
  await owner.call(addIdentity, { params: { id: older.id }, body: { kind: "phone", value: "030 555-0123" } });
  const suggested = await agent.call(api.listDuplicates, { params: { id: older.id } });
  expect(suggested.items.map(({ id, why }) => [id, why])).toEqual([
    [other.id, "phone"],
    [newer.id, "mailbox"],
    [namesake.id, "name"],
  ]);
  const prove = (id: string, email: string) =>
    house.work(system(owner.workspaceId, "test"), (work) => verifyEmail(work, id, email));
  await prove(newer.id, "ana+shop@home.example");
  await house.settle();
  expect((await look(newer.id)).mergedIntoId).toBeNull();
  await prove(older.id, "ana@home.example");
  await house.settle();
  expect((await look(newer.id)).mergedIntoId).toBe(older.id);
  expect((await look(other.id)).mergedIntoId).toBeNull();
  expect((await agent.call(api.listCustomerMerges, { params: { id: older.id } })).items).toMatchObject([
    { sourceId: newer.id, by: null },
  ]);
});

test("every table that names a customer moves with them", async () => {
  const { rows } = await sql<{ name: string }>`
    select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'customers'::regclass and conrelid <> 'customers'::regclass`.execute(
    house.system,
  );
  const { rows: moved } = await sql<{ body: string }>`
    select prosrc as body from pg_proc where proname = 'move_customer'`.execute(house.system);
  // Merges themselves, what the source had filled in, and what search makes anew by itself.
  const stays = ["customer_merges", "customer_field_values", "search_texts"];
  const forgotten = rows
    .map(({ name }) => name)
    .filter((name) => !stays.includes(name) && !moved[0]?.body.includes(`update ${name} `));
  expect(forgotten).toEqual([]);
  expect(rows.length).toBeGreaterThan(8);
});
