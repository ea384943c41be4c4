import * as states from "../../shared/conversation-states.ts";
import { changeConversation, makePromise, revokeTracker } from "../../shared/conversations.ts";
import * as hand from "../../shared/handovers.ts";
import * as merging from "../../shared/merging.ts";
import { classify, createTopic } from "../../shared/topics.ts";
import { lived } from "./lived.ts";
import { back, hour, later, next, offer, offered, on, reply } from "./verbs.ts";
import type { Scenarios } from "./world.ts";

/** What happens to a conversation, its promise and its holder. */
export const held: Scenarios = {
  "conversation.started": async (world) => () => world.begin(),
  "conversation.changed": async (world) => {
    const { id } = await lived(world);
    const body = { subject: "The lid", tags: ["lid"], priority: "high" };
    return () => world.owner.call(changeConversation, { params: { id }, body });
  },
  "conversation.assigned": on(hand.assign, ({ ben }) => ({ agentId: ben.id })),
  "conversation.waiting": on(states.waitForCustomer, () => ({})),
  "conversation.opened": back(states.waitForCustomer, () => ({}), states.resumeConversation),
  "conversation.put_on_hold": on(states.putOnHold, (world) => ({ promise: next(world) })),
  "conversation.snoozed": on(states.snooze, (world) => ({ until: later(world, 5).toISOString() })),
  "conversation.woken": back(
    states.snooze,
    (world) => ({ until: later(world, 5).toISOString() }),
    states.unsnooze,
  ),
  "conversation.resolved": on(states.resolveConversation, () => ({ reason: "Sent a new one" })),
  "follow_up.scheduled": on(states.resolveConversation, () => ({ reason: "It works" })),
  "conversation.reopened": back(
    states.resolveConversation,
    () => ({ reason: "Sent a new one" }),
    states.reopenConversation,
  ),
  "conversation.classified": async (world) => {
    const { id } = await world.begin();
    const topic = await world.owner.call(createTopic, { body: { name: "Leaking" } });
    return () => world.owner.call(classify, { params: { id }, body: { topicId: topic.id } });
  },
  "conversation.followed": on(merging.follow),
  "conversation.unfollowed": back(merging.follow, null, merging.unfollow),
  "tracker.revoked": async (world) => {
    const { id } = await world.begin();
    await reply(world, id);
    await world.house.settle();
    return () => world.owner.call(revokeTracker, { params: { id } });
  },
  "promise.made": on(makePromise, next),
  "promise.moved": on(makePromise, next),
  "promise.kept": async (world) => {
    const { id } = await world.begin();
    return () => reply(world, id);
  },
  "promise.due_soon": async (world) => {
    const { id } = await world.begin();
    const body = { text: "Look again", dueAt: later(world, 10).toISOString() };
    await world.owner.call(makePromise, { params: { id }, body });
    return async () => world.house.clock.advance(9.8 * hour);
  },
  "promise.broken": async (world) => {
    await world.begin();
    return async () => world.house.clock.advance(80 * hour);
  },
  "handover.offered": async (world) => {
    const { id } = await world.begin();
    return () => offer(world, id);
  },
  "handover.accepted": offered(hand.acceptHandover, "ben"),
  "handover.declined": offered(hand.declineHandover, "ben", { reason: "Too much today" }),
  "handover.withdrawn": offered(hand.withdrawHandover, "owner"),
};
