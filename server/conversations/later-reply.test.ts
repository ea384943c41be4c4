import { beforeEach, expect, test } from "vitest";
import { deactivateAgent } from "../../shared/agents.ts";
import { resolveConversation } from "../../shared/conversation-states.ts";
import { getConversation } from "../../shared/conversations.ts";
import {
  cancelLaterReply,
  changeLeaving,
  emptyContent,
  getDraft,
  listLaterReplies,
  saveDraft,
  sendNow,
} from "../../shared/drafts.ts";
import { listHappenings } from "../../shared/happenings.ts";
import { mergeConversations, unmergeConversation } from "../../shared/merging.ts";
import { listMessages, receiveMessage } from "../../shared/messages.ts";
import { sendReply } from "../../shared/replies.ts";
import { newAgent, type Person } from "../../test/builders.ts";
import { newInbox } from "../../test/mail-peer.ts";
import { mailRoom } from "../../test/mail-room.ts";
import { actorAgain } from "../people/actor-again.ts";
import { lock } from "./access.ts";

const room = mailRoom();
let ben: Person;
let inboxId: string;
let id: string;
beforeEach(async () => {
  ben = await newAgent(room.house, room.owner.workspaceId, "agent", "Ben");
  inboxId = (await newInbox(room.owner, room.peer)).id;
  id = await room.begin(inboxId);
});

const hour = 3_600_000;
const inHours = (hours: number) => new Date(room.house.clock.now().getTime() + hours * hour).toISOString();
const later = (hours = 24, more: object = {}, who = room.owner, where = id) =>
  who.call(sendReply, {
    params: { id: where },
    body: { text: "Good morning", then: { state: "waiting" }, sendAt: inHours(hours), ...more },
  });
const promising = (hours: number) => ({
  then: { state: "open", promise: { text: "Call", dueAt: inHours(hours) } },
});
const writes = (where = id) =>
  room.owner.call(receiveMessage, { params: { id: where }, body: { text: "One more thing" } });
const stand = (where = id) => room.owner.call(getConversation, { params: { id: where } });
const thread = async (where = id) =>
  (await room.owner.call(listMessages, { params: { id: where } })).items.map(({ text }) => text);
const waiting = async (where = id) =>
  (await room.owner.call(listLaterReplies, { params: { id: where } })).items.map((one) => one.id);
const draft = (who = room.owner, where = id) => who.call(getDraft, { params: { id: where } });
const told = async (where = id) =>
  (await room.owner.call(listHappenings, { params: { id: where } })).items
    .filter(({ name }) => name.startsWith("reply."))
    .map(({ name, data }) => [name, data["why"]]);
const got = () =>
  room.peer.got.map(({ mail }) => mail.text ?? "").filter((text) => text.startsWith("Good morning"));
const pass = async (hours: number) => {
  room.house.clock.advance(hours * hour);
  await room.house.settle();
};

test("nothing changes before its time; then it leaves once, with its own next step", async () => {
  const before = await stand();
  const sendAt = inHours(24);
  const sent = await later(24, { sendAt, ...promising(48) });
  expect(sent.scheduledFor?.toISOString()).toBe(sendAt);
  expect(await stand()).toEqual(before);
  expect([await thread(), await waiting()]).toEqual([["Hi"], [sent.id]]);
  await pass(23);
  expect(room.peer.to("anna@customer.example")).toHaveLength(0);
  await pass(1);
  expect(await stand()).toMatchObject({ state: "open", promise: { text: "Call" }, customerSpokeLast: false });
  expect([await thread(), await waiting()]).toEqual([["Hi", "Good morning"], []]);
  await pass(1);
  expect(room.peer.to("anna@customer.example")).toHaveLength(1);
  const message = (await room.owner.call(listMessages, { params: { id } })).items.at(-1);
  expect(message).toMatchObject({ id: sent.id, author: { id: room.owner.id }, undoUntil: null });
});

