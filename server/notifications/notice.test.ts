import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deactivateAgent } from "../../shared/agents.ts";
import { resolveConversation } from "../../shared/conversation-states.ts";
import { getConversation, startConversation } from "../../shared/conversations.ts";
import {
  acceptHandover,
  assign as assignConversation,
  declineHandover,
  offerHandover,
} from "../../shared/handovers.ts";
import { follow as followConversation, mergeConversations } from "../../shared/merging.ts";
import { receiveMessage } from "../../shared/messages.ts";
import * as api from "../../shared/notifications.ts";
import { sendReply, writeNote } from "../../shared/replies.ts";
import { createTeam } from "../../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { newId } from "../platform/ids.ts";
import { reactions } from "./reactions.ts";

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

const brief = { wants: "A lid", next: "Send it" };
const give = () => owner.call(assignConversation, { params: { id }, body: { agentId: ben.id } });
const customerWrites = (text = "Still leaks") =>
  owner.call(receiveMessage, { params: { id }, body: { text } });
const told = async (who = ben, show: "unread" | "all" = "unread") => {
  await house.runReactions();
  const { items } = await who.call(api.listNotifications, { query: { show } });
  return items.map(({ kind }) => kind);
};
const count = async (who = ben) => (await who.call(api.countNotifications)).unread;

test("somebody is told of what is given, said and asked of them, and never of what they did themselves", async () => {
  await give();
  await customerWrites();
  await owner.call(writeNote, {
    params: { id },
    body: { text: "Look, @Ben and @me", mentions: [ben.id, owner.id] },
  });
  expect(await told()).toEqual(["mentioned", "replied", "given"]);
  expect(await told(owner, "all")).toEqual([]);
  const { items } = await ben.call(api.listNotifications);
  expect(items[0]).toMatchObject({
    read: false,
    conversation: { id, subject: "Kettle", customer: "Anna" },
    actor: { kind: "agent", id: owner.id },
  });
});

test("of a customer who gave no name the address is told", async () => {
  const nameless = await owner.call(startConversation, {
    body: { customer: { email: "anna.b@customer.example" }, subject: "Lid", text: "Hi" },
  });
  await owner.call(assignConversation, { params: { id: nameless.id }, body: { agentId: ben.id } });
  await told();
  const { items } = await ben.call(api.listNotifications);
  expect(items[0]?.conversation).toMatchObject({ subject: "Lid", customer: "anna.b@customer.example" });
});

test("words that came together are told by one work, each once, also of what was merged or erased meanwhile", async () => {
  const start = (subject: string) =>
    owner.call(startConversation, {
      body: { customer: { name: "Anna", email: "anna@customer.example" }, subject, text: "Hi" },
    });
  const [second, merged, erased] = [await start("Lid"), await start("Pan"), await start("Pot")];
  await give();
  await owner.call(assignConversation, { params: { id: second.id }, body: { agentId: ben.id } });
  const carla = await newAgent(house, owner.workspaceId, "agent", "Carla");
  await carla.call(followConversation, { params: { id: second.id } });
  await house.runReactions();
  await customerWrites("One");
  await customerWrites("Two");
  for (const at of [second.id, merged.id, erased.id])
    await owner.call(receiveMessage, { params: { id: at }, body: { text: "Hello?" } });
  await owner.call(mergeConversations, { params: { id }, body: { sourceIds: [merged.id] } });

  const events = await house.system
    .selectFrom("events")
    .selectAll()
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", "message.received")
    .orderBy("position", "desc")
    .limit(5)
    .execute();
  const logged = events.map(
    (event) =>
      ({
        ...event,
        conversationId: event.conversationId === erased.id ? newId() : event.conversationId,
        place: { xid: event.xid, position: Number(event.position) },
      }) as never,
  );
  const replied = reactions.find(({ name }) => name === "notifications.tell.message.received");
  const left = await replied?.together?.(house, logged);
  expect(left?.map(({ conversationId }) => conversationId)).toEqual([merged.id]);
  const heard = async (who: Person) =>
    (await who.call(api.listNotifications)).items
      .map(({ kind, conversation }) => `${kind} ${conversation?.subject}`)
      .filter((line) => line.startsWith("replied"))
      .toSorted();
  expect(await heard(ben)).toEqual(["replied Kettle", "replied Kettle", "replied Lid"]);
  expect(await heard(carla)).toEqual(["replied_followed Lid"]);

  expect((await replied?.together?.(house, logged))?.length).toBe(1);
  await house.runReactions();
  expect(await heard(ben)).toEqual(["replied Kettle", "replied Kettle", "replied Kettle", "replied Lid"]);
  expect(await heard(carla)).toEqual(["replied_followed Lid"]);
});

