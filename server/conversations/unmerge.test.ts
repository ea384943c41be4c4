import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { resolveConversation, snooze } from "../../shared/conversation-states.ts";
import { getConversation, makePromise, startConversation } from "../../shared/conversations.ts";
import { emptyContent, getDraft, saveDraft } from "../../shared/drafts.ts";
import * as api from "../../shared/merging.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

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

const begin = async (text: string) => {
  const customer = { email: "ana@shop.example" };
  return (await owner.call(startConversation, { body: { customer, subject: text, text } })).id;
};
const merge = (id: string, sourceId: string) =>
  agent.call(api.mergeConversations, { params: { id }, body: { sourceIds: [sourceId] } });
const takeBack = (id: string) => agent.call(api.unmergeConversation, { params: { id } });
const look = (id: string) => owner.call(getConversation, { params: { id } });
const hours = (count: number) => new Date(house.clock.now().getTime() + count * 3_600_000).toISOString();
const promise = (id: string) =>
  owner.call(makePromise, { params: { id }, body: { text: "Call", dueAt: hours(48) } });
const write = (id: string, reply: string, base: string | null = null) =>
  owner.call(saveDraft, { params: { id }, body: { content: { ...emptyContent, reply }, base } });
const draft = (id: string) => owner.call(getDraft, { params: { id } });

test("a conversation that was snoozed sleeps again until then, and wakes no more when that has passed", async () => {
  const [target, source] = [await begin("one"), await begin("two")];
  await promise(source);
  const { snoozedUntil } = await owner.call(snooze, {
    params: { id: source },
    body: { until: hours(24) },
  });
  await merge(target, source);
  expect(await takeBack(source)).toMatchObject({ state: "open", snoozedUntil });
  await merge(target, source);
  house.clock.advance(25 * 3_600_000);
  expect(await takeBack(source)).toMatchObject({ state: "open", snoozedUntil: null });
});

test("one that waited for another conversation waits for it again, unless that was resolved meanwhile", async () => {
  const [target, source, other] = [await begin("one"), await begin("two"), await begin("three")];
  await promise(source);
  await owner.call(snooze, {
    params: { id: source },
    body: { for: "conversation", conversationId: other },
  });
  const before = (await look(source)).snooze;
  await merge(target, source);
  await takeBack(source);
  expect((await look(source)).snooze).toEqual(before);
  await merge(target, source);
  await owner.call(resolveConversation, { params: { id: other }, body: { reason: "Done" } });
  expect((await takeBack(source)).snoozedUntil).toBeNull();
});

test("what was being written there goes back there, with what was added since", async () => {
  const [target, source] = [await begin("one"), await begin("two")];
  await write(source, "<p>Dear Ana</p>");
  await merge(target, source);
  const { version } = await draft(target);
  await write(target, "<p>Dear Ana, it leaks</p>", version);
  await takeBack(source);
  expect((await draft(source)).content?.reply).toBe("<p>Dear Ana, it leaks</p>");
  expect((await draft(target)).content).toBeNull();
});

test("what was put beside another draft leaves it, and that one stays", async () => {
  const [target, source] = [await begin("one"), await begin("two")];
  await write(target, "<p>Here</p>");
  await write(source, "<p>There</p>");
  await merge(target, source);
  expect((await draft(target)).others).toHaveLength(1);
  await takeBack(source);
  expect((await draft(source)).content?.reply).toBe("<p>There</p>");
  expect(await draft(target)).toMatchObject({ content: { reply: "<p>Here</p>" }, others: [] });
});

test("what was written anew since stays where it was written", async () => {
  const [target, source] = [await begin("one"), await begin("two")];
  await write(source, "<p>Dear Ana</p>");
  await merge(target, source);
  const { version } = await draft(target);
  await write(target, "<p>Something else</p>", version);
  await takeBack(source);
  expect((await draft(target)).content?.reply).toBe("<p>Something else</p>");
  expect((await draft(source)).content).toBeNull();
});
