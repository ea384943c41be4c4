import { createDkimKey, removeDkimKey } from "../../shared/deliverability.ts";
import { cancelLaterReply, listLaterReplies } from "../../shared/drafts.ts";
import * as email from "../../shared/email.ts";
import { createInboundHook, removeInboundHook } from "../../shared/inbound-hooks.ts";
import { splitMessage } from "../../shared/merging.ts";
import { listMessages } from "../../shared/messages.ts";
import { addPushDevice, removePushDevice } from "../../shared/notifications.ts";
import { sendReply, takeReplyBack } from "../../shared/replies.ts";
import * as side from "../../shared/side-conversations.ts";
import { changeWorkspace } from "../../shared/workspace.ts";
import { macro } from "./rare.ts";
import { hour, later, writes } from "./verbs.ts";
import type { Scenarios, World } from "./world.ts";

let made = 0;
const inbox = ({ owner }: World) =>
  owner.call(email.createInbox, {
    body: { name: `Inbox ${++made}`, address: `inbox${made}@kettles.example` },
  });
const dkim = async (world: World) => {
  await inbox(world);
  return world.owner.call(createDkimKey, { body: { domain: "kettles.example" } });
};
const hook = async (world: World) => {
  const { id } = await inbox(world);
  return world.owner.call(createInboundHook, {
    body: { inboxId: id, provider: "mailgun", signingKey: "secret" },
  });
};
const device = ({ owner }: World) =>
  owner.call(addPushDevice, {
    body: {
      endpoint: `https://push.example/${++made}`,
      keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) },
    },
  });
const scheduled = async (world: World) => {
  const { id } = await world.begin();
  const sendAt = later(world, 5).toISOString();
  await world.owner.call(sendReply, {
    params: { id },
    body: { text: "Soon.", then: { state: "waiting" }, sendAt },
  });
  return id;
};
const beside = async (world: World) => {
  const { id } = await world.begin();
  const made = await world.owner.call(side.startSide, {
    params: { id },
    body: {
      to: { kind: "agent", id: world.ben.id },
      subject: "Is it in stock?",
      text: "Is it?",
      expectedBy: later(world, 20).toISOString(),
    },
  });
  for (const read of [side.getSide, side.listSideMessages])
    await world.mirror.hold(read, { params: { id: made.id } });
  return { id, sideId: made.id };
};
const onSide = (verb: Parameters<World["owner"]["call"]>[0], body?: unknown) => async (world: World) => {
  const { sideId } = await beside(world);
  return () => world.owner.call(verb, { params: { id: sideId }, ...(body !== undefined && { body }) });
};

/** The ways out and in: inboxes and their keys, devices, replies that wait, threads beside a conversation. */
export const ways: Scenarios = {
  "inbox.created": async (world) => () => inbox(world),
  "inbox.changed": async (world) => {
    const { id } = await inbox(world);
    return () => world.owner.call(email.changeInbox, { params: { id }, body: { name: "Renamed" } });
  },
  "inbox.removed": async (world) => {
    const { id } = await inbox(world);
    return () => world.owner.call(email.removeInbox, { params: { id } });
  },
  "dkim_key.created": async (world) => () => dkim(world),
  "dkim_key.removed": async (world) => {
    const { id } = await dkim(world);
    return () => world.owner.call(removeDkimKey, { params: { id } });
  },
  "inbound_hook.created": async (world) => () => hook(world),
  "inbound_hook.removed": async (world) => {
    const { id } = (await hook(world)).hook;
    return () => world.owner.call(removeInboundHook, { params: { id } });
  },
  "push_device.added": async (world) => () => device(world),
  "push_device.removed": async (world) => {
    const { id } = await device(world);
    return () => world.owner.call(removePushDevice, { params: { id } });
  },
  "conversation.split": async (world) => {
    const { id } = await world.begin();
    await writes(world, id);
    const { items } = await world.owner.call(listMessages, { params: { id } });
    const last = items.at(-1)?.id ?? "";
    return () => world.owner.call(splitMessage, { params: { id: last }, body: { subject: "Another thing" } });
  },
  "reply.scheduled": async (world) => () => scheduled(world),
  "reply.unscheduled": async (world) => {
    const id = await scheduled(world);
    const { items } = await world.owner.call(listLaterReplies, { params: { id } });
    return () => world.owner.call(cancelLaterReply, { params: { id: items[0]?.id ?? "" } });
  },
  "message.withdrawn": async (world) => {
    const macroId = await macro(world);
    const { id } = await world.begin();
    await world.owner.call(changeWorkspace, { body: { undoSeconds: 30 } });
    const reply = await world.owner.call(sendReply, {
      params: { id },
      body: { text: "Too soon.", then: { state: "waiting" }, macroIds: [macroId] },
    });
    return () => world.owner.call(takeReplyBack, { params: { id: reply.id } });
  },
  "side_conversation.started": async (world) => () => beside(world),
  "side_conversation.written": onSide(side.writeSide, { text: "And the lid?" }),
  "side_conversation.changed": onSide(side.changeSide, { subject: "In stock?" }),
  "side_conversation.closed": onSide(side.closeSide),
  "side_conversation.reopened": async (world) => {
    const { sideId } = await beside(world);
    await world.owner.call(side.closeSide, { params: { id: sideId } });
    return () => world.owner.call(side.reopenSide, { params: { id: sideId } });
  },
  "side_conversation.overdue": async (world) => {
    await beside(world);
    return async () => world.house.clock.advance(21 * hour);
  },
};
