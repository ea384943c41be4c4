import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as conversationStatesApi from "../../shared/conversation-states.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import { type FigureName, figures, getBoard, getBoardRows } from "../../shared/insights.ts";
import * as repliesApi from "../../shared/replies.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { createInbox } from "../conversations/inbox.ts";
import { newId } from "../platform/ids.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Whole hours of so many seconds: the test itself takes some of them. */
const hours = (seconds: number | null) => Math.round((seconds ?? 0) / 3600);
const later = (minutes: number) => new Date(house.clock.now().getTime() + minutes * minute);

async function begun(owner: Person): Promise<string> {
  const customer = { email: `${newId()}@shop.example`, name: "Ana" };
  const { id } = await owner.call(conversationsApi.startConversation, {
    body: { customer, subject: "Kettle", text: "It leaks." },
  });
  return id;
}
const reply = (owner: Person, id: string, dueInMinutes = 60) =>
  owner.call(repliesApi.sendReply, {
    params: { id },
    body: {
      text: "Soon.",
      then: { state: "open", promise: { text: "Ask", dueAt: later(dueInMinutes).toISOString() } },
    },
  });
const resolve = (owner: Person, id: string) =>
  owner.call(conversationStatesApi.resolveConversation, { params: { id }, body: { reason: "Done" } });
const rate = (id: string, rating: number) =>
  sql`insert into follow_ups (workspace_id, id, conversation_id, customer_id, due_at, state, sent_at, rating, answered_at)
    select workspace_id, ${newId()}::uuid, id, customer_id, ${later(0)}, 'answered', ${later(0)}, ${rating}, ${later(0)} from conversations where id = ${id}::uuid`.execute(
    house.system,
  );
async function board(who: Person, days = 30) {
  const { figures: all } = await who.call(getBoard, { query: { days } });
  return Object.fromEntries(all.map((figure) => [figure.name, figure])) as Record<
    FigureName,
    (typeof all)[number]
  >;
}
const rows = async (who: Person, name: FigureName, query: Record<string, string | number> = {}) =>
  who.call(getBoardRows, { params: { name }, query });

test("an empty workspace has no values, and no certainty about them", async () => {
  const all = await board(await newWorkspace(house));
  expect(Object.keys(all)).toEqual([...figures]);
  for (const name of ["first_reply", "resolution", "promise_kept", "csat"] as const) {
    expect(all[name]).toMatchObject({ value: null, count: 0, low: null, high: null });
  }
  expect([all.open.value, all.overdue.value]).toEqual([0, 0]);
});

test("first reply and resolution are medians in seconds, and open the conversations behind them", async () => {
  const owner = await newWorkspace(house);
  const ids = [await begun(owner), await begun(owner), await begun(owner)];
  for (const id of ids) {
    house.clock.advance(10 * hour);
    await reply(owner, id);
    await reply(owner, id);
  }
  house.clock.advance(30 * hour);
  await resolve(owner, ids[1] ?? "");
  const { first_reply: first, resolution } = await board(owner);
  expect(first).toMatchObject({ unit: "seconds", count: 3 });
  expect(hours(first.value)).toBe(20);
  expect(resolution.count).toBe(1);
  expect(hours(resolution.value)).toBe(60);
  const { items } = await rows(owner, "first_reply");
  expect(items.map(({ conversation }) => conversation.id)).toEqual(ids.toReversed());
  expect(items.map(({ value }) => hours(value))).toEqual([30, 20, 10]);
  house.clock.set(new Date());
});

test("what happened before the period does not count", async () => {
  const owner = await newWorkspace(house);
  const id = await begun(owner);
  await reply(owner, id, 100 * 1440);
  house.clock.advance(8 * day);
  expect((await board(owner, 7)).first_reply.count).toBe(0);
  expect((await rows(owner, "first_reply", { days: 7 })).items).toEqual([]);
  expect((await board(owner, 9)).first_reply.count).toBe(1);
  house.clock.set(new Date());
});

