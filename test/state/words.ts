import { startBulk } from "../../shared/bulk.ts";
import * as merging from "../../shared/merging.ts";
import { readNotifications } from "../../shared/notifications.ts";
import { confirmApology, withdrawApology } from "../../shared/playbook.ts";
import * as reminders from "../../shared/reminders.ts";
import { writeNote } from "../../shared/replies.ts";
import * as tasks from "../../shared/tasks.ts";
import { lived } from "./lived.ts";
import { hour, later, link, merge, on, remind, reply, task, two, writes } from "./verbs.ts";
import type { Scenarios, World } from "./world.ts";

/** What is said in a conversation, and what is joined, linked, done for it. */
export const words: Scenarios = {
  "message.received": async (world) => {
    const { id } = await world.begin();
    return () => writes(world, id);
  },
  "message.sent": async (world) => {
    const { id } = await world.begin();
    return () => reply(world, id);
  },
  "delivery.queued": async (world) => {
    const { id } = await world.begin();
    return () => reply(world, id);
  },
  "note.written": on(writeNote, () => ({ text: "She was kind." })),
  "conversation.merged": async (world) => {
    const [a, b] = [await world.begin(), await lived(world)];
    return () => merge(world, a.id, b.id);
  },
  "conversation.absorbed": async (world) => {
    const { a, b } = await two(world);
    return () => merge(world, a.id, b.id);
  },
  "conversation.unmerged": async (world) => {
    const [a, b] = [await lived(world), await lived(world)];
    await merge(world, a.id, b.id);
    return () => world.owner.call(merging.unmergeConversation, { params: { id: b.id } });
  },
  "participant.added": async (world) => {
    const { a, b } = await two(world);
    return () => merge(world, a.id, b.id);
  },
  "conversation.linked": async (world) => {
    const { a, b } = await two(world);
    return () => link(world, a.id, b.id, "related");
  },
  "conversation.unlinked": async (world) => {
    const { a, b } = await two(world);
    await link(world, a.id, b.id, "related");
    return () => link(world, a.id, b.id, null);
  },
  "task.added": async (world) => () => task(world),
  "task.changed": async (world) => {
    const { id } = await task(world);
    return () => world.owner.call(tasks.changeTask, { params: { id }, body: { title: "Ask again" } });
  },
  "task.done": async (world) => {
    const { id } = await task(world);
    return () => world.owner.call(tasks.completeTask, { params: { id } });
  },
  "task.reopened": async (world) => {
    const { id } = await task(world);
    await world.owner.call(tasks.completeTask, { params: { id } });
    return () => world.owner.call(tasks.reopenTask, { params: { id } });
  },
  "task.dropped": async (world) => {
    const { id } = await task(world);
    return () => world.owner.call(tasks.dropTask, { params: { id } });
  },
  "task.ordered": async (world) => {
    const { id, conversationId } = await task(world);
    const other = await world.owner.call(tasks.addTask, {
      params: { id: conversationId },
      body: { title: "First" },
    });
    const body = { ids: [other.id, id] };
    return () => world.owner.call(tasks.orderTasks, { params: { id: conversationId }, body });
  },
  "task.broken": async (world) => {
    await task(world, { dueAt: later(world, 2).toISOString() });
    return async () => world.house.clock.advance(3 * hour);
  },
  "reminder.set": async (world) => () => remind(world),
  "reminder.ended": async (world) => {
    const { id } = await remind(world);
    return () => world.owner.call(reminders.endReminder, { params: { id } });
  },
  "reminder.due": async (world) => {
    await remind(world);
    return async () => world.house.clock.advance(31 * hour);
  },
  "apology.confirmed": async (world) => {
    const { id } = await world.begin({ type: "complaint" });
    const { messageId } = await said(world, id);
    return () => world.owner.call(confirmApology, { params: { id }, body: { messageId } });
  },
  "apology.withdrawn": async (world) => {
    const { id } = await world.begin({ type: "complaint" });
    const { messageId } = await said(world, id);
    await world.owner.call(confirmApology, { params: { id }, body: { messageId } });
    return () => world.owner.call(withdrawApology, { params: { id } });
  },
  "bulk.started": async (world) => {
    const { id } = await world.begin();
    return () => bulk(world, id);
  },
  "bulk.finished": async (world) => {
    const { id } = await world.begin();
    return () => bulk(world, id);
  },
  "notification.made": async (world) => {
    const { id } = await world.begin();
    return () =>
      world.ben.call(writeNote, { params: { id }, body: { text: "Olga?", mentions: [world.owner.id] } });
  },
  "notification.changed": async (world) => {
    const { id } = await world.begin();
    await world.ben.call(writeNote, { params: { id }, body: { text: "Olga?", mentions: [world.owner.id] } });
    await world.house.settle();
    return () => world.owner.call(readNotifications, { body: { conversationId: id } });
  },
};

const said = async (world: World, id: string) => {
  const { id: messageId } = await reply(world, id, "We are sorry.");
  return { messageId };
};
const bulk = (world: World, id: string) =>
  world.owner.call(startBulk, {
    body: { selection: { ids: [id] }, action: { do: "prioritise", priority: "high" } },
  });
