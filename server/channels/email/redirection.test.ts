import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startConversation } from "../../../shared/conversations.ts";
import { redirectDelivery } from "../../../shared/email.ts";
import { getMessage } from "../../../shared/messages.ts";
import { sendReply } from "../../../shared/replies.ts";
import { newAgent, newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type MailPeer, newInbox, openPeer } from "../../../test/mail-peer.ts";

let house: TestHouse;
let peer: MailPeer;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
  peer = await openPeer();
});
afterAll(async () => {
  await peer.close();
  await house.close();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  peer.got.length = 0;
  peer.faults.length = 0;
});

/** Answers a new conversation; returns the message as it stands after the first attempt. */
async function answered(more: object = {}) {
  const inbox = await newInbox(owner, peer);
  const { id } = await owner.call(startConversation, {
    body: {
      inboxId: inbox.id,
      customer: { name: "Anna", email: "anna@customer.example" },
      subject: "Hello",
      text: "Hi",
    },
  });
  const dueAt = new Date(house.clock.now().getTime() + 86_400_000).toISOString();
  const { id: messageId } = await owner.call(sendReply, {
    params: { id },
    body: { text: "An answer", then: { state: "open", promise: { text: "Look", dueAt } }, ...more },
  });
  await house.runReactions();
  return owner.call(getMessage, { params: { id: messageId } });
}

const refused = () => peer.faults.push({ at: "rcpt", code: 550, line: "5.1.1 No such user here" });

test("what could not arrive goes to another address, and the failure stays to be seen", async () => {
  refused();
  const { id, deliveries } = await answered();
  const agent = await newAgent(house, owner.workspaceId);
  const params = { id: deliveries[0]?.id ?? "" };
  await agent.call(redirectDelivery, { params, body: { address: "anna@home.example" } });
  await house.settle();
  const [mail] = peer.to("anna@home.example");
  expect(mail?.to).toEqual([{ name: "Anna", address: "anna@home.example" }]);
  expect(mail?.text).toContain("An answer");
  expect((await owner.call(getMessage, { params: { id } })).deliveries).toMatchObject([
    { to: "anna@customer.example", state: "failed", redirectedTo: "anna@home.example" },
    { to: "anna@home.example", state: "sent", redirectedTo: null },
  ]);
  const again = { params, body: { address: "anna@work.example" } };
  expect(await agent.try(redirectDelivery, again)).toMatchObject({ status: 422 });
});

test("what arrived is not sent elsewhere, nor to the address that failed", async () => {
  const { deliveries } = await answered();
  const [sent] = deliveries;
  expect(
    await owner.try(redirectDelivery, {
      params: { id: sent?.id ?? "" },
      body: { address: "b@home.example" },
    }),
  ).toMatchObject({ status: 422 });
  refused();
  const failed = (await answered()).deliveries[0];
  expect(
    await owner.try(redirectDelivery, { params: { id: failed?.id ?? "" }, body: { address: failed?.to } }),
  ).toMatchObject({ status: 422 });
});

test("a mail held for want of a server goes only to the other address", async () => {
  const message = await answered();
  const params = { id: message.deliveries[0]?.id ?? "" };
  await house.system.updateTable("deliveries").set({ state: "held" }).where("id", "=", params.id).execute();
  await owner.call(redirectDelivery, { params, body: { address: "anna@home.example" } });
  await house.settle();
  expect(peer.to("anna@home.example")).toHaveLength(1);
  expect((await owner.call(getMessage, { params: { id: message.id } })).deliveries[0]).toMatchObject({
    state: "cancelled",
  });
});

test("whoever is in Bcc gets it without anybody seeing that, and without the customer's own links", async () => {
  const message = await answered({ cc: ["ben@customer.example"], bcc: ["carla@law.example"] });
  expect(message.bcc).toEqual([{ name: "", address: "carla@law.example" }]);
  const [hidden] = peer.got.filter(({ to }) => to.includes("carla@law.example"));
  expect(hidden?.mail.text).toContain("An answer");
  expect(hidden?.raw.toString()).not.toMatch(/\/t\//);
  expect(hidden?.mail.replyTo).toEqual([]);
  const everything = peer.got.filter((one) => one !== hidden).map(({ raw }) => raw.toString());
  expect(everything).toHaveLength(2);
  for (const raw of [...everything, hidden?.raw.toString() ?? ""].map((one) => one.toLowerCase())) {
    expect(raw).not.toMatch(/^bcc:/m);
    expect(raw).not.toContain("carla");
  }
});

test("a blind copy is for this message only", async () => {
  const { bcc, id } = await answered({ bcc: ["carla@law.example", "anna@customer.example"] });
  expect(bcc).toHaveLength(2);
  const { deliveries } = await owner.call(getMessage, { params: { id } });
  expect(deliveries.map(({ to }) => to)).toEqual(["anna@customer.example", "carla@law.example"]);
  const people = await house.system
    .selectFrom("participants")
    .select("role")
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  expect(people).toEqual([{ role: "requester" }]);
});
