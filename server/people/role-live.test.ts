import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeAgent } from "../../shared/agents.ts";
import { changeConversation, startConversation } from "../../shared/conversations.ts";
import { changeRole, createRole, removeRole } from "../../shared/roles.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { LiveClient, soon } from "../../test/live-client.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
  void house.wake.listen();
  await house.app.realtime.start();
  await house.app.fastify.listen({ port: 0, host: "127.0.0.1" });
  owner = await newWorkspace(house);
});
afterAll(async () => {
  await house.app.realtime.stop();
  await house.close();
});

test("who is listening hears of restricted inboxes as soon as their role may see them, and no longer than that", async () => {
  const { id, inboxId } = await owner.call(startConversation, {
    body: { customer: { email: "ana@shop.example" }, subject: "Kettle", text: "It leaks." },
  });
  await house.system.updateTable("inboxes").set({ restricted: true }).where("id", "=", inboxId).execute();
  const ben = await newAgent(house, owner.workspaceId, "agent");
  const role = await owner.call(createRole, { body: { name: "Auditor", base: "agent" } });
  await owner.call(changeAgent, { params: { id: ben.id }, body: { roleId: role.id } });
  const { port } = house.app.fastify.server.address() as AddressInfo;
  const live = new LiveClient(`http://127.0.0.1:${port}`, ben.cookie);
  await live.connect();
  const hears = async (subject: string, change: () => Promise<unknown>) => {
    live.frames = [];
    await change();
    await owner.call(changeConversation, { params: { id }, body: { subject } });
    // A word for everybody, told after the one in question.
    const word = await owner.call(createRole, { body: { name: subject, base: "agent" } });
    expect(await soon(() => live.events().some(({ ids }) => ids["roleId"] === word.id))).toBe(true);
    return live.events().some(({ ids }) => ids["conversationId"] === id);
  };
  const grant = (gives: string[]) => () =>
    owner.call(changeRole, { params: { id: role.id }, body: { gives } });

  expect(await hears("A", async () => {})).toBe(false);
  expect(await hears("B", grant(["conversations.restricted"]))).toBe(true);
  expect(await hears("C", grant([]))).toBe(false);
  await grant(["conversations.restricted"])();
  const remove = () => owner.call(removeRole, { params: { id: role.id } });
  expect(await hears("D", remove)).toBe(false);
  live.cut();
});
