import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import * as conversationStatesApi from "../../shared/conversation-states.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import * as happeningsApi from "../../shared/happenings.ts";
import { mergeConversations } from "../../shared/merging.ts";
import * as messagesApi from "../../shared/messages.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
let made = 0;
const hour = 3_600_000;

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
});
afterEach(() => house.clock.goOn());
afterAll(() => house.close());

const later = (hours: number) => new Date(house.clock.now().getTime() + hours * hour);
/** A conversation whose next word is promised in so many hours. */
async function begin(hours = 48, email = `s${++made}@shop.example`): Promise<string> {
  const { id } = await owner.call(conversationsApi.startConversation, {
    body: { customer: { email }, subject: "Kettle", text: "It leaks" },
  });
  const promise = { text: "Next word", dueAt: later(hours).toISOString() };
  await owner.call(conversationsApi.makePromise, { params: { id }, body: promise });
  return id;
}
const get = (id: string) => owner.call(conversationsApi.getConversation, { params: { id } });
const sleepOn = (id: string, conversationId: string, who = owner) =>
  who.try(conversationStatesApi.snooze, { params: { id }, body: { for: "conversation", conversationId } });
const resolve = (id: string) =>
  owner.call(conversationStatesApi.resolveConversation, { params: { id }, body: { reason: "Done" } });
async function wakings(id: string): Promise<unknown[]> {
  const { items } = await owner.call(happeningsApi.listHappenings, { params: { id }, query: { limit: 100 } });
  return items.filter(({ name }) => name === "conversation.woken").map(({ data }) => data["why"]);
}

test("sleeps until the customer writes, and says that this is why it is back", async () => {
  const id = await begin();
  await owner.call(conversationStatesApi.snooze, { params: { id }, body: { for: "message" } });
  const asleep = await get(id);
  expect(asleep.snooze).toMatchObject({ for: "message", on: null });
  expect(asleep.promise).not.toBeNull();
  await owner.call(messagesApi.receiveMessage, { params: { id }, body: { text: "And?" } });
  expect((await get(id)).snooze).toBeNull();
  expect(await wakings(id)).toEqual(["message"]);
});

test("what sleeps without a time comes back while its promise can still be kept, once", async () => {
  const id = await begin(10);
  const asleep = await owner.call(conversationStatesApi.snooze, { params: { id }, body: { for: "message" } });
  const { promise, snooze } = asleep;
  expect(snooze?.until.getTime()).toBeLessThan(promise?.dueAt.getTime() ?? 0);
  house.clock.stop();
  house.clock.set(new Date((snooze?.until.getTime() ?? 0) - 1000));
  await house.settle();
  expect((await get(id)).snooze).not.toBeNull();
  house.clock.advance(2000);
  await house.settle();
  await house.settle();
  expect((await get(id)).snooze).toBeNull();
  expect(await wakings(id)).toEqual(["promise"]);
});

test("sleeps until another conversation is resolved; a second resolution wakes nobody again", async () => {
  const [id, other] = [await begin(), await begin()];
  expect((await sleepOn(id, other)).status).toBe(200);
  expect((await get(id)).snooze).toMatchObject({ for: "conversation", on: { id: other } });
  await house.settle();
  expect((await get(id)).snooze).not.toBeNull();
  await resolve(other);
  await house.settle();
  expect((await get(id)).snooze).toBeNull();
  await owner.call(conversationStatesApi.reopenConversation, { params: { id: other } });
  await resolve(other);
  await house.settle();
  expect(await wakings(id)).toEqual(["resolved"]);
});

test("refuses to wait for itself, for what is resolved, in a circle, and for what one may not see", async () => {
  const [a, b, c, done] = [await begin(), await begin(), await begin(), await begin()];
  await resolve(done);
  const why = async (id: string, on: string) => (await sleepOn(id, on)).body["detail"];
  expect(await why(a, a)).toBe("A conversation cannot wait for itself.");
  expect(await why(a, done)).toMatch(/is resolved already/);
  expect((await sleepOn(a, b)).status).toBe(200);
  expect((await sleepOn(b, c)).status).toBe(200);
  expect(await why(c, a)).toMatch(/would wait for each other/);
  const stranger = await newWorkspace(house);
  const foreign = await stranger.call(conversationsApi.startConversation, {
    body: { customer: { email: "x@shop.example" }, subject: "x", text: "y" },
  });
  expect((await sleepOn(c, foreign.id)).status).toBe(404);
  const collaborator = await newAgent(house, owner.workspaceId, "collaborator");
  expect((await sleepOn(c, done, collaborator)).status).toBe(403);
});

test("what waited for a merged conversation waits for the one it went into, and what is merged with what it waits for wakes once", async () => {
  const email = "same@shop.example";
  const [id, source, target] = [await begin(48, email), await begin(48, email), await begin(48, email)];
  await sleepOn(id, source);
  await owner.call(mergeConversations, { params: { id: target }, body: { sourceIds: [source] } });
  await house.settle();
  expect((await get(id)).snooze).toMatchObject({ on: { id: target } });
  await owner.call(mergeConversations, { params: { id }, body: { sourceIds: [target] } });
  await house.settle();
  expect((await get(id)).snooze).toBeNull();
  expect(await wakings(id)).toHaveLength(1);
});

test("what waited for a conversation that is erased is back by the next look of the clock", async () => {
  const [id, other] = [await begin(), await begin()];
  await sleepOn(id, other);
  await house.system.deleteFrom("conversations").where("id", "=", other).execute();
  await house.settle();
  expect((await get(id)).snooze).toBeNull();
  expect(await wakings(id)).toEqual(["gone"]);
});

test("a nearer promise shortens the sleep, and an overdue one ends it", async () => {
  const id = await begin();
  await owner.call(conversationStatesApi.snooze, { params: { id }, body: { for: "message" } });
  const dueAt = later(5);
  const body = { text: "Sooner", dueAt: dueAt.toISOString() };
  const { snooze } = await owner.call(conversationsApi.makePromise, { params: { id }, body });
  expect(snooze?.for).toBe("message");
  expect(snooze?.until.getTime()).toBeLessThan(dueAt.getTime());
  house.clock.advance(6 * hour);
  await house.settle();
  expect((await get(id)).snooze).toBeNull();
  expect(await wakings(id)).toHaveLength(1);
  const again = await owner.try(conversationStatesApi.snooze, { params: { id }, body: { for: "message" } });
  expect(again.body["code"]).toBe("snooze_beyond_promise");
});

test("two who resolve and snooze at once never leave a sleeper that waits for what is resolved", async () => {
  for (let round = 0; round < 5; round++) {
    const [id, other] = [await begin(), await begin()];
    await Promise.all([sleepOn(id, other), resolve(other)]);
    await house.settle();
    expect((await get(id)).snooze).toBeNull();
  }
});
