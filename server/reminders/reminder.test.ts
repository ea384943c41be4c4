import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startConversation } from "../../shared/conversations.ts";
import { listHappenings } from "../../shared/happenings.ts";
import * as api from "../../shared/reminders.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
let id: string;
const hour = 3_600_000;

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  const body = { customer: { email: "r@shop.example" }, subject: "Kettle", text: "It leaks" };
  id = (await owner.call(startConversation, { body })).id;
});
afterAll(() => house.close());

const later = (hours: number) => new Date(house.clock.now().getTime() + hours * hour).toISOString();
const remind = (hours: number, text = "Ask again") =>
  owner.call(api.remind, { params: { id }, body: { text, dueAt: later(hours) } });
const told = async () =>
  house.system
    .selectFrom("events")
    .select("data")
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", "reminder.due")
    .execute();
const mine = async (who = owner) => (await who.call(api.listReminders)).items;

test("tells once, by its time, without its words, and stands in the list until it is ended", async () => {
  const { id: reminderId } = await remind(2);
  await house.settle();
  expect(await told()).toEqual([]);
  house.clock.advance(2.1 * hour);
  await house.settle();
  await house.settle();
  expect(await told()).toEqual([{ data: { conversationId: id, reminderId, agentId: owner.id } }]);
  expect(await mine()).toMatchObject([{ text: "Ask again", firedAt: expect.any(Date) }]);
  await owner.call(api.endReminder, { params: { id: reminderId } });
  expect(await mine()).toEqual([]);
});

test("moved it is told again by its new time; the past is refused", async () => {
  const { id: reminderId } = await remind(1);
  house.clock.advance(1.1 * hour);
  await house.settle();
  const params = { id: reminderId };
  const moved = await owner.call(api.changeReminder, { params, body: { dueAt: later(3) } });
  expect(moved.firedAt).toBeNull();
  house.clock.advance(3.1 * hour);
  await house.settle();
  expect(await told()).toHaveLength(2);
  const past = await owner.try(api.changeReminder, { params, body: { dueAt: later(-1) } });
  expect(past.status).toBe(422);
  expect((await owner.try(api.remind, { params: { id }, body: { dueAt: later(-1) } })).status).toBe(422);
});

test("is one's own: nobody else sees, moves or ends it, nor reads of it in the conversation", async () => {
  const ben = await newAgent(house, owner.workspaceId, "admin");
  const params = { id: (await remind(1)).id };
  expect(await mine(ben)).toEqual([]);
  expect((await ben.try(api.endReminder, { params })).status).toBe(404);
  expect((await ben.try(api.changeReminder, { params, body: { text: "Mine" } })).status).toBe(404);
  const { items } = await ben.call(listHappenings, { params: { id }, query: {} });
  expect(items.map(({ name }) => name).filter((name) => name.startsWith("reminder."))).toEqual([]);
});

test("comes in the order of its time", async () => {
  await remind(3, "third");
  await remind(1, "first");
  await remind(2, "second");
  expect((await mine()).map(({ text }) => text)).toEqual(["first", "second", "third"]);
});
