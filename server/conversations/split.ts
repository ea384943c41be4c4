import type { NewPromise } from "../../shared/actions.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";
import { link } from "./link.ts";
import { showNewest } from "./newest.ts";
import { preview } from "./preview.ts";
import { start } from "./start.ts";
import { rePromise } from "./waiting.ts";

export interface Apart {
  subject: string;
  /** Other messages and notes of the conversation that go along. */
  along?: readonly string[];
  /** Who takes it on; left out, whoever splits it. */
  holderId?: string | undefined;
  /** What happens next, by when; left out, the first word as usual. */
  promise?: NewPromise | undefined;
}

/** Moves a customer's message, and what goes along with it, into a conversation of its own; refuses our own words, and to leave nothing behind. Returns the new one's id. */
export async function split(
  work: Work,
  messageId: string,
  { subject, along = [], holderId, promise }: Apart,
): Promise<string> {
  const found = await messageOf(work, messageId);
  const conversation = await lock(work, found.conversationId);
  const message = await messageOf(work, messageId);
  if (message.conversationId !== conversation.id) throw new Refusal("conflict", "It was moved meanwhile.");
  if (message.direction !== "in" || !message.authorCustomerId)
    throw new Refusal("unprocessable", "Only what a customer wrote can become a conversation of its own.");
  const moving = [...new Set([messageId, ...along])];
  await requireThere(work, conversation.id, moving);
  const id = await start(work, {
    inboxId: conversation.inboxId,
    customerId: message.authorCustomerId,
    subject,
    preview: preview(message.text),
    priority: conversation.priority,
    tags: conversation.tags,
    holderId: holderId ?? (work.actor.kind === "agent" ? work.actor.id : undefined),
  });
  await work.db
    .updateTable("messages")
    .set({ conversationId: id })
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversation.id)
    .where("id", "in", moving)
    .execute();
  await showNewest(work, id);
  await showNewest(work, conversation.id);
  if (promise) await rePromise(work, id, promise);
  await link(work, id, conversation.id, "related");
  for (const one of moving)
    work.record("conversation.split", { conversationId: conversation.id, messageId: one, newId: id });
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

/** Refuses what is not in the conversation, and a split after which nobody's word would remain in it. */
async function requireThere(work: Work, conversationId: string, moving: readonly string[]): Promise<void> {
  const all = await work.db
    .selectFrom("messages")
    .select(["id", "kind"])
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .execute();
  const known = new Set(all.map(({ id }) => id));
  if (moving.some((id) => !known.has(id))) throw notFound("One of these messages is not in it any more.");
  if (!all.some(({ id, kind }) => kind === "reply" && !moving.includes(id)))
    throw new Refusal("unprocessable", "Nothing would remain here.");
}