test("a reaction that runs twice tells once, also in two processes at the same time", async () => {
  await give();
  await house.runReactions();
  const event = await house.system
    .selectFrom("events")
    .selectAll()
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", "conversation.assigned")
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  await house.system.deleteFrom("reactionRuns").where("id", "=", event.id).execute();
  const again = reactions.find(({ name }) => name === "notifications.tell.conversation.assigned");
  const logged = { ...event, place: { xid: event.xid, position: Number(event.position) } } as never;
  await Promise.all([again?.run(house, logged), again?.run(house, logged)]);
  await house.system.deleteFrom("reactionRuns").where("id", "=", event.id).execute();
  await again?.run(house, logged);
  expect(await told()).toEqual(["given"]);
});

test("followers hear that the customer wrote, the holder once", async () => {
  const cleo = await newAgent(house, owner.workspaceId);
  await give();
  await cleo.call(followConversation, { params: { id } });
  await ben.call(followConversation, { params: { id } });
  await house.runReactions();
  await ben.call(api.readNotifications, { body: { all: true } });
  await customerWrites();
  expect([await told(), await told(cleo)]).toEqual([["replied"], ["replied_followed"]]);
});

test("an offer to a team reaches its people, and is over for all when one of them accepts", async () => {
  const cleo = await newAgent(house, owner.workspaceId);
  const team = await owner.call(createTeam, {
    body: { name: "Repairs", leadId: owner.id, memberIds: [ben.id, cleo.id] },
  });
  await owner.call(offerHandover, { params: { id }, body: { teamId: team.id, brief } });
  expect([await told(), await told(cleo)]).toEqual([["offered"], ["offered"]]);
  await cleo.call(acceptHandover, { params: { id } });
  expect([await told(), await told(cleo)]).toEqual([[], []]);
  const { items } = await ben.call(api.listNotifications, { query: { show: "all" } });
  expect(items[0]).toMatchObject({ kind: "offered", done: true, read: false });
});

test("whoever gave hears that it was declined", async () => {
  await owner.call(offerHandover, { params: { id }, body: { agentId: ben.id, brief } });
  await ben.call(declineHandover, { params: { id }, body: { reason: "Full" } });
  expect([await told(), await told(owner)]).toEqual([[], ["declined"]]);
});

test("what somebody else has answered or resolved is over; a mention stays", async () => {
  await give();
  await customerWrites();
  await owner.call(writeNote, { params: { id }, body: { text: "@Ben", mentions: [ben.id] } });
  expect(await told()).toEqual(["mentioned", "replied", "given"]);
  await owner.call(sendReply, {
    params: { id },
    body: { text: "Sent.", then: { state: "waiting" } },
  });
  expect(await told()).toEqual(["mentioned", "given"]);
  await owner.call(resolveConversation, { params: { id }, body: { reason: "Done" } });
  expect(await told()).toEqual(["mentioned"]);
});

test("what is over before the news of it is told to nobody", async () => {
  await give();
  await customerWrites();
  await owner.call(sendReply, { params: { id }, body: { text: "Sent.", then: { state: "waiting" } } });
  await owner.call(assignConversation, { params: { id }, body: { agentId: owner.id } });
  expect(await told(ben, "all")).toEqual([]);
});

test("a promise is told when it is due soon, and again when it is broken, to the holder and the lead", async () => {
  await give();
  await house.runReactions();
  await ben.call(api.readNotifications, { body: { all: true } });
  const { promise } = await owner.call(getConversation, { params: { id } });
  const due = promise?.dueAt ?? new Date();
  house.clock.set(new Date(due.getTime() - 60_000));
  await house.settle();
  expect(await told()).toEqual(["due_soon"]);
  house.clock.set(new Date(due.getTime() + 60_000));
  await house.settle();
  expect([await told(), await told(owner)]).toEqual([["broken"], ["escalated"]]);
  await house.settle();
  expect([await told(), await told(owner)]).toEqual([["broken"], ["escalated"]]);
  await owner.call(sendReply, { params: { id }, body: { text: "Sorry.", then: { state: "waiting" } } });
  expect([await told(), await told(owner)]).toEqual([[], []]);
});

