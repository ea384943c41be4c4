import { afterAll, beforeAll, expect, test } from "vitest";
import { changeAgent } from "../../shared/agents.ts";
import { getBulk, startBulk } from "../../shared/bulk.ts";
import { getConversation, startConversation } from "../../shared/conversations.ts";
import { createRole } from "../../shared/roles.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
});
afterAll(() => house.close());

test("what somebody began to do to many ends where they lose the permission for it", async () => {
  const ben = await newAgent(house, owner.workspaceId, "agent");
  const { id: conversationId } = await owner.call(startConversation, {
    body: { customer: { email: "ana@shop.example" }, subject: "Kettle", text: "It leaks." },
  });
  const body = { selection: { ids: [conversationId] }, action: { do: "tag", add: ["late"] } };
  const { id } = await ben.call(startBulk, { body });
  const role = await owner.call(createRole, {
    body: { name: "One at a time", base: "agent", takes: ["conversations.bulk"] },
  });
  await owner.call(changeAgent, { params: { id: ben.id }, body: { roleId: role.id } });
  await house.settle();
  expect(await owner.call(getBulk, { params: { id } })).toMatchObject({
    state: "cancelled",
    counts: { cancelled: 1 },
  });
  expect((await owner.call(getConversation, { params: { id: conversationId } })).tags).toEqual([]);
});
