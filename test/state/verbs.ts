import * as hand from "../../shared/handovers.ts";
import * as merging from "../../shared/merging.ts";
import { receiveMessage } from "../../shared/messages.ts";
import * as reminders from "../../shared/reminders.ts";
import { sendReply } from "../../shared/replies.ts";
import * as tasks from "../../shared/tasks.ts";
import type { Scenario, World } from "./world.ts";

export const hour = 3600_000;
export const later = ({ house }: World, hours = 30) => new Date(house.clock.now().getTime() + hours * hour);
export const next = (world: World) => ({ text: "Look again", dueAt: later(world).toISOString() });

export type Verb = Parameters<World["owner"]["call"]>[0];
/** A verb on a conversation that is open, by whoever holds it. */
export const on =
  (verb: Verb, body?: (world: World) => unknown): Scenario =>
  async (world) => {
    const { id } = await world.begin();
    return () => world.owner.call(verb, { params: { id }, ...(body && { body: body(world) }) });
  };
/** A verb that takes back another one. */
export const back =
  (before: Verb, body: ((world: World) => unknown) | null, verb: Verb): Scenario =>
  async (world) => {
    const { id } = await world.begin();
    await world.owner.call(before, { params: { id }, ...(body && { body: body(world) }) });
    return () => world.owner.call(verb, { params: { id } });
  };
export const reply = (world: World, id: string, text = "On its way.") =>
  world.owner.call(sendReply, { params: { id }, body: { text, then: { state: "waiting" } } });
export const writes = (world: World, id: string) =>
  world.owner.call(receiveMessage, { params: { id }, body: { text: "It still leaks." } });
export const offer = (world: World, id: string) =>
  world.owner.call(hand.offerHandover, {
    params: { id },
    body: { agentId: world.ben.id, brief: { wants: "A new kettle", next: "Send it" } },
  });
export const offered =
  (verb: Verb, by: "owner" | "ben", body?: unknown): Scenario =>
  async (world) => {
    const { id } = await world.begin();
    await offer(world, id);
    return () => world[by].call(verb, { params: { id }, ...(body !== undefined && { body }) });
  };
export const two = async (world: World) => {
  const [a, b] = [await world.begin(), await world.begin()];
  return { a, b };
};
export const merge = (world: World, into: string, source: string) =>
  world.owner.call(merging.mergeConversations, {
    params: { id: into },
    body: { sourceIds: [source], acrossCustomers: true },
  });
export const link = (world: World, id: string, linkedId: string, kind: string | null) =>
  world.owner.call(merging.linkConversation, { params: { id }, body: { linkedId, kind } });
export const task = async (world: World, body = {}) => {
  const { id } = await world.begin();
  const made = await world.owner.call(tasks.addTask, {
    params: { id },
    body: { title: "Ask the workshop", assigneeId: world.owner.id, ...body },
  });
  return { conversationId: id, id: made.id };
};
export const remind = async (world: World) => {
  const { id } = await world.begin();
  return world.owner.call(reminders.remind, { params: { id }, body: { dueAt: later(world).toISOString() } });
};