test("reading one, those of a conversation, or all is counted, and twice tells nobody", async () => {
  await give();
  await customerWrites();
  await house.runReactions();
  const { items } = await ben.call(api.listNotifications);
  expect(await count()).toBe(2);
  await ben.call(api.readNotifications, { body: { ids: [items[0]?.id] } });
  expect(await count()).toBe(1);
  await ben.call(api.readNotifications, { body: { conversationId: id } });
  expect([await count(), await told(ben, "all")]).toEqual([0, ["replied", "given"]]);
  const changes = () =>
    house.system
      .selectFrom("events")
      .select("id")
      .where("workspaceId", "=", owner.workspaceId)
      .where("name", "=", "notification.changed")
      .execute();
  const before = (await changes()).length;
  await ben.call(api.readNotifications, { body: { all: true } });
  expect((await changes()).length).toBe(before);
  await owner.call(api.readNotifications, { body: { ids: [items[0]?.id] } });
  expect((await changes()).length).toBe(before);
});

test("of what one may not see any more nothing is shown or counted, and it comes back with the right", async () => {
  await give();
  await customerWrites();
  expect(await told()).toHaveLength(2);
  const restrict = (restricted: boolean) =>
    house.system
      .updateTable("inboxes")
      .set({ restricted })
      .where("workspaceId", "=", owner.workspaceId)
      .execute();
  await house.system.updateTable("conversations").set({ holderId: owner.id }).where("id", "=", id).execute();
  await restrict(true);
  expect([await told(ben, "all"), await count()]).toEqual([[], 0]);
  await restrict(false);
  expect([await told(ben, "all"), await count()]).toEqual([["replied", "given"], 2]);
});

test("whoever has left is told nothing", async () => {
  await owner.call(writeNote, { params: { id }, body: { text: "@Ben", mentions: [ben.id] } });
  await owner.call(deactivateAgent, { params: { id: ben.id }, body: {} });
  await house.runReactions();
  const rows = await house.system
    .selectFrom("notifications")
    .select("id")
    .where("workspaceId", "=", owner.workspaceId)
    .where("agentId", "=", ben.id)
    .execute();
  expect(rows).toEqual([]);
});

test("pages give each notification once, newest first", async () => {
  await give();
  for (let i = 0; i < 5; i++) {
    await customerWrites(`And ${i}`);
    await house.runReactions();
    house.clock.advance(1000);
  }
  const seen: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await ben.call(api.listNotifications, { query: { limit: 2, ...(after && { after }) } });
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
  }
  expect([seen.length, new Set(seen).size]).toEqual([6, 6]);
});

test("settings are one's own, else the workspace's, else the usual ones; an unknown zone is refused", async () => {
  const quiet = { ...api.usualSettings.ways, given: { app: false, push: false, mail: "never" as const } };
  expect((await ben.call(api.getNoticeSettings)).own).toBe(false);
  await owner.call(api.setNoticeDefaults, { body: { ...api.usualSettings, digestHour: 6, ways: quiet } });
  expect(await ben.call(api.getNoticeSettings)).toMatchObject({ own: false, settings: { digestHour: 6 } });
  await give();
  expect(await told(ben, "all")).toEqual([]);
  await ben.call(api.setNoticeSettings, { body: api.usualSettings });
  expect(await ben.call(api.getNoticeSettings)).toMatchObject({ own: true, settings: { digestHour: 8 } });
  expect((await ben.call(api.dropNoticeSettings)).own).toBe(false);
  const zone = await ben.try(api.setNoticeSettings, {
    body: { ...api.usualSettings, timeZone: "Mars/Base" },
  });
  expect(zone.status).toBe(422);
  expect((await ben.try(api.setNoticeDefaults, { body: api.usualSettings })).status).toBe(403);
});
