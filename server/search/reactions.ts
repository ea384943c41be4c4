import type { EventData, EventName } from "../../shared/events.ts";
import { system } from "../platform/actor.ts";
import { type Reaction, unmarkedReaction } from "../platform/reactions.ts";
import type { Work } from "../platform/work.ts";
import {
  takeInConversations,
  takeInCustomers,
  takeInMessage,
  takeInMessagesOf,
  takeInSide,
  takeInSideMessage,
} from "./taking-in.ts";

/** Without a mark that it ran: what is taken in twice is the same as taken in once. */
function because<N extends EventName>(
  event: N,
  task: (data: EventData<N>, work: Work) => Promise<void>,
  wanted?: (data: EventData<N>) => boolean,
): Reaction {
  const name = `search.${event}`;
  return unmarkedReaction(
    event,
    name,
    (data, house, { workspaceId }) => house.work(system(workspaceId, name), (work) => task(data, work)),
    wanted,
  );
}

/** Messages that come at the same moment are made found by one work. */
const written = (["message.received", "message.sent", "note.written"] as const).map((event): Reaction => {
  const alone = because(event, ({ conversationId, messageId }, work) =>
    takeInMessage(work, conversationId, messageId),
  );
  return {
    ...alone,
    together: async (house, events) => {
      const list = events.map(({ data }) => data as EventData<typeof event>);
      await house.work(system(events[0]?.workspaceId ?? "", alone.name), (work) =>
        takeInMessagesOf(work, list),
      );
      return [];
    },
  };
});

export const reactions: Reaction[] = [
  ...written,
  because("message.withdrawn", ({ conversationId }, work) => takeInConversations(work, [conversationId])),
  because(
    "conversation.changed",
    ({ conversationId }, work) => takeInConversations(work, [conversationId]),
    ({ fields }) => fields.includes("subject"),
  ),
  because("conversation.split", ({ conversationId, newId }, work) =>
    takeInConversations(work, [newId, conversationId]),
  ),
  because("conversation.absorbed", ({ conversationId, fromId }, work) =>
    takeInConversations(work, [conversationId, fromId]),
  ),
  because("conversation.unmerged", ({ conversationId, fromId }, work) =>
    takeInConversations(work, [conversationId, fromId]),
  ),
  ...(["side_conversation.written", "side_conversation.received"] as const).map((event) =>
    because(event, ({ sideId, sideMessageId }, work) => takeInSideMessage(work, sideId, sideMessageId)),
  ),
  because("side_conversation.withdrawn", ({ sideId }, work) => takeInSide(work, sideId)),
  because(
    "side_conversation.changed",
    ({ sideId }, work) => takeInSide(work, sideId),
    ({ fields }) => fields.includes("subject") || fields.includes("asked"),
  ),
  because("customer.merged", ({ customerId, intoId }, work) => takeInCustomers(work, [customerId, intoId])),
  because("customer.unmerged", ({ customerId, fromId }, work) => takeInCustomers(work, [customerId, fromId])),
  ...(["customer.created", "customer.changed"] as const).map((event) =>
    because(event, ({ customerId }, work) => takeInCustomers(work, [customerId])),
  ),
];
