import { onTestFinished } from "vitest";
import { resolveConversation } from "../../shared/conversation-states.ts";
import { createDkimKey } from "../../shared/deliverability.ts";
import { assign } from "../../shared/handovers.ts";
import { writeNote } from "../../shared/replies.ts";
import * as side from "../../shared/side-conversations.ts";
import { createTeam } from "../../shared/teams.ts";
import { changeWorkspace } from "../../shared/workspace.ts";
import { newAgent } from "../builders.ts";
import { newInbox } from "../mail-peer.ts";
import { post } from "./mail.ts";
import { hour, later, merge, reply, task, two } from "./verbs.ts";
import type { Scenario, Scenarios, World } from "./world.ts";

/** A supplier was asked by mail; what is shown of it is held. */
async function supplierAsked(world: World) {
  const there = await post(world);
  const { id } = await world.begin({ inboxId: there.inboxId });
  const { id: sideId } = await ask(world, id, { kind: "outside", address: "mia@maker.example" });
  await world.house.settle();
  return { ...there, id, sideId };
}
async function ask(world: World, id: string, to: object) {
  const made = await world.owner.call(side.startSide, {
    params: { id },
    body: { to, subject: "Lids", text: "Have you got one?", expectedBy: later(world, 20).toISOString() },
  });
  for (const read of [side.getSide, side.listSideMessages])
    await world.mirror.hold(read, { params: { id: made.id } });
  return made;
}
const answeredBySupplier: Scenario = async (world) => {
  const { outside, peer, address } = await supplierAsked(world);
  const asked = peer.to("mia@maker.example").at(-1);
  return () =>
    outside.write({
      from: "mia@maker.example",
      to: asked?.replyTo[0]?.address ?? address,
      inReplyTo: asked?.messageId ?? "",
      subject: "Re: Lids",
      text: "Three are left.",
    });
};

/** What comes of others: suppliers, colleagues, the clock, name servers, customers who rate. */
export const others: Scenarios = {
  "side_conversation.received": answeredBySupplier,
  "mail.stored_aside": answeredBySupplier,
  "side_conversation.troubled": async (world) => {
    const { peer, sideId } = await supplierAsked(world);
    peer.faults.push({ at: "rcpt", code: 550, line: "No such user" });
    return () => world.owner.call(side.writeSide, { params: { id: sideId }, body: { text: "And the lid?" } });
  },
  "side_conversation.withdrawn": async (world) => {
    const { sideId } = await supplierAsked(world);
    await world.owner.call(changeWorkspace, { body: { undoSeconds: 30 } });
    onTestFinished(async () => {
      await world.owner.call(changeWorkspace, { body: { undoSeconds: 0 } });
    });
    const said = await world.owner.call(side.writeSide, {
      params: { id: sideId },
      body: { text: "Too soon." },
    });
    return () => world.owner.call(side.takeSideBack, { params: { id: said.id } });
  },
  "side_conversation.moved": async (world) => {
    const { a, b } = await two(world);
    await ask(world, b.id, { kind: "agent", id: world.ben.id });
    return () => merge(world, a.id, b.id);
  },
  "side_conversation.due_soon": async (world) => {
    const { id } = await world.begin();
    await ask(world, id, { kind: "agent", id: world.ben.id });
    return async () => world.house.clock.advance(19.8 * hour);
  },
  "task.due_soon": async (world) => {
    await task(world, { dueAt: later(world, 10).toISOString() });
    return async () => world.house.clock.advance(9.8 * hour);
  },
  "promise.withdrawn": async (world) => {
    const { a, b } = await two(world);
    return () => merge(world, a.id, b.id);
  },
  "conversation.escalated": async (world) => {
    const memberIds = [world.ben.id];
    await world.owner.call(createTeam, { body: { name: "Kettles", leadId: world.owner.id, memberIds } });
    const { id } = await world.begin();
    await world.owner.call(assign, { params: { id }, body: { agentId: world.ben.id } });
    return async () => world.house.clock.advance(80 * hour);
  },
  "collaborator.added": async (world) => {
    const { id: mentioned } = await newAgent(world.house, world.owner.workspaceId, "collaborator");
    const { id } = await world.begin();
    const body = { text: "Is that so?", mentions: [mentioned] };
    return () => world.owner.call(writeNote, { params: { id }, body });
  },
  "dkim_key.changed": async (world) => {
    await newInbox(world.owner, null, { address: "hello@lids.example" });
    await world.owner.call(createDkimKey, { body: { domain: "lids.example" } });
    return async () => world.house.clock.advance(hour);
  },
  "inbox.troubled": async (world) => {
    const { peer, inboxId } = await post(world);
    await peer.close();
    const { id } = await world.begin({ inboxId });
    return () => reply(world, id);
  },
  "mail.quarantined": async (world) => {
    const { outside, address } = await post(world);
    const envelope = { from: "mona@elsewhere.example", to: [address] };
    return () => outside.writeRaw(envelope, `To: ${address}\r\nSubject: Hm\r\n\r\nHello\r\n`);
  },
  "response.given": async (world) => {
    const { peer, inboxId } = await post(world);
    const { id, email } = await world.begin({ inboxId });
    await world.owner.call(resolveConversation, { params: { id }, body: { reason: "It works" } });
    await world.house.settle();
    world.house.clock.advance(26 * hour);
    await world.house.settle();
    const text = peer.to(email).at(-1)?.text ?? "";
    const url = /(\/f\/[\w-]+)\?rating=4/.exec(text)?.[1] ?? "";
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return () =>
      world.house.app.fastify.inject({ method: "POST", url, headers, payload: "rating=4&comment=Fine" });
  },
};