test.each([
  ["in the past", () => ({ sendAt: inHours(-1) }), "send_time"],
  ["beyond a year", () => ({ sendAt: inHours(367 * 24) }), "send_time"],
  ["with a promise due before it", () => promising(12), "promise_in_the_past"],
])("refuses what could not leave: %s", async (_, more, code) => {
  const sendAt = inHours(24);
  const body = { text: "Later", then: { state: "waiting" }, sendAt, ...more() };
  expect(await room.owner.try(sendReply, { params: { id }, body })).toMatchObject({
    status: 422,
    body: { code },
  });
  expect(await waiting()).toEqual([]);
});

test("the customer writes first: it is cancelled visibly, and its words are the writer's draft again", async () => {
  const { id: replyId } = await later(24, { cc: ["carl@home.example"], ...promising(48) }, ben);
  await writes();
  expect(await told()).toEqual([
    ["reply.unscheduled", "customer_wrote"],
    ["reply.scheduled", undefined],
  ]);
  expect(await draft(ben)).toMatchObject({
    content: {
      reply: "<p>Good morning</p>",
      cc: ["carl@home.example"],
      step: { kind: "promise", text: "Call" },
    },
  });
  await pass(25);
  expect(await thread()).toEqual(["Hi", "One more thing"]);
  expect(got()).toEqual([]);
  expect((await room.owner.try(sendNow, { params: { id: replyId } })).status).toBe(404);
});

test("what the writer began meanwhile stays below what came back", async () => {
  await later();
  const content = { ...emptyContent, reply: "<p>By the way</p>", note: "<p>Ask Ben</p>" };
  await room.owner.call(saveDraft, { params: { id }, body: { content, base: null } });
  await writes();
  expect((await draft()).content).toMatchObject({
    reply: "<p>Good morning</p><p>By the way</p>",
    note: "<p>Ask Ben</p>",
  });
});

test.each(["leaving", "writing"])(
  "when both come at once, the %s that has the turn decides alone",
  async (first) => {
    await later(1);
    room.house.clock.advance(hour);
    const actor = await actorAgain(room.house, {
      workspaceId: room.owner.workspaceId,
      kind: "agent",
      id: room.owner.id,
    });
    if (!actor) throw new Error("The room.owner is there.");
    const [leave, write] = [() => room.house.runSchedules(), () => writes()];
    const order = first === "leaving" ? [leave, write] : [write, leave];
    // Both wait on connections of their own for a conversation that a third one holds, in this order.
    let both: Promise<unknown>[] = [];
    await room.house.work(actor, async (work) => {
      await lock(work, id);
      for (const [index, run] of order.entries()) {
        both = [...both, run()];
        await expect.poll(() => whoWait(), { timeout: 50_000 }).toBe(index + 1);
      }
    });
    await Promise.all(both);
    await room.house.settle();
    const sent = first === "leaving";
    expect((await thread()).includes("Good morning")).toBe(sent);
    expect((await draft()).content?.reply ?? "").toBe(sent ? "" : "<p>Good morning</p>");
    expect(got()).toHaveLength(sent ? 1 : 0);
    expect(await waiting()).toEqual([]);
  },
);

const whoWait = async () => {
  const { rows } = await room.house.pool.query<{ n: number }>(
    "select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
  );
  return rows[0]?.n;
};

test("many due at once leave once each, though two processes look", async () => {
  const others = await Promise.all(Array.from({ length: 8 }, () => room.begin(inboxId)));
  for (const one of others) await later(2, {}, room.owner, one);
  room.house.clock.advance(2 * hour);
  await Promise.all([room.house.runSchedules(), room.house.runSchedules()]);
  await room.house.settle();
  for (const one of others) expect(await thread(one)).toEqual(["Hi", "Good morning"]);
});