test("the promise-kept rate counts kept, broken, and those overdue now; moved ones not", async () => {
  const owner = await newWorkspace(house);
  const [kept, late, open] = [await begun(owner), await begun(owner), await begun(owner)];
  await reply(owner, kept);
  await reply(owner, late, 5);
  house.clock.advance(10 * minute);
  await reply(owner, late, 300);
  await owner.call(conversationsApi.makePromise, {
    params: { id: kept },
    body: { text: "Later", dueAt: later(600).toISOString() },
  });
  house.clock.advance(-10 * minute);
  await owner.call(conversationsApi.makePromise, {
    params: { id: open },
    body: { text: "Soon", dueAt: later(5).toISOString() },
  });
  house.clock.advance(20 * minute);
  // Kept: both first replies. Broken: the late step, and the open one that nobody has kept yet.
  const { promise_kept: rate, overdue, open: all } = await board(owner);
  expect(rate).toMatchObject({ value: 0.5, unit: "share", count: 4 });
  expect([rate.low?.toFixed(3), rate.high?.toFixed(3)]).toEqual(["0.150", "0.850"]);
  expect([overdue.value, all.value]).toEqual([1, 3]);
  const { items } = await rows(owner, "promise_kept");
  const found = items.map(({ conversation, value }) => [conversation.id, value]);
  expect(found).toHaveLength(4);
  expect(found).toEqual(
    expect.arrayContaining([
      [kept, 1],
      [late, 1],
      [late, 0],
      [open, 0],
    ]),
  );
  expect(
    (await rows(owner, "overdue")).items.map(({ conversation, value }) => [conversation.id, value]),
  ).toEqual([[open, null]]);
  house.clock.set(new Date());
});

test("CSAT is the mean rating, with its interval when there are enough", async () => {
  const owner = await newWorkspace(house);
  for (const rating of [5, 4, 1]) await rate(await begun(owner), rating);
  expect((await board(owner)).csat).toMatchObject({
    value: 10 / 3,
    unit: "rating",
    count: 3,
    low: null,
    high: null,
  });
  for (const rating of [5, 5]) await rate(await begun(owner), rating);
  const { csat } = await board(owner);
  expect(csat).toMatchObject({ value: 4, count: 5, high: 5 });
  // Deviation 1.732 of 5: 2.776 standard errors of 0.775 below 4.
  expect(csat.low).toBeCloseTo(1.849, 2);
  expect((await rows(owner, "csat")).items.map(({ value }) => value)).toEqual([5, 5, 1, 4, 5]);
});

test.each([...figures])("the rows of %s page without a gap or a double", async (name) => {
  const owner = await newWorkspace(house);
  for (let i = 0; i < 5; i++) {
    const id = await begun(owner);
    await reply(owner, id, 5);
    await rate(id, 4);
    if (name === "resolution") await resolve(owner, id);
  }
  if (name === "overdue" || name === "promise_kept") house.clock.advance(10 * minute);
  const whole = await rows(owner, name);
  const seen: unknown[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof rows>> = await rows(owner, name, {
      limit: 2,
      ...(after && { after }),
    });
    seen.push(...page.items);
    after = page.next;
  } while (after);
  expect(seen).toEqual(whole.items);
  expect(whole.items).toHaveLength(name === "promise_kept" ? 10 : 5);
  expect((await board(owner))[name].count).toBe(whole.items.length);
  expect((await owner.try(getBoardRows, { params: { name }, query: { after: "nonsense" } })).status).toBe(
    400,
  );
  house.clock.set(new Date());
});

test("everybody sees the figures over what they may see, and nobody another workspace's", async () => {
  const owner = await newWorkspace(house);
  const [seen, hidden] = [await begun(owner), await begun(owner)];
  const closed = await house.work(owner.actor, (work) =>
    createInbox(work, {
      name: "Board",
      address: `${newId()}@shop.example`,
      teamId: null,
      restricted: true,
      plusAddressing: true,
      signature: "",
      acknowledge: false,
    }),
  );
  await house.system
    .updateTable("conversations")
    .set({ inboxId: closed.id })
    .where("id", "=", hidden)
    .execute();
  for (const id of [seen, hidden]) {
    await reply(owner, id, 5);
    await rate(id, 5);
  }
  house.clock.advance(10 * minute);
  const resolved = await begun(owner);
  await resolve(owner, resolved);
  const agent = await newAgent(house, owner.workspaceId, "agent");
  const foreign = await newWorkspace(house);
  const counts = async (who: Person) => {
    const all = await board(who);
    for (const name of figures) expect((await rows(who, name)).items).toHaveLength(all[name].count);
    return figures.map((name) => all[name].count);
  };
  expect(await counts(owner)).toEqual([2, 1, 5, 2, 2, 2]);
  expect(await counts(agent)).toEqual([1, 1, 3, 1, 1, 1]);
  expect(await counts(foreign)).toEqual([0, 0, 0, 0, 0, 0]);
  const collaborator = await newAgent(house, owner.workspaceId, "collaborator");
  expect((await collaborator.try(getBoard)).status).toBe(403);
  house.clock.set(new Date());
});
