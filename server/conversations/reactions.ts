import { teamLeadFor } from "../people/agents.ts";
import { outsideReaction, type Reaction, reaction } from "../platform/reactions.ts";
import { lock } from "./access.ts";
import { write } from "./change.ts";
import { cancelOf } from "./leaving.ts";
import { learn } from "./lesson.ts";
import { retag } from "./retagging.ts";
import { rootCauseLessons } from "./root-cause-lesson.ts";
import { moveSleepers, wakeSleepersOn } from "./sleepers.ts";
import { topicLessons } from "./topic-lesson.ts";

/** A promise that fell due without being kept goes to the lead who answers for its holder. */
const escalate = reaction(
  "promise.broken",
  "conversations.escalate",
  async ({ conversationId, promiseId }, work) => {
    const conversation = await lock(work, conversationId);
    // Settled meanwhile: there is nothing left for a lead to save.
    if (conversation.promiseId !== promiseId) return;
    const leadId = await teamLeadFor(work, conversation);
    if (!leadId || leadId === conversation.escalatedToId) return;
    await write(work, conversationId, { escalatedToId: leadId });
    work.record("conversation.escalated", { conversationId, leadId });
  },
);

const learnTopic = reaction(
  "conversation.classified",
  "conversations.learn_topic",
  ({ conversationId }, work) => learn(work, topicLessons, conversationId),
);

const learnRootCause = reaction(
  "conversation.classified",
  "conversations.learn_root_cause",
  ({ conversationId }, work) => learn(work, rootCauseLessons, conversationId),
);

const cancelTheirs = reaction("agent.deactivated", "conversations.cancel_later", ({ agentId }, work) =>
  cancelOf(work, agentId),
);

/** Not one transaction: a tag may stand on more conversations than a work may hold up. */
const retagAll = outsideReaction("tag.changed", "conversations.retag", retag);

/** As many works as there are sleepers; whoever is awake already is left alone, so it may run again. */
const wakeSleepers = outsideReaction(
  "conversation.resolved",
  "conversations.wake_sleepers",
  ({ conversationId }, house, { workspaceId }) =>
    wakeSleepersOn(house, { workspaceId, id: conversationId }, "resolved"),
);
const takeSleepersAlong = outsideReaction(
  "conversation.merged",
  "conversations.move_sleepers",
  ({ conversationId, intoId }, house, { workspaceId }) =>
    moveSleepers(house, { workspaceId, id: conversationId }, intoId),
);

export const reactions: Reaction[] = [
  cancelTheirs,
  escalate,
  learnTopic,
  learnRootCause,
  retagAll,
  wakeSleepers,
  takeSleepersAlong,
];
