import { expect, test } from "vitest";
import { inviteAgent } from "../../../shared/agents.ts";
import { changeInbox, listDeliveries, listInboxes, retryDelivery } from "../../../shared/email.ts";
import { getMessage, listMessages } from "../../../shared/messages.ts";
import { createTeam } from "../../../shared/teams.ts";
import { listConversations } from "../../../shared/views.ts";
import { newAgent, newWorkspace } from "../../../test/builders.ts";
import { newInbox, openPeer } from "../../../test/mail-peer.ts";
import { mailRoom } from "../../../test/mail-room.ts";

const room = mailRoom();

test("without a mail server mail is held visibly, and goes by itself once there is one", async () => {
  const inbox = await newInbox(room.owner, null);
  const { messageId } = await room.answered(inbox.id);
  const held = await room.owner.call(getMessage, { params: { id: messageId } });
  expect(held.deliveries).toMatchObject([
    { state: "held", reason: "No mail server is set up for this inbox." },
  ]);
  await room.later(60 * 24 * 7);
  await room.owner.call(changeInbox, {
    params: { id: inbox.id },
    body: { smtp: { host: "127.0.0.1", port: room.peer.port, security: "none" } },
  });
  await room.house.settle();
  expect((await room.ledger())[0]).toMatchObject({ state: "sent" });
  expect(room.peer.got).toHaveLength(1);
});

test("a wrong password shows on the inbox with what to do, and mail goes once it is right", async () => {
  const locked = await openPeer("right");
  const server = { host: "127.0.0.1", port: locked.port, security: "none", user: "support" } as const;
  const inbox = await newInbox(room.owner, null, { smtp: { ...server, password: "wrong" } });
  await room.answered(inbox.id);
  const troubled = async () => (await room.owner.call(listInboxes)).items[0]?.trouble;
  expect(await troubled()).toMatchObject([
    { where: "sending", remedy: expect.stringContaining("user name and password") },
  ]);
  expect((await room.ledger())[0]).toMatchObject({ state: "deferred" });
  await room.owner.call(changeInbox, {
    params: { id: inbox.id },
    body: { smtp: { ...server, password: "right" } },
  });
  await room.later(1);
  expect(locked.got).toHaveLength(1);
  expect(await troubled()).toEqual([]);
  const events = await room.house.system
    .selectFrom("events")
    .select("name")
    .where("workspaceId", "=", room.owner.workspaceId)
    .where("name", "like", "inbox.%")
    .orderBy("position")
    .execute();
  expect(events.map(({ name }) => name)).toEqual(["inbox.created", "inbox.troubled", "inbox.changed"]);
  await locked.close();
});

test("a server that is away is a trouble that ends by itself", async () => {
  const gone = await openPeer();
  const inbox = await newInbox(room.owner, gone);
  await gone.close();
  await room.answered(inbox.id);
  expect((await room.owner.call(listInboxes)).items[0]?.trouble).toMatchObject([
    { where: "sending", what: expect.stringContaining("cannot be reached") },
  ]);
  await room.house.system
    .updateTable("mailboxes")
    .set({ smtp: JSON.stringify({ host: "127.0.0.1", port: room.peer.port, security: "none", user: "" }) })
    .where("workspaceId", "=", room.owner.workspaceId)
    .execute();
  await room.later(1);
  expect((await room.owner.call(listInboxes)).items[0]?.trouble).toEqual([]);
  expect(room.peer.got).toHaveLength(1);
});

test("an invitation is mailed with a link that stands nowhere in the database", async () => {
  await newInbox(room.owner, room.peer);
  await room.owner.call(inviteAgent, {
    body: { name: "Nora", email: "nora@workshop.example", role: "agent" },
  });
  await room.house.settle();
  const [mail] = room.peer.to("nora@workshop.example");
  const token = /\/join\/(\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
  expect(token).toMatch(/^[\w-]{43}$/);
  const rows = await room.house.system.selectFrom("deliveries").select("content").execute();
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("an invitation whose link ran out before it could be sent is not sent any more", async () => {
  await room.owner.call(inviteAgent, {
    body: { name: "Nora", email: "late@workshop.example", role: "agent" },
  });
  await room.house.settle();
  expect((await room.ledger())[0]).toMatchObject({ state: "held" });
  await room.later(60 * 24 * 8);
  await newInbox(room.owner, room.peer);
  await room.house.settle();
  expect((await room.ledger())[0]).toMatchObject({
    state: "cancelled",
    reason: expect.stringContaining("ran out"),
  });
  expect(room.peer.got).toHaveLength(0);
});

test("the ledger of another workspace is not there", async () => {
  const inbox = await newInbox(room.owner, room.peer);
  await room.answered(inbox.id);
  const [mine] = await room.ledger();
  const other = await newWorkspace(room.house);
  expect((await other.call(listDeliveries)).items).toEqual([]);
  expect(await other.try(retryDelivery, { params: { id: mine?.id ?? "" } })).toMatchObject({ status: 404 });
});

test("long lists of deliveries come page by page, each once", async () => {
  const inbox = await newInbox(room.owner, room.peer);
  for (let i = 0; i < 3; i++) await room.answered(inbox.id);
  const first = await room.owner.call(listDeliveries, { query: { limit: 2 } });
  const second = await room.owner.call(listDeliveries, { query: { limit: 2, after: first.next ?? "" } });
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
  expect(second.next).toBeNull();
  expect((await room.owner.call(listConversations)).items).toHaveLength(3);
  expect(
    (await room.owner.call(listMessages, { params: { id: first.items[0]?.conversationId ?? "" } })).items,
  ).toHaveLength(2);
});

test("whoever may not see a conversation cannot have its mail sent again", async () => {
  const team = await room.owner.call(createTeam, {
    body: { name: "Board", leadId: room.owner.id, memberIds: [room.owner.id] },
  });
  const inbox = await newInbox(room.owner, null, { teamId: team.id, restricted: true });
  await room.answered(inbox.id);
  const [held] = await room.ledger();
  const outsider = await newAgent(room.house, room.owner.workspaceId);
  expect(await outsider.try(retryDelivery, { params: { id: held?.id ?? "" } })).toMatchObject({
    status: 404,
  });
});
