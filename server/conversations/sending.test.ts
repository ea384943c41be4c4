import { afterEach, beforeEach, expect, test } from "vitest";
import { getConversation } from "../../shared/conversations.ts";
import { listDeliveries } from "../../shared/email.ts";
import { offerHandover } from "../../shared/handovers.ts";
import { listMessages, receiveMessage } from "../../shared/messages.ts";
import { sendReply, takeReplyBack } from "../../shared/replies.ts";
import { changeWorkspace } from "../../shared/workspace.ts";
import { newAgent } from "../../test/builders.ts";
import { mailRoom } from "../../test/mail-room.ts";
import { listMessages as messagesFor } from "./thread.ts";

const room = mailRoom();
let id: string;
beforeEach(async () => {
  await room.owner.call(changeWorkspace, { body: { undoSeconds: 10 } });
  id = await room.beginAtPeer();
  // Ten seconds are soon over on a busy machine.
  room.house.clock.stop();
});
afterEach(() => room.house.clock.goOn());

const open = () => ({ state: "open", promise: { text: "Look", dueAt: room.tomorrow() } });
const resolved = { state: "resolved", reason: "Done" };

const answer = (then: object = open(), more: object = {}) =>
  room.owner.call(sendReply, { params: { id }, body: { text: "An answer", then, ...more } });
const takeBack = (messageId: string) => room.owner.call(takeReplyBack, { params: { id: messageId } });
const stand = () => room.owner.call(getConversation, { params: { id } });
const thread = async () =>
  (await room.owner.call(listMessages, { params: { id } })).items.map(({ text }) => text);
const promises = () =>
  room.house.system
    .selectFrom("promises")
    .select(["kind", "outcome", "settledAt"])
    .where("conversationId", "=", id)
    .orderBy("madeAt")
    .execute();

test("a reply waits ten seconds, and then leaves by itself", async () => {
  const message = await answer();
  expect(message.undoUntil?.getTime()).toBe(message.at.getTime() + 10_000);
  room.house.clock.advance(2_000);
  await room.house.settle();
  expect(room.peer.got).toHaveLength(0);
  room.house.clock.advance(8_000);
  await room.house.settle();
  expect(room.peer.to("anna@customer.example")).toHaveLength(1);
  expect((await room.owner.call(listMessages, { params: { id } })).items.at(-1)?.undoUntil).toBeNull();
});

test("the workspace says how long, from not at all to thirty seconds", async () => {
  await room.owner.call(changeWorkspace, { body: { undoSeconds: 0 } });
  const { undoUntil, id: messageId } = await answer();
  await room.house.runReactions();
  expect([undoUntil, room.peer.got.length]).toEqual([null, 1]);
  expect(await room.owner.try(takeReplyBack, { params: { id: messageId } })).toMatchObject({
    body: { code: "undo_too_late" },
  });
  expect(await room.owner.try(changeWorkspace, { body: { undoSeconds: 31 } })).toMatchObject({ status: 400 });
});

test.each([
  ["an open one", open],
  ["one that resolves", () => resolved],
  ["one that waits", () => ({ state: "waiting" })],
])("what is taken back leaves no trace on the conversation: %s", async (_, then) => {
  const before = await stand();
  const { id: messageId } = await answer(then(), { cc: ["ben@customer.example"] });
  await room.house.runReactions();
  room.house.clock.advance(2_000);
  expect(await takeBack(messageId)).toMatchObject({
    conversationId: id,
    text: "An answer",
    cc: ["ben@customer.example"],
  });
  expect(await stand()).toEqual({ ...before, trackerUrl: expect.any(String) });
  expect(await thread()).toEqual(["Hi"]);
  expect((await promises())[0]).toMatchObject({ kind: "first_reply", outcome: null, settledAt: null });
  room.house.clock.advance(60_000);
  await room.house.settle();
  expect(room.peer.to("anna@customer.example")).toHaveLength(0);
  expect(await room.owner.call(listDeliveries)).toMatchObject({ items: [] });
});

test("taken back before the room.house looked at it, nothing is queued at all", async () => {
  const { id: messageId } = await answer();
  await takeBack(messageId);
  room.house.clock.advance(60_000);
  await room.house.settle();
  expect(await room.owner.call(listDeliveries)).toMatchObject({ items: [] });
});

test("a handover that the reply had ended is offered again", async () => {
  const colleague = await newAgent(room.house, room.owner.workspaceId);
  await room.owner.call(offerHandover, {
    params: { id },
    body: { agentId: colleague.id, brief: { wants: "Help", next: "Call" } },
  });
  const { id: messageId } = await answer(resolved);
  expect((await stand()).handover?.state).not.toBe("offered");
  await takeBack(messageId);
  expect(await stand()).toMatchObject({ state: "open", handover: { state: "offered" } });
});

test("what the customer wrote meanwhile stands, and the conversation still has holder and promise", async () => {
  const { id: messageId } = await answer(resolved);
  room.house.clock.advance(2_000);
  await room.owner.call(receiveMessage, { params: { id }, body: { text: "One more thing" } });
  await takeBack(messageId);
  const after = await stand();
  expect(after).toMatchObject({ state: "open", preview: "One more thing", customerSpokeLast: true });
  expect(after.promise).not.toBeNull();
  expect(after.holder).not.toBeNull();
  expect((await promises())[0]).toMatchObject({ outcome: "withdrawn" });
  expect(await thread()).toEqual(["Hi", "One more thing"]);
});

test("nobody takes back what has left, nor what a colleague sent", async () => {
  const colleague = await newAgent(room.house, room.owner.workspaceId);
  const { id: messageId } = await answer();
  expect(await colleague.try(takeReplyBack, { params: { id: messageId } })).toMatchObject({ status: 403 });
  room.house.clock.advance(10_000);
  expect(await room.owner.try(takeReplyBack, { params: { id: messageId } })).toMatchObject({
    body: { code: "undo_too_late" },
  });
  expect(await thread()).toEqual(["Hi", "An answer"]);
});

test("the customer does not see on the tracker what may still be taken back", async () => {
  await answer();
  const { customer } = await stand();
  const { workspaceId } = room.owner;
  const seen = () =>
    room.house.work({ kind: "customer", workspaceId, id: customer.id, conversationId: id }, async (work) =>
      (await messagesFor(work, id, { limit: 50 })).items.map(({ text }) => text),
    );
  expect(await seen()).toEqual(["Hi"]);
  room.house.clock.advance(10_000);
  expect(await seen()).toEqual(["Hi", "An answer"]);
});
