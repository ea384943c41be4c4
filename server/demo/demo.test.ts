import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inviteAgent } from "../../shared/agents.ts";
import * as conversationStatesApi from "../../shared/conversation-states.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import * as api from "../../shared/demo.ts";
import { events as allEvents, type EventName } from "../../shared/events.ts";
import { getFirstSteps } from "../../shared/first-steps.ts";
import * as handoversApi from "../../shared/handovers.ts";
import * as repliesApi from "../../shared/replies.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { contentOf } from "../../test/content.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { system } from "../platform/actor.ts";
import { newId } from "../platform/ids.ts";
import { goOn } from "./demo.ts";

let house: TestHouse;
let owner: Person;

beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house, "Europe/Berlin");
  await house.system
    .updateTable("agents")
    .set({ passwordHash: "joined" })
    .where("id", "=", owner.id)
    .execute();
  await house.settle();
  await owner.call(api.fillDemo);
  await finish();
});
afterAll(() => house.close());

async function finish(): Promise<void> {
  for (let steps = 0; (await goOn(house)) > 0; steps++) if (steps > 500) throw new Error("It never ends.");
}

async function count(query: string): Promise<number> {
  const { rows } = await sql
    .raw<{ count: number }>(`select count(*)::int as count from ${query}`)
    .execute(house.system);
  return rows[0]?.count ?? 0;
}
const ids = async (query: string) =>
  (await sql.raw<{ id: string }>(query).execute(house.system)).rows.map(({ id }) => id);

test("fills a year of a shop: customers, orders and conversations, and asking twice fills once", async () => {
  expect(await owner.call(api.fillDemo)).toMatchObject({ state: "filled" });
  await finish();
  expect(await count("customers")).toBe(5000);
  expect(await count("orders")).toBe(12_000);
  expect(await count("conversations")).toBe(3000);
  expect(await count("messages")).toBeGreaterThan(7000);
  expect(
    await count(
      "(select distinct state from conversations where state in ('open', 'waiting', 'on_hold', 'resolved')) s",
    ),
  ).toBe(4);
});

test("none of the first steps is done by it", async () => {
  expect(await owner.call(getFirstSteps)).toEqual({ inbox: false, colleague: false, answer: false });
});

test("has the rhythm of a shop: quiet at weekends and at night, busy in December", async () => {
  const local = "(created_at at time zone 'Europe/Berlin')";
  const weekend = await count(`conversations where extract(isodow from ${local}) >= 6`);
  expect(weekend / 3000).toBeLessThan(0.2);
  expect(await count(`conversations where extract(hour from ${local}) between 1 and 5`)).toBeLessThan(120);
  const december = await count(`conversations where extract(month from ${local}) = 12`);
  const february = await count(`conversations where extract(month from ${local}) = 2`);
  expect(december).toBeGreaterThan(february * 1.5);
  const atWork = `messages where direction = 'out' and extract(hour from (at at time zone 'Europe/Berlin')) between 9 and 17 and extract(isodow from (at at time zone 'Europe/Berlin')) < 6`;
  expect(await count(atWork)).toBe(await count("messages where direction = 'out'"));
});

test("keeps most promises and breaks some, and some that are open are overdue or due soon", async () => {
  const kept = await count("promises where outcome = 'kept'");
  const broken = await count("promises where outcome = 'broken'");
  expect(kept / (kept + broken)).toBeGreaterThan(0.8);
  expect(kept / (kept + broken)).toBeLessThan(0.97);
  expect(await count("conversations where state <> 'resolved'")).toBeGreaterThan(20);
  const { rows } = await sql<{ overdue: number; soon: number }>`
    select count(*) filter (where promise_due_at <= ${house.clock.now()})::int as overdue,
           count(*) filter (where promise_due_at > ${house.clock.now()} and promise_due_at < ${house.clock.now()}::timestamptz + interval '1 hour')::int as soon
    from conversations where state <> 'resolved'`.execute(house.system);
  expect(rows[0]?.overdue).toBeGreaterThan(2);
  expect(rows[0]?.soon).toBeGreaterThan(2);
  expect(await count("handovers where state = 'accepted'")).toBeGreaterThan(50);
  expect(await count("(select distinct rating from follow_ups where rating is not null) r")).toBe(5);
});

test("nothing in it lies in the future, and every answer follows its question", async () => {
  expect(await count("events where at > now()")).toBe(0);
  expect(await count("messages where at > now()")).toBe(0);
  expect(await count("conversations where first_replied_at < created_at or resolved_at < created_at")).toBe(
    0,
  );
  expect(
    await count("orders o join customers c on c.id = o.customer_id where o.placed_at < c.created_at"),
  ).toBe(0);
  expect(
    await count(
      "handovers h join conversations c on c.id = h.conversation_id where h.state = 'offered' and c.offered_agent_id is null",
    ),
  ).toBe(0);
});

test("the log tells what the tables say, in the shapes of real events", async () => {
  for (const [name, table] of [
    ["conversation.started", "conversations"],
    ["promise.made", "promises"],
    ["promise.kept", "promises where outcome = 'kept'"],
    ["promise.broken", "promises where broken_at is not null"],
    ["message.sent", "messages where direction = 'out'"],
    ["message.received", "messages where direction = 'in'"],
    ["order.recorded", "orders"],
    ["response.given", "follow_ups where rating is not null"],
    ["handover.accepted", "handovers where state = 'accepted'"],
  ])
    expect([name, await count(`events where name = '${name}'`)]).toEqual([name, await count(table ?? "")]);
  const sample = await house.system.selectFrom("events").select(["name", "data"]).orderBy("id").execute();
  for (const { name, data } of sample.filter((_, index) => index % 7 === 0))
    expect([name, allEvents[name as EventName].safeParse(data).success]).toEqual([name, true]);
});

