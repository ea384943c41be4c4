import { teamLeadFor } from "../people/agents.ts";
import { outsideReaction, type Reaction, reaction } from "../platform/reactions.ts";
import { lock } from "./access.ts";
import { write } from "./change.ts";
import { cancelOf } from "./leaving.ts";
import { retag } from "./retagging.ts";
import { learn } from "./topic-lesson.ts";

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
  ({ conversationId }, work) => learn(work, conversationId),
);

const cancelTheirs = reaction("agent.deactivated", "conversations.cancel_later", ({ agentId }, work) =>
  cancelOf(work, agentId),
);

/** Not one transaction: a tag may stand on more conversations than a work may hold up. */
const retagAll = outsideReaction("tag.changed", "conversations.retag", retag);

export const reactions: Reaction[] = [cancelTheirs, escalate, learnTopic, retagAll];
