import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inviteAgent } from "../../../shared/agents.ts";
import { startConversation } from "../../../shared/conversations.ts";
import { changeInbox, listDeliveries, listInboxes, retryDelivery } from "../../../shared/email.ts";
import { getMessage, listMessages } from "../../../shared/messages.ts";
import { sendReply } from "../../../shared/replies.ts";
import { createTeam } from "../../../shared/teams.ts";
import { listConversations } from "../../../shared/views.ts";
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

const minute = 60_000;

/** A conversation whose customer gets an answer; returns what the ledger says after the first attempt. */
async function answered(inboxId: string, cc: string[] = []) {
  const { id } = await owner.call(startConversation, {
    body: {
      inboxId,
      customer: { name: "Anna", email: "anna@customer.example" },
      subject: "Hello",
      text: "Hi",
    },
  });
  const dueAt = new Date(house.clock.now().getTime() + 86_400_000).toISOString();
  const message = await owner.call(sendReply, {
    params: { id },
    body: { text: "An answer", cc, then: { state: "open", promise: { text: "Look", dueAt } } },
  });
  await house.runReactions();
  return { id, messageId: message.id };
}

const ledger = async () => (await owner.call(listDeliveries)).items;

async function later(minutes: number) {
  house.clock.advance(minutes * minute);
  await house.settle();
}

test("without a mail server mail is held visibly, and goes by itself once there is one", async () => {
  const inbox = await newInbox(owner, null);
  const { messageId } = await answered(inbox.id);
  const held = await owner.call(getMessage, { params: { id: messageId } });
  expect(held.deliveries).toMatchObject([
    { state: "held", reason: "No mail server is set up for this inbox." },
  ]);
  await later(60 * 24 * 7);
  await owner.call(changeInbox, {
    params: { id: inbox.id },
    body: { smtp: { host: "127.0.0.1", port: peer.port, security: "none" } },
  });
  await house.settle();
  expect((await ledger())[0]).toMatchObject({ state: "sent" });
  expect(peer.got).toHaveLength(1);
});

test("a wrong password shows on the inbox with what to do, and mail goes once it is right", async () => {
  const locked = await openPeer("right");
  const server = { host: "127.0.0.1", port: locked.port, security: "none", user: "support" } as const;
  const inbox = await newInbox(owner, null, { smtp: { ...server, password: "wrong" } });
  await answered(inbox.id);
  const troubled = async () => (await owner.call(listInboxes)).items[0]?.trouble;
  expect(await troubled()).toMatchObject([
    { where: "sending", remedy: expect.stringContaining("user name and password") },
  ]);
  expect((await ledger())[0]).toMatchObject({ state: "deferred" });
  await owner.call(changeInbox, {
    params: { id: inbox.id },
    body: { smtp: { ...server, password: "right" } },
  });
  await later(1);
  expect(locked.got).toHaveLength(1);
  expect(await troubled()).toEqual([]);
  const events = await house.system
    .selectFrom("events")
    .select("name")
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "like", "inbox.%")
    .orderBy("position")
    .execute();
  expect(events.map(({ name }) => name)).toEqual(["inbox.created", "inbox.troubled", "inbox.changed"]);
  await locked.close();
});

test("a server that is away is a trouble that ends by itself", async () => {
  const gone = await openPeer();
  const inbox = await newInbox(owner, gone);
  await gone.close();
  await answered(inbox.id);
  expect((await owner.call(listInboxes)).items[0]?.trouble).toMatchObject([
    { where: "sending", what: expect.stringContaining("cannot be reached") },
  ]);
  await house.system
    .updateTable("mailboxes")
    .set({ smtp: JSON.stringify({ host: "127.0.0.1", port: peer.port, security: "none", user: "" }) })
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  await later(1);
  expect((await owner.call(listInboxes)).items[0]?.trouble).toEqual([]);
  expect(peer.got).toHaveLength(1);
});

test("an invitation is mailed with a link that stands nowhere in the database", async () => {
  await newInbox(owner, peer);
  await owner.call(inviteAgent, { body: { name: "Nora", email: "nora@workshop.example", role: "agent" } });
  await house.settle();
  const [mail] = peer.to("nora@workshop.example");
  const token = /\/join\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
  expect(token).toMatch(/^[\w-]{43}$/);
  const rows = await house.system.selectFrom("deliveries").select("content").execute();
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("an invitation whose link ran out before it could be sent is not sent any more", async () => {
  await owner.call(inviteAgent, { body: { name: "Nora", email: "late@workshop.example", role: "agent" } });
  await house.settle();
  expect((await ledger())[0]).toMatchObject({ state: "held" });
  await later(60 * 24 * 8);
  await newInbox(owner, peer);
  await house.settle();
  expect((await ledger())[0]).toMatchObject({
    state: "cancelled",
    reason: expect.stringContaining("ran out"),
  });
  expect(peer.got).toHaveLength(0);
});

test("the ledger of another workspace is not there", async () => {
  const inbox = await newInbox(owner, peer);
  await answered(inbox.id);
  const [mine] = await ledger();
  const other = await newWorkspace(house);
  expect((await other.call(listDeliveries)).items).toEqual([]);
  expect(await other.try(retryDelivery, { params: { id: mine?.id ?? "" } })).toMatchObject({ status: 404 });
});

test("long lists of deliveries come page by page, each once", async () => {
  const inbox = await newInbox(owner, peer);
  for (let i = 0; i < 3; i++) await answered(inbox.id);
  const first = await owner.call(listDeliveries, { query: { limit: 2 } });
  const second = await owner.call(listDeliveries, { query: { limit: 2, after: first.next ?? "" } });
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
  expect(second.next).toBeNull();
  expect((await owner.call(listConversations)).items).toHaveLength(3);
  expect(
    (await owner.call(listMessages, { params: { id: first.items[0]?.conversationId ?? "" } })).items,
  ).toHaveLength(2);
});

test("whoever may not see a conversation cannot have its mail sent again", async () => {
  const team = await owner.call(createTeam, {
    body: { name: "Board", leadId: owner.id, memberIds: [owner.id] },
  });
  const inbox = await newInbox(owner, null, { teamId: team.id, restricted: true });
  await answered(inbox.id);
  const [held] = await ledger();
  const outsider = await newAgent(house, owner.workspaceId);
  expect(await outsider.try(retryDelivery, { params: { id: held?.id ?? "" } })).toMatchObject({
    status: 404,
  });
});