test("nothing happens because of it: no reader of the log sees it and no job comes of it", async () => {
  expect(await house.relay.drain()).toBe(0);
  expect(await count("graphile_worker._private_jobs")).toBe(0);
});

test("nothing of it is ever mailed, whoever queues it", async () => {
  const [conversation] = await house.system
    .selectFrom("conversations")
    .select(["id", "inboxId"])
    .limit(1)
    .execute();
  const identity = await house.system
    .selectFrom("identities")
    .select("value")
    .limit(1)
    .executeTakeFirstOrThrow();
  const queue = (more: object) => {
    const id = newId();
    return house.work(system(owner.workspaceId, "test"), async (work) => {
      await work.db
        .insertInto("deliveries")
        .values({
          workspaceId: owner.workspaceId,
          id,
          kind: "reply",
          naturalKey: id,
          toAddress: "somebody@else.example",
          subject: "",
          content: "{}",
          internetMessageId: id,
          state: "queued",
          nextAttemptAt: work.now,
          giveUpAt: work.now,
          changedAt: work.now,
          createdAt: work.now,
          ...more,
        })
        .execute();
      const row = await work.db
        .selectFrom("deliveries")
        .select(["state", "nextAttemptAt"])
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      await work.db.deleteFrom("deliveries").where("id", "=", id).execute();
      return row;
    });
  };
  const held = { state: "held", nextAttemptAt: null };
  expect(await queue({ conversationId: conversation?.id })).toEqual(held);
  expect(await queue({ toAddress: identity.value.toUpperCase() })).toEqual(held);
  expect(await queue({})).toMatchObject({ state: "queued" });
});

test("removing takes everything, also what people added to it, and leaves what is theirs", async () => {
  const [demoAgent] = await ids("select id from demo_rows where kind = 'agent' limit 1");
  const [open] = await ids(
    "select id from conversations where state <> 'resolved' and promise_due_at > now() limit 1",
  );
  const call = { params: { id: open ?? "" } };
  await owner.call(repliesApi.writeNote, { ...call, body: { text: "Mine" } });
  await owner.call(conversationStatesApi.resolveConversation, { ...call, body: { reason: "Tried it" } });
  await newAgent(house, owner.workspaceId);
  await house.settle();
  const real = await owner.call(conversationsApi.startConversation, {
    body: {
      customer: { email: "real@customer.example", name: "Rita Real" },
      subject: "Mine stays",
      text: "Hello",
    },
  });
  expect(real.number).toBe(3001);
  await owner.call(handoversApi.assign, {
    params: { id: real.id },
    body: { agentId: demoAgent ?? "" },
  });

  expect(await owner.call(api.removeDemo)).toMatchObject({ state: "removing" });
  await finish();

  expect(await owner.call(api.getDemo)).toMatchObject({ state: "none" });
  expect(await owner.call(conversationsApi.getConversation, { params: { id: real.id } })).toMatchObject({
    subject: "Mine stays",
    holder: { id: owner.id },
    team: null,
  });
  expect(await ids("select id from conversations")).toEqual([real.id]);
  expect(await count("demo_rows")).toBe(0);
  expect(await count("agents where name = 'Mara Winterberg'")).toBe(0);
  expect(await count(`events where data->>'agentId' = '${demoAgent}'`)).toBe(0);
}, 600_000);

test("filled and removed untouched, every table is as it was before", async () => {
  const fresh = await openTestHouse();
  try {
    const one = await newWorkspace(fresh, "America/New_York");
    await fresh.relay.drain();
    const untouched = await contentOf(fresh.databaseUrl);
    await one.call(api.fillDemo);
    while ((await goOn(fresh)) > 0);
    expect(await contentOf(fresh.databaseUrl)).not.toEqual(untouched);
    await one.call(api.removeDemo);
    while ((await goOn(fresh)) > 0);
    expect(await contentOf(fresh.databaseUrl)).toEqual(untouched);
    expect(untouched["workspaces"]).toMatch(/^1 rows/);
  } finally {
    await fresh.close();
  }
}, 600_000);

// Last: its workspace is a real one, and the tests above count in all of them.
test("the first steps are done by what people do", async () => {
  const fresh = await newWorkspace(house);
  const begin = { customer: { email: "zed@real.example" }, subject: "Lamp", text: "It is dark." };
  const { id } = await fresh.call(conversationsApi.startConversation, { body: begin });
  const before = { inbox: false, colleague: false, answer: false };
  expect(await fresh.call(getFirstSteps)).toEqual(before);
  const then = { state: "waiting" as const };
  await fresh.call(repliesApi.sendReply, { params: { id }, body: { text: "Is it plugged in?", then } });
  await fresh.call(inviteAgent, { body: { name: "Ben", email: "ben@real.example", role: "agent" } });
  expect(await fresh.call(getFirstSteps)).toEqual({ inbox: false, colleague: true, answer: true });
});
