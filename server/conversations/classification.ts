import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";
import { write } from "./change.ts";
import { getRootCause } from "./root-cause.ts";
import { getTopic } from "./topic.ts";

/** Says why the customer wrote and why it had to happen; what is not named stays. As it was: tells nobody. */
export async function classify(
  work: Work,
  id: string,
  said: { topicId?: string | null | undefined; rootCauseId?: string | null | undefined },
): Promise<void> {
  const conversation = await lock(work, id);
  const topicId = said.topicId === undefined ? conversation.topicId : said.topicId;
  const cause = said.rootCauseId === undefined ? conversation.rootCauseId : said.rootCauseId;
  if (topicId === conversation.topicId && cause === conversation.rootCauseId) return;
  if (topicId && topicId !== conversation.topicId) await getTopic(work, topicId);
  if (cause && cause !== conversation.rootCauseId) await getRootCause(work, cause);
  await write(work, id, { topicId, rootCauseId: cause });
  work.record("conversation.classified", { conversationId: id, topicId, rootCauseId: cause });
}
