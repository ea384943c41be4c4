import { sql } from "kysely";
import type { z } from "zod";
import type { DeliveryStory, getMailStory, IncomingStory, MailFindings } from "../../../shared/mail-story.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { getMessage } from "../../conversations/thread.ts";
import type { Work } from "../../platform/work.ts";

/** What happened to a message as mail; refuses whoever may not see the message. */
export async function mailStory(work: Work, messageId: string): Promise<z.output<typeof getMailStory.reply>> {
  const message = await getMessage(work, messageId);
  return {
    incoming: message.inboundId ? await incomingStory(work, message.inboundId) : null,
    deliveries: message.direction === "out" ? await deliveryStories(work, messageId) : [],
  };
}

async function incomingStory(work: Work, id: string): Promise<IncomingStory | null> {
  const row = await work.db
    .selectFrom("inboundMails")
    .select(["id as inboundId", "inboxId", "source", "envelopeFrom", "envelopeTo", "remoteIp", "helo"])
    .select(["size", "receivedAt", "findings"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return null;
  const { inboxId, source, findings, ...rest } = row;
  return {
    ...rest,
    size: Number(row.size),
    source: source as IncomingStory["source"],
    inboxName: (await getInbox(work, inboxId)).name,
    findings: findings as MailFindings | null,
  };
}

async function deliveryStories(work: Work, messageId: string): Promise<DeliveryStory[]> {
  const rows = await work.db
    .selectFrom("deliveries")
    .select(["id", "toAddress as to", "state", "reason", "changedAt as at", "nextAttemptAt", "attempts"])
    .select(["internetMessageId as messageId", "conversationId", "redirectedTo"])
    .where("workspaceId", "=", work.workspaceId)
    .where("messageId", "=", messageId)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
  const conversationId = rows.find((row) => row.conversationId !== null)?.conversationId;
  const steps = conversationId ? await stepsOf(work, conversationId, messageId) : new Map();
  return rows.map(({ state, ...row }) => ({
    ...row,
    state: state as DeliveryStory["state"],
    steps: steps.get(row.id) ?? [],
  }));
}

type Step = DeliveryStory["steps"][number];

/** Every state the deliveries of a message had, by delivery, as the log tells it. */
async function stepsOf(work: Work, conversationId: string, messageId: string): Promise<Map<string, Step[]>> {
  const { rows } = await sql<Step & { deliveryId: string }>`
    select data->>'deliveryId' as delivery_id, coalesce(data->>'state', 'queued') as state,
      coalesce(data->>'reason', '') as reason, at
    from events
    where workspace_id = ${work.workspaceId}::uuid and conversation_id = ${conversationId}::uuid
      and name in ('delivery.queued', 'delivery.changed') and data->>'messageId' = ${messageId}
    order by at, position`.execute(work.db);
  return Map.groupBy(
    rows.map(({ deliveryId, state, reason, at }) => ({ deliveryId, state, reason, at })),
    ({ deliveryId }) => deliveryId,
  );
}
