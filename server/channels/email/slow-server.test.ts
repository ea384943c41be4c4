import { afterAll, beforeAll, expect, test } from "vitest";
import { startConversation } from "../../../shared/conversations.ts";
import { listDeliveries, listInboxes } from "../../../shared/email.ts";
import { sendReply } from "../../../shared/replies.ts";
import { newWorkspace } from "../../../test/builders.ts";
import { openFaultyPeer } from "../../../test/faulty-peer.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox } from "../../../test/mail-peer.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({ BATON_SEND_SECONDS: "3" });
});
afterAll(() => house.close());

test("a server that drips its answer is left after the time that one mail may take, and asked again later", async () => {
  let slow = true;
  // A byte every 100 ms keeps the line alive for ever; this answer never ends.
  const peer = await openFaultyPeer(() => (slow ? { at: "slow", everyMs: 100, endless: true } : null));
  const owner = await newWorkspace(house);
  const smtp = { host: "127.0.0.1", port: peer.port, security: "none" as const, user: "" };
  const inbox = await newInbox(owner, null, { smtp });
  const { id } = await owner.call(startConversation, {
    body: { inboxId: inbox.id, customer: { email: "anna@customer.example" }, subject: "Hello", text: "Hi" },
  });
  const dueAt = new Date(house.clock.now().getTime() + 86_400_000).toISOString();
  await owner.call(sendReply, {
    params: { id },
    body: { text: "An answer", then: { state: "open", promise: { text: "Look", dueAt } } },
  });
  await house.runReactions();
  const ledger = async () => (await owner.call(listDeliveries)).items[0];
  await expect.poll(async () => (await ledger())?.state, { timeout: 60_000 }).toBe("deferred");
  expect((await ledger())?.reason).toContain("took longer than 3 seconds for one mail");
  const [shown] = (await owner.call(listInboxes)).items.filter((one) => one.id === inbox.id);
  expect(shown?.trouble[0]).toMatchObject({ where: "sending", remedy: expect.stringContaining("so slow") });

  slow = false;
  const triedAgain = async () => {
    house.clock.advance(60 * 60_000);
    await house.settle();
    return (await ledger())?.state;
  };
  await expect.poll(triedAgain, { timeout: 60_000 }).toBe("sent");
  await peer.close();
});
