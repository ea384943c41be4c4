import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startConversation } from "../../shared/conversations.ts";
import { listNotifications } from "../../shared/notifications.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { system } from "../platform/actor.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";

let house: TestHouse;
let owner: Person;
let ben: Person;
let id: string;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  owner = await newWorkspace(house);
  ben = await newAgent(house, owner.workspaceId, "agent", "Ben");
  ({ id } = await owner.call(startConversation, {
    body: { customer: { name: "Anna", email: "anna@customer.example" }, subject: "Kettle", text: "Hi" },
  }));
});

const told = async (who = ben) => {
  await house.runReactions();
  return (await who.call(listNotifications)).items.map(({ kind }) => kind);
};

test("a task is told to whoever it is new to, again when it is due, and is over when it is done", async () => {
  const taskId = newId();
  const task = { conversationId: id, taskId, assigneeId: ben.id, teamId: null, dueAt: null };
  const happen = (record: (work: Work) => void) => house.work(owner.actor, async (work) => record(work));
  await happen((work) => work.record("task.added", task));
  await happen((work) => work.record("task.changed", task));
  expect(await told()).toEqual(["task"]);
  const dueAt = house.clock.now().toISOString();
  await house.work(system(owner.workspaceId, "test"), async (work) =>
    work.record("task.broken", {
      ...task,
      dueAt,
      holderId: owner.id,
      holdingTeamId: null,
      promiseAtRisk: true,
    }),
  );
  expect([await told(), await told(owner)]).toEqual([["task_due", "task"], ["task_due"]]);
  await happen((work) => work.record("task.done", { conversationId: id, taskId, outcome: "broken" }));
  expect([await told(), await told(owner)]).toEqual([[], []]);
});

test("a reminder is told to whoever wished for it, and is over when it is ended", async () => {
  const reminder = { conversationId: id, reminderId: newId(), agentId: ben.id };
  await house.work(system(owner.workspaceId, "test"), async (work) => work.record("reminder.due", reminder));
  expect([await told(), await told(owner)]).toEqual([["reminder"], []]);
  await house.work(ben.actor, async (work) => work.record("reminder.ended", reminder));
  expect(await told()).toEqual([]);
});
