import { expect, test } from "vitest";
import { redirectDelivery } from "../../../shared/email.ts";
import { getMessage } from "../../../shared/messages.ts";
import { newAgent } from "../../../test/builders.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { mailRoom } from "../../../test/mail-room.ts";

const room = mailRoom();

/** Answers a new conversation; returns the message as it stands after the first attempt. */
async function answered(more: object = {}) {
  const inbox = await newInbox(room.owner, room.peer);
  const { messageId } = await room.answered(inbox.id, more);
  return room.owner.call(getMessage, { params: { id: messageId } });
}

const refused = () => room.peer.faults.push({ at: "rcpt", code: 550, line: "5.1.1 No such user here" });

test("what could not arrive goes to another address, and the failure stays to be seen", async () => {
  refused();
  const { id, deliveries } = await answered();
  const agent = await newAgent(room.house, room.owner.workspaceId);
  const params = { id: deliveries[0]?.id ?? "" };
  await agent.call(redirectDelivery, { params, body: { address: "anna@home.example" } });
  await room.house.settle();
  const [mail] = room.peer.to("anna@home.example");
  expect(mail?.to).toEqual([{ name: "Anna", address: "anna@home.example" }]);
  expect(mail?.text).toContain("An answer");
  expect((await room.owner.call(getMessage, { params: { id } })).deliveries).toMatchObject([
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
    await room.owner.try(redirectDelivery, {
      params: { id: sent?.id ?? "" },
      body: { address: "b@home.example" },
    }),
  ).toMatchObject({ status: 422 });
  refused();
  const failed = (await answered()).deliveries[0];
  expect(
    await room.owner.try(redirectDelivery, {
      params: { id: failed?.id ?? "" },
      body: { address: failed?.to },
    }),
  ).toMatchObject({ status: 422 });
});

test("a mail held for want of a server goes only to the other address", async () => {
  const message = await answered();
  const params = { id: message.deliveries[0]?.id ?? "" };
  await room.house.system
    .updateTable("deliveries")
    .set({ state: "held" })
    .where("id", "=", params.id)
    .execute();
  await room.owner.call(redirectDelivery, { params, body: { address: "anna@home.example" } });
  await room.house.settle();
  expect(room.peer.to("anna@home.example")).toHaveLength(1);
  expect((await room.owner.call(getMessage, { params: { id: message.id } })).deliveries[0]).toMatchObject({
    state: "cancelled",
  });
});

test("whoever is in Bcc gets it without anybody seeing that, and without the customer's own links", async () => {
  const message = await answered({ cc: ["ben@customer.example"], bcc: ["carla@law.example"] });
  expect(message.bcc).toEqual([{ name: "", address: "carla@law.example" }]);
  const [hidden] = room.peer.got.filter(({ to }) => to.includes("carla@law.example"));
  expect(hidden?.mail.text).toContain("An answer");
  expect(hidden?.raw.toString()).not.toMatch(/\/t\//);
  expect(hidden?.mail.replyTo).toEqual([]);
  const everything = room.peer.got.filter((one) => one !== hidden).map(({ raw }) => raw.toString());
  expect(everything).toHaveLength(2);
  for (const raw of [...everything, hidden?.raw.toString() ?? ""].map((one) => one.toLowerCase())) {
    expect(raw).not.toMatch(/^bcc:/m);
    expect(raw).not.toContain("carla");
  }
});

test("a blind copy is for this message only", async () => {
  const { bcc, id } = await answered({ bcc: ["carla@law.example", "anna@customer.example"] });
  expect(bcc).toHaveLength(2);
  const { deliveries } = await room.owner.call(getMessage, { params: { id } });
  expect(deliveries.map(({ to }) => to)).toEqual(["anna@customer.example", "carla@law.example"]);
  const people = await room.house.system
    .selectFrom("participants")
    .select("role")
    .where("workspaceId", "=", room.owner.workspaceId)
    .execute();
  expect(people).toEqual([{ role: "requester" }]);
});
