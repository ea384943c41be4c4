import { sql } from "kysely";
import { asideDelivery } from "../channels/email/aside.ts";
import { find, lock } from "../conversations/access.ts";
import { Refusal } from "../platform/errors.ts";
import { type Reaction, reaction } from "../platform/reactions.ts";
import type { Work } from "../platform/work.ts";
import { lockSide, type SideRecord } from "./access.ts";
import { set, told } from "./change.ts";
import { passOn } from "./departure.ts";
import { queueSide } from "./mail.ts";
import { lastOwn, mailKey } from "./side-message.ts";

/** The side conversation, locked, or null when it was taken back meanwhile. */
async function ifThere(work: Work, id: string): Promise<SideRecord | null> {
  return lockSide(work, id).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
}

const mailOut = reaction(
  "side_conversation.written",
  "side_conversations.mail",
  async ({ sideId, sideMessageId }, work, _, house) => {
    const side = await ifThere(work, sideId);
    if (side) await queueSide(work, house, side, sideMessageId);
  },
);

const stranded = ["bounced", "failed", "held"];

/** What came of the newest mail of ours is seen at the side conversation, and told to whoever answers for it. */
const trouble = reaction(
  "delivery.changed",
  "side_conversations.trouble",
  async ({ deliveryId, messageId }, work) => {
    if (messageId) return;
    const delivery = await asideDelivery(work, deliveryId);
    const side = delivery && (await ifThere(work, delivery.asideId));
    if (!delivery || !side) return;
    const last = await lastOwn(work, side.id);
    if (!last || delivery.naturalKey !== mailKey(last)) return;
    const now = await asideDelivery(work, deliveryId);
    const reason = now && stranded.includes(now.state) ? now.reason : null;
    if (reason === side.trouble) return;
    await set(work, side.id, { trouble: reason });
    work.record("side_conversation.troubled", { ...told(side), reason });
  },
);

/** Side conversations are where their conversation is: merged they go along, taken back they return. */
async function follow(work: Work, sourceId: string): Promise<void> {
  const source = await lock(work, sourceId);
  const ws = sql`${work.workspaceId}::uuid`;
  const id = sql`${sourceId}::uuid`;
  const { rows } = source.mergedIntoId
    ? await sql<SideRecord>`update side_conversations set came_from_id = coalesce(came_from_id, ${id}), conversation_id = where_it_went(${ws}, ${id})
        where workspace_id = ${ws} and conversation_id = ${id} returning *`.execute(work.db)
    : await sql<SideRecord>`update side_conversations set conversation_id = ${id}, came_from_id = null
        where workspace_id = ${ws} and came_from_id = ${id} returning *`.execute(work.db);
  for (const side of rows) work.record("side_conversation.moved", told(side));
}

const goAlong = reaction("conversation.merged", "side_conversations.go_along", ({ conversationId }, work) =>
  follow(work, conversationId),
);
const goBack = reaction(
  "conversation.unmerged",
  "side_conversations.go_back",
  async ({ conversationId }, work) => {
    await find(work, conversationId);
    await follow(work, conversationId);
  },
);
const handOver = reaction(
  "agent.deactivated",
  "side_conversations.pass_on",
  ({ agentId, heirId, heirTeamId }, work) => passOn(work, agentId, { agentId: heirId, teamId: heirTeamId }),
);

export const reactions: Reaction[] = [mailOut, trouble, goAlong, goBack, handOver];
