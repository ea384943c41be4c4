import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";
import { write } from "./change.ts";

/** Keeps what the customer answered to the follow-up, 1 to 5, as the conversation's rating; the same again tells nobody. */
export async function setRating(work: Work, id: string, rating: number): Promise<void> {
  const conversation = await lock(work, id);
  if (conversation.rating === rating) return;
  await write(work, id, { rating });
  work.record("conversation.changed", { conversationId: id, fields: ["rating"] });
}
