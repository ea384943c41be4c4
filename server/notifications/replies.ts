import { type ConversationRecord, lockAll } from "../conversations/access.ts";
import { followersOf, wentOnAfter } from "../conversations/concerned.ts";
import type { LoggedEvent } from "../platform/events.ts";
import type { Work } from "../platform/work.ts";
import { type Telling, tellAll } from "./notice.ts";

/** Whom a customer's word is told. Whoever got the conversation after it was told that they did, and reads it then. */
export function tellingsOf(
  { holderId, customerSpokeLast, state }: ConversationRecord,
  { wentOn, followers }: { wentOn: boolean; followers: readonly string[] },
): Telling[] {
  if (!customerSpokeLast || state === "resolved") return [];
  return [
    { kind: "replied", agentIds: [wentOn ? null : holderId] },
    { kind: "replied_followed", agentIds: followers.filter((id) => id !== holderId) },
  ];
}

/** Tells of customers' words that came together. Those whose conversation was merged into another are left to be told alone. */
export async function tellOfReplies(
  work: Work,
  events: readonly LoggedEvent[],
  causedBy: (event: LoggedEvent) => Work,
): Promise<LoggedEvent[]> {
  const ids = [...new Set(events.map(({ conversationId }) => conversationId ?? ""))];
  const now = new Map((await lockAll(work, ids)).map((one) => [one.id, one]));
  const went = await wentOnAfter(work, events);
  const following = Map.groupBy(await followersOf(work, ids), ({ conversationId }) => conversationId);
  const list = events.flatMap((event) => {
    const conversation = now.get(event.conversationId ?? "");
    // Erased meanwhile: there is nothing to tell of.
    if (!conversation || conversation.mergedIntoId) return [];
    const followers = following.get(conversation.id)?.filter(({ since }) => since <= event.at) ?? [];
    const about = { wentOn: went.has(event.id), followers: followers.map(({ agentId }) => agentId) };
    return tellingsOf(conversation, about).map((telling) => ({
      ...telling,
      conversationId: conversation.id,
      event,
      work: causedBy(event),
    }));
  });
  await tellAll(work, list);
  return events.filter(({ conversationId }) => now.get(conversationId ?? "")?.mergedIntoId);
}
