import { listAgents } from "../../shared/agents.ts";
import { listTags } from "../../shared/tags.ts";

/** Events that can bring a conversation into a list. */
const entering = new Set<string>([
  "conversation.started",
  "conversation.assigned",
  "conversation.opened",
  "conversation.waiting",
  "conversation.woken",
  "conversation.resolved",
  "conversation.reopened",
  "conversation.unmerged",
  "handover.offered",
  "promise.broken",
  "promise.due_soon",
  "message.withdrawn",
]);

/** Events that change how many a colleague holds. */
const handing = new Set<string>([
  "conversation.started",
  "conversation.assigned",
  "conversation.resolved",
  "conversation.reopened",
  "conversation.merged",
  "conversation.unmerged",
]);
/** Events that change how many bear a tag. */
const tagging = new Set<string>(["conversation.started", "conversation.changed"]);

/** True when an event can bring a conversation into a list that does not show it yet. */
export function mayEnterList(name: string): boolean {
  return entering.has(name);
}

/** Counts that an event makes stale; they come in crowds, and a moment later is soon enough. */
export function countedAfter(name: string): string[] {
  return [...(handing.has(name) ? [listAgents.path] : []), ...(tagging.has(name) ? [listTags.path] : [])];
}
