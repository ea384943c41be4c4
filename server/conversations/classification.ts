import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, lock } from "./access.ts";
import { write } from "./change.ts";
import { getRootCause, rootCauseTopic } from "./root-cause.ts";
import { getTopic, topicPath } from "./topic.ts";

interface Said {
  topicId?: string | null | undefined;
  rootCauseId?: string | null | undefined;
}

/**
 * Says why the customer wrote and why it had to happen; what is not named stays, but for a root cause that another
 * topic takes along. Refuses a root cause that its topic does not offer. As it was: tells nobody.
 */
export async function classify(work: Work, id: string, said: Said): Promise<void> {
  const conversation = await lock(work, id);
  const topicId = said.topicId === undefined ? conversation.topicId : said.topicId;
  const cause = said.rootCauseId === undefined ? conversation.rootCauseId : said.rootCauseId;
  if (topicId === conversation.topicId && cause === conversation.rootCauseId) return;
  if (topicId && topicId !== conversation.topicId) await getTopic(work, topicId);
  if (cause && cause !== conversation.rootCauseId) await getRootCause(work, cause);
  const fits = cause === null || (await offered(work, cause, topicId));
  if (!fits && cause !== conversation.rootCauseId)
    throw new Refusal("unprocessable", "This root cause is not one of the conversation's topic.");
  await put(work, conversation, { topicId, rootCauseId: fits ? cause : null });
}

/** Gives back the topic and root cause it had, also those that are offered no more. */
export async function classifyAgain(work: Work, id: string, was: Classification): Promise<void> {
  await put(work, await lock(work, id), was);
}

type Classification = Pick<ConversationRecord, "topicId" | "rootCauseId">;

async function put(
  work: Work,
  { id, ...present }: ConversationRecord,
  { topicId, rootCauseId }: Classification,
): Promise<void> {
  if (topicId === present.topicId && rootCauseId === present.rootCauseId) return;
  await write(work, id, { topicId, rootCauseId });
  work.record("conversation.classified", { conversationId: id, topicId, rootCauseId });
}

/** A root cause of one topic belongs to it and to everything below; any other belongs to all. */
async function offered(work: Work, causeId: string, topicId: string | null): Promise<boolean> {
  const only = await rootCauseTopic(work, causeId);
  return only === null || (await topicPath(work, topicId)).includes(only);
}
