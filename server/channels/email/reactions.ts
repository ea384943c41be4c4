import type { EventData } from "../../../shared/events.ts";
import { incomingAuthor } from "../../conversations/correspondence.ts";
import { addParticipants } from "../../conversations/participant.ts";
import { eventData } from "../../platform/events.ts";
import { outsideReaction, type Reaction, reaction } from "../../platform/reactions.ts";
import { queueAccountMail } from "./account.ts";
import { acknowledge } from "./acknowledgement.ts";
import { revokeAgentAddresses } from "./agent-address.ts";
import { queueReply } from "./answer.ts";
import { readInbound } from "./arrival.ts";
import type { TakeAside } from "./aside.ts";
import { releaseWhereServed } from "./held.ts";
import { mayAcknowledge, mayBeAcknowledged, setAside } from "./inbound.ts";
import { sendNow } from "./sender.ts";

const answer = reaction("message.sent", "email.answer", (data, work, _, house) =>
  queueReply(work, house, data),
);

/** The ledger keeps what came of it; a job that fails would only try the same again. */
const send = outsideReaction(
  "delivery.queued",
  "email.send",
  async ({ deliveryId }, house, { workspaceId }) => {
    const row = await house.system
      .selectFrom("deliveries")
      .select(["workspaceId", "id", "inboxId"])
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", deliveryId)
      .executeTakeFirst();
    if (row) await sendNow(house, row);
  },
);

const reading = "email.read";
const read = (takeAside: TakeAside) =>
  outsideReaction("mail.arrived", reading, ({ inboundId }, house, { workspaceId }) =>
    readInbound(house, workspaceId, inboundId, takeAside),
  );

/** What reading failed at again and again is set aside, where an admin sees it and may try it once more. */
const givenUp = reaction("reaction.failed", "email.give_up", async (data, work) => {
  if (data.reaction !== reading) return;
  const arrived = await eventData(work.db, work.workspaceId, data.eventId);
  if (arrived) await setAside(work, String(arrived["inboundId"]));
});

const acknowledging = reaction("mail.stored", "email.acknowledge", async (data, work, _, house) => {
  if (await mayAcknowledge(work, data)) await acknowledge(work, house, data);
});

/** Most mails are not: that is known without a work. */
const acknowledged: Reaction = {
  ...acknowledging,
  wanted: ({ unanswered }) => unanswered !== true,
  run: async (house, event) => {
    const { inboundId } = event.data as EventData<"mail.stored">;
    if (await mayBeAcknowledged(house, event.workspaceId, inboundId)) await acknowledging.run(house, event);
  },
};

/** Whoever an agent vouches for reads along from now on, like the Cc of what they wrote. */
const vouched = reaction("message.vouched", "email.admit", async ({ conversationId, messageId }, work) => {
  const author = await incomingAuthor(work, messageId);
  if (author) await addParticipants(work, conversationId, [author.customerId]);
});

const released = reaction("inbox.changed", "email.release", async ({ inboxId }, work, _, house) => {
  await releaseWhereServed(work, house, [inboxId, null]);
});

const begun = reaction("inbox.created", "email.begin", async ({ inboxId }, work, _, house) => {
  await releaseWhereServed(work, house, [inboxId, null]);
});

const invited = reaction("agent.invited", "email.invite", ({ agentId }, work, { id }, house) =>
  queueAccountMail(work, house, "invitation", { agentId, eventId: id }),
);

const reset = reaction("password.reset_asked", "email.reset", ({ agentId }, work, { id }, house) =>
  queueAccountMail(work, house, "reset", { agentId, eventId: id }),
);

const left = reaction("agent.deactivated", "email.forget_agent", ({ agentId }, work) =>
  revokeAgentAddresses(work, agentId),
);

/** `takeAside` keeps what belongs to a thread beside a conversation; mail knows no more of those than that. */
export const reactions = (takeAside: TakeAside): Reaction[] => [
  left,
  answer,
  send,
  read(takeAside),
  givenUp,
  acknowledged,
  vouched,
  released,
  begun,
  invited,
  reset,
];