test("another time, now, or not at all: a colleague may say so too, and it leaves in its writer's name", async () => {
  const { id: replyId } = await later(24, {}, ben);
  const leavesAt = inHours(48);
  const moved = await room.owner.call(changeLeaving, { params: { id: replyId }, body: { leavesAt } });
  expect([moved.leavesAt.toISOString(), moved.by?.name]).toEqual([leavesAt, "Ben"]);
  await pass(24);
  expect(await thread()).toEqual(["Hi"]);
  await room.owner.call(sendNow, { params: { id: replyId } });
  const { items } = await room.owner.call(listMessages, { params: { id } });
  expect(items.at(-1)).toMatchObject({ text: "Good morning", author: { name: "Ben" } });
  const { id: second } = await later(24, {}, ben);
  await room.owner.call(cancelLaterReply, { params: { id: second } });
  expect((await draft(ben)).content?.reply).toBe("<p>Good morning</p>");
});

test("resolving cancels what waits; its words come back", async () => {
  await later();
  await room.owner.call(resolveConversation, { params: { id }, body: { reason: "Done" } });
  expect((await told())[0]).toEqual(["reply.unscheduled", "resolved"]);
  expect((await draft()).content?.reply).toBe("<p>Good morning</p>");
  await pass(25);
  expect((await stand()).state).toBe("resolved");
});

test("merged, it follows into the target and returns when the merge is taken back", async () => {
  const target = await room.begin(inboxId);
  const { id: replyId } = await later();
  await room.owner.call(mergeConversations, { params: { id: target }, body: { sourceIds: [id] } });
  expect([await waiting(), await waiting(target)]).toEqual([[], [replyId]]);
  await room.owner.call(unmergeConversation, { params: { id } });
  expect([await waiting(), await waiting(target)]).toEqual([[replyId], []]);
  await room.owner.call(mergeConversations, { params: { id: target }, body: { sourceIds: [id] } });
  await pass(25);
  expect((await thread(target)).at(-1)).toBe("Good morning");
});

test("a word of the customer that comes in by a merge cancels it as well", async () => {
  const target = await room.begin(inboxId);
  await later(24, {}, room.owner, target);
  room.house.clock.advance(60_000);
  await writes();
  await room.owner.call(mergeConversations, { params: { id: target }, body: { sourceIds: [id] } });
  expect(await waiting(target)).toEqual([]);
  expect((await draft(room.owner, target)).content?.reply).toBe("<p>Good morning</p>");
});

test("of somebody who was deactivated it goes back to whoever holds the conversation", async () => {
  await later(24, {}, ben);
  await room.owner.call(deactivateAgent, { params: { id: ben.id }, body: { heirId: room.owner.id } });
  await room.house.settle();
  expect((await told())[0]).toEqual(["reply.unscheduled", "left"]);
  expect((await draft()).content?.reply).toBe("<p>Good morning</p>");
  await pass(25);
  expect(await thread()).toEqual(["Hi"]);
});

test("what cannot leave any more says so and is a draft again", async () => {
  await later(24, promising(30));
  await room.house.system
    .updateTable("laterReplies")
    .set({ leavesAt: new Date(room.house.clock.now().getTime() + 31 * hour) })
    .where("conversationId", "=", id)
    .execute();
  await pass(31);
  expect((await told())[0]).toEqual(["reply.unscheduled", "refused"]);
  expect((await draft()).content?.reply).toBe("<p>Good morning</p>");
});

test("who answers after what they had seen is told that somebody was faster, and nothing is sent", async () => {
  const seen = (await room.owner.call(listMessages, { params: { id } })).items.at(-1)?.id;
  const own = { text: "Mine", then: { state: "waiting" } };
  await room.owner.call(sendReply, { params: { id }, body: { ...own, after: seen } });
  const { id: theirs } = await ben.call(sendReply, { params: { id }, body: { ...own, text: "Ben's" } });
  const send = (after: string | undefined) =>
    room.owner.try(sendReply, { params: { id }, body: { ...own, text: "Again", after } });
  expect(await send(seen)).toMatchObject({ status: 409, body: { code: "answered_meanwhile" } });
  expect(await thread()).toEqual(["Hi", "Mine", "Ben's"]);
  expect((await send(theirs)).status).toBe(200);
  const { id: word } = await writes();
  expect((await send(theirs)).status).toBe(409);
  expect((await send(word)).status).toBe(200);
});
