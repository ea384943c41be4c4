import { onTestFinished } from "vitest";
import { resolveConversation } from "../../shared/conversation-states.ts";
import { listMessages, vouchForMessage } from "../../shared/messages.ts";
import { newInbox, openOutside, openPeer } from "../mail-peer.ts";
import { hour, reply } from "./verbs.ts";
import type { Scenario, Scenarios, World } from "./world.ts";

/** An inbox that real mail servers write to and take from. */
export async function post(world: World) {
  const outside = await openOutside(world.house);
  onTestFinished(outside.close);
  const peer = await openPeer();
  onTestFinished(peer.close);
  const { id: inboxId, address } = await newInbox(world.owner, peer);
  return { outside, peer, inboxId, address };
}

/** A conversation whose customer has our answer; `answer` is what a mail program would refer to, `signed` where it writes to. */
export async function answered(world: World) {
  const there = await post(world);
  const { id, email } = await world.begin({ inboxId: there.inboxId });
  await reply(world, id);
  await world.house.settle();
  const mail = there.peer.to(email).at(-1);
  const signed = mail?.replyTo[0]?.address ?? "";
  return { ...there, id, email, answer: mail?.messageId ?? "", signed };
}

const stranger = "mona@elsewhere.example";
const written =
  (headers: Record<string, string> = {}): Scenario =>
  async (world) => {
    const { outside, address } = await post(world);
    return () => outside.write({ from: stranger, to: address, subject: "A lid", text: "Where?", headers });
  };

/** What comes and goes by mail. */
export const mail: Scenarios = {
  "mail.arrived": async (world) => {
    const { outside, address } = await post(world);
    return () => outside.post({ from: stranger, to: address, subject: "A lid", text: "Where?" });
  },
  "mail.stored": written(),
  "mail.rejected": written({ "Auto-Submitted": "auto-replied" }),
  "delivery.changed": async (world) => {
    const { inboxId } = await post(world);
    const { id } = await world.begin({ inboxId });
    return () => reply(world, id);
  },
  "conversation.related": async (world) => {
    const { outside, address, answer } = await answered(world);
    return () => outside.write({ from: stranger, to: address, inReplyTo: answer, text: "Me too" });
  },
  "message.vouched": async (world) => {
    const { outside, address, answer, id, email } = await answered(world);
    await outside.write({ from: email, to: address, inReplyTo: answer, text: "Thank you" });
    const { items } = await world.owner.call(listMessages, { params: { id } });
    const said = items.find(({ text }) => text.includes("Thank you"))?.id ?? "";
    return () => world.owner.call(vouchForMessage, { params: { id: said } });
  },
  "follow_up.sent": async (world) => {
    const { id } = await answered(world);
    await world.owner.call(resolveConversation, { params: { id }, body: { reason: "It works" } });
    return async () => world.house.clock.advance(26 * hour);
  },
};
