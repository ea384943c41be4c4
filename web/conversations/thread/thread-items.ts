import type { Happening } from "../../../shared/happenings.ts";
import type { Message } from "../../../shared/messages.ts";

/** What stands in a thread, from top to bottom. */
export type ThreadItem =
  | { kind: "day"; key: string; at: Date }
  | { kind: "message"; key: string; message: Message }
  | { kind: "happenings"; key: string; happenings: Happening[] };

/** What is worth a line between messages; what a message itself shows is left out. */
const told = new Set([
  "conversation.assigned",
  "conversation.waiting",
  "conversation.put_on_hold",
  "conversation.opened",
  "conversation.snoozed",
  "conversation.woken",
  "conversation.resolved",
  "conversation.reopened",
  "conversation.escalated",
  "conversation.related",
  "conversation.merged",
  "conversation.absorbed",
  "conversation.unmerged",
  "conversation.split",
  "conversation.linked",
  "conversation.unlinked",
  "handover.offered",
  "handover.accepted",
  "handover.declined",
  "handover.withdrawn",
  "promise.made",
  "promise.kept",
  "promise.broken",
  "promise.moved",
  "participant.added",
  "collaborator.added",
  "tracker.revoked",
  "message.withdrawn",
  "reply.scheduled",
  "reply.unscheduled",
  "follow_up.sent",
  "response.given",
]);

/**
 * Messages and happenings in order of time, happenings in runs, a line for each new day. Happenings before
 * the first message shown are left out while older messages are not loaded: they belong to those.
 */
export function threadItems(
  messages: readonly Message[],
  happenings: readonly Happening[],
  complete: boolean,
): ThreadItem[] {
  const first = messages[0]?.at.getTime() ?? 0;
  // They come newest first; turned round before sorting, those of one moment keep the order they happened in.
  const between = happenings
    .filter(({ name, at }) => told.has(name) && (complete || at.getTime() >= first))
    .toReversed()
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());

  const items: ThreadItem[] = [];
  let next = 0;
  const takeUntil = (time: number) => {
    const run: Happening[] = [];
    for (; next < between.length && (between[next]?.at.getTime() ?? 0) < time; next++)
      run.push(between[next] as Happening);
    pushRun(items, run);
  };

  for (const message of messages) {
    takeUntil(message.at.getTime());
    pushDay(items, message.at);
    items.push({ kind: "message", key: message.id, message });
  }
  takeUntil(Number.POSITIVE_INFINITY);
  return items;
}

function pushRun(items: ThreadItem[], run: Happening[]): void {
  const [first] = run;
  if (!first) return;
  pushDay(items, first.at);
  items.push({ kind: "happenings", key: first.id, happenings: run });
}

function pushDay(items: ThreadItem[], at: Date): void {
  const day = at.toDateString();
  const before = items.findLast((item) => item.kind === "day");
  if (before?.kind === "day" && before.at.toDateString() === day) return;
  items.push({ kind: "day", key: `day ${day}`, at });
}
