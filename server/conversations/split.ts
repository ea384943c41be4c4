import { notFound, Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";
import { link } from "./link.ts";
import { showNewest } from "./newest.ts";
import { preview } from "./preview.ts";
import { start } from "./start.ts";

/** Moves a customer's message into a conversation of its own, held by whoever splits it; refuses our own words, and the only message. Returns the new one's id. */
export async function split(work: Work, messageId: string, subject: string): Promise<string> {
  const found = await messageOf(work, messageId);
  const conversation = await lock(work, found.conversationId);
  const message = await messageOf(work, messageId);
  if (message.conversationId !== conversation.id) throw new Refusal("conflict", "It was moved meanwhile.");
  if (message.direction !== "in" || !message.authorCustomerId)
    throw new Refusal("unprocessable", "Only what a customer wrote can become a conversation of its own.");
  if (await isOnly(work, conversation.id, messageId))
    throw new Refusal("unprocessable", "It is the only message here.");
  const id = await start(work, {
    inboxId: conversation.inboxId,
    customerId: message.authorCustomerId,
    subject,
    preview: preview(message.text),
    priority: conversation.priority,
    tags: conversation.tags,
    holderId: work.actor.kind === "agent" ? work.actor.id : undefined,
  });
  await work.db
    .updateTable("messages")
    .set({ conversationId: id })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", messageId)
    .execute();
  await showNewest(work, id);
  await showNewest(work, conversation.id);
  await link(work, id, conversation.id, "related");
  work.record("conversation.split", { conversationId: conversation.id, messageId, newId: id });
  return id;
}

async function messageOf(work: Work, id: string) {
  const message = await work.db
    .selectFrom("messages")
    .select(["conversationId", "direction", "authorCustomerId", "text"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!message) throw notFound();
  return message;
}

async function isOnly(work: Work, conversationId: string, messageId: string): Promise<boolean> {
  const other = await work.db
    .selectFrom("messages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("kind", "=", "reply")
    .where("id", "!=", messageId)
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}
