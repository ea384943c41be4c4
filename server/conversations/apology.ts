import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";

/** Words by which people say sorry; a word counts where it begins, so that endings do not matter. */
const languages = {
  en: ["sorry", "apologi", "apology", "we regret", "i regret", "forgive"],
  de: [
    "entschuldig",
    "tut mir leid",
    "tut uns leid",
    "tut es mir leid",
    "tut es uns leid",
    "verzeih",
    "bedauer",
    "um nachsicht",
  ],
  ar: ["نعتذر", "أعتذر", "اعتذار", "آسف", "نأسف", "عذرا", "عذرًا", "معذرة", "نرجو المعذرة"],
};
const words = Object.values(languages).flat();

/** The first sentence of a text that reads like an apology; null when there is none. */
export function apologyIn(text: string): string | null {
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text)) {
    const sentence = segment.trim().replace(/\s+/g, " ");
    const plain = ` ${sentence.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")}`;
    if (words.some((word) => plain.includes(` ${word}`))) return sentence.slice(0, 500);
  }
  return null;
}

interface Found {
  messageId: string;
  sentence: string;
}

/** The first reply of ours that left and reads like an apology. */
export async function suggestApology(work: Work, conversationId: string): Promise<Found | null> {
  for (const { id, text } of await sentReplies(work, conversationId)) {
    const sentence = apologyIn(text);
    if (sentence) return { messageId: id, sentence };
  }
  return null;
}

/** Confirms that this reply apologises, in its own words; refuses one without such a sentence. */
export async function confirmApology(work: Work, conversationId: string, messageId: string): Promise<void> {
  await lock(work, conversationId);
  const message = (await sentReplies(work, conversationId)).find(({ id }) => id === messageId);
  const sentence = message ? apologyIn(message.text) : null;
  if (!sentence) throw new Refusal("unprocessable", "No apology stands in a reply like that.");
  const columns = {
    messageId,
    sentence,
    confirmedBy: work.actor.kind === "agent" ? work.actor.id : null,
    confirmedAt: work.now,
  };
  await work.db
    .insertInto("apologies")
    .values({ workspaceId: work.workspaceId, conversationId, ...columns })
    .onConflict((conflict) => conflict.columns(["workspaceId", "conversationId"]).doUpdateSet(columns))
    .execute();
  work.record("apology.confirmed", { conversationId, messageId });
}

/** Takes the confirmation back; without one nothing happens. */
export async function withdrawApology(work: Work, conversationId: string): Promise<void> {
  await lock(work, conversationId);
  const gone = await work.db
    .deleteFrom("apologies")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .returning("messageId")
    .executeTakeFirst();
  if (gone) work.record("apology.withdrawn", { conversationId, messageId: gone.messageId });
}

/** Replies that people wrote and that have left, oldest first. */
function sentReplies(work: Work, conversationId: string): Promise<{ id: string; text: string }[]> {
  return work.db
    .selectFrom("messages")
    .select(["id", "text"])
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("kind", "=", "reply")
    .where("direction", "=", "out")
    .where((eb) => eb.or([eb("leavesAt", "is", null), eb("leavesAt", "<=", work.now)]))
    .orderBy("at")
    .limit(200)
    .execute();
}
