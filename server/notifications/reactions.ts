import type { EventData, EventName } from "../../shared/events.ts";
import type { NoticeKind } from "../../shared/notifications.ts";
import { type ConversationRecord, lockWhereItWent } from "../conversations/access.ts";
import { followerIds, giverOf, wentOn } from "../conversations/concerned.ts";
import { leadOf, teamLeadFor } from "../people/agents.ts";
import { getTeam } from "../people/team.ts";
import { Refusal } from "../platform/errors.ts";
import type { LoggedEvent } from "../platform/events.ts";
import { gathered, type Reaction, reaction } from "../platform/reactions.ts";
import type { Work } from "../platform/work.ts";
import { settle, type Telling, tell, toldOfTask } from "./notice.ts";
import { tellingsOf, tellOfReplies } from "./replies.ts";
import { sideReactions } from "./side-reactions.ts";

const promised: NoticeKind[] = ["due_soon", "broken", "escalated"];
const pending: NoticeKind[] = ["given", "offered", "replied", "replied_followed", ...promised];

type Now = ConversationRecord;

/**
 * A reaction that tells people of something in a conversation. It has the conversation locked, so that what is over by now is
 * told to nobody, and what ends later finds who was told.
 */
function telling<N extends EventName>(
  event: N,
  whom: (data: EventData<N>, now: Now, work: Work, event: LoggedEvent) => Promise<Telling[]>,
): Reaction {
  return reaction(event, `notifications.tell.${event}`, async (data, work, logged) => {
    const id = (data as { conversationId: string }).conversationId;
    const now = await lockWhereItWent(work, id).catch((error: unknown) => {
      // Erased meanwhile: there is nothing to tell of.
      if (error instanceof Refusal) return null;
      throw error;
    });
    if (!now) return;
    for (const one of await whom(data, now, work, logged))
      await tell(work, logged, { ...one, conversationId: now.id });
  });
}

/** A reaction after which some of what was told of a conversation is over. */
function ending<N extends EventName>(event: N, kinds: readonly NoticeKind[]): Reaction {
  return reaction(event, `notifications.end.${event}`, async (data, work, { at }) => {
    const { conversationId } = data as { conversationId: string };
    await settle(work, conversationId, { kinds, until: at });
  });
}

const assigned = telling("conversation.assigned", async ({ holderId, teamId, why }, now, work, event) => {
  const { holderId: current } = now;
  await settle(work, now.id, {
    kinds: ["given", "due_soon", "broken"],
    until: event.at,
    exceptAgent: current,
  });
  if (why !== "given" && why !== "left") return [];
  if (current !== holderId || now.teamId !== teamId || now.state === "resolved") return [];
  return [{ kind: "given", agentIds: [holderId ?? (teamId ? await leadOf(work, teamId) : null)] }];
});

const offered = telling("handover.offered", async ({ toAgentId, toTeamId }, now, work) => {
  if (now.offeredAgentId !== toAgentId || now.offeredTeamId !== toTeamId) return [];
  if (toAgentId) return [{ kind: "offered", agentIds: [toAgentId] }];
  const team = toTeamId ? await getTeam(work, toTeamId) : null;
  return [{ kind: "offered", agentIds: team ? [team.leadId, ...team.memberIds] : [] }];
});

const declined = telling("handover.declined", async ({ handoverId }, _, work) => [
  { kind: "declined", agentIds: [await giverOf(work, handoverId)] },
]);

const mentioned = telling("note.written", async ({ mentions = [] }) => [
  { kind: "mentioned", agentIds: mentions },
]);

const replied = gathered(
  telling("message.received", async (_, now, work, event) =>
    tellingsOf(now, {
      wentOn: await wentOn(work, now.id, event),
      followers: await followerIds(work, now.id, event.at),
    }),
  ),
  tellOfReplies,
);

/** An unhappy answer to the follow-up is the customer's word, too. */
const unhappy = telling("conversation.reopened", async ({ why }, { holderId, state }) =>
  why === "rating" && state !== "resolved" ? [{ kind: "replied", agentIds: [holderId] }] : [],
);

const dueSoon = telling("promise.due_soon", async ({ promiseId }, now, work) =>
  now.promiseId === promiseId
    ? [{ kind: "due_soon", agentIds: [now.holderId ?? (await teamLeadFor(work, now))] }]
    : [],
);

const broken = telling("promise.broken", async ({ promiseId }, now, work, { at }) => {
  await settle(work, now.id, { kinds: ["due_soon"], until: at });
  return now.promiseId === promiseId ? [{ kind: "broken", agentIds: [now.holderId] }] : [];
});

/** Whoever leads and holds it heard already that it is broken. */
const escalated = telling("conversation.escalated", async ({ leadId }, now) =>
  now.escalatedToId === leadId && now.holderId !== leadId ? [{ kind: "escalated", agentIds: [leadId] }] : [],
);

const cancelled = telling("reply.unscheduled", async ({ agentId }) => [
  { kind: "reply_cancelled", agentIds: [agentId] },
]);

const bulkFinished = reaction("bulk.finished", "notifications.tell.bulk.finished", (data, work, event) =>
  tell(work, event, { kind: "bulk_finished", agentIds: [data.agentId], data: { subjectId: data.bulkId } }),
);

/** One's own task, or one's team's. */
async function doers(
  work: Work,
  { assigneeId, teamId }: { assigneeId: string | null; teamId: string | null },
): Promise<string[]> {
  if (assigneeId) return [assigneeId];
  const team = teamId ? await getTeam(work, teamId) : null;
  return team ? [team.leadId, ...team.memberIds] : [];
}

const tasked = (event: "task.added" | "task.changed") =>
  telling(event, async (data, now, work) => {
    const before = await toldOfTask(work, now.id, data.taskId);
    const agentIds = (await doers(work, data)).filter((id) => !before.has(id));
    return [{ kind: "task", agentIds, data: { subjectId: data.taskId } }];
  });

/** Also whoever holds the conversation, when their promise hangs on somebody else's task. */
const taskDue = (event: "task.due_soon" | "task.broken") =>
  telling(event, async (data, now, work) => {
    const held = data.promiseAtRisk ? [now.holderId] : [];
    return [
      {
        kind: "task_due",
        agentIds: [...(await doers(work, data)), ...held],
        data: { subjectId: data.taskId },
      },
    ];
  });

const taskOver = (event: "task.done" | "task.dropped") =>
  reaction(event, `notifications.end.${event}`, ({ conversationId, taskId }, work, { at }) =>
    settle(work, conversationId, { kinds: ["task", "task_due"], until: at, subjectId: taskId }),
  );

/** One's own wish, whoever does the telling. */
const reminded = telling("reminder.due", async ({ agentId, reminderId }) => [
  { kind: "reminder", agentIds: [agentId], data: { subjectId: reminderId } },
]);

const reminderOver = reaction(
  "reminder.ended",
  "notifications.end.reminder.ended",
  ({ conversationId, reminderId }, work, { at }) =>
    settle(work, conversationId, { kinds: ["reminder"], until: at, subjectId: reminderId }),
);

export const reactions: Reaction[] = [
  assigned,
  offered,
  declined,
  mentioned,
  replied,
  unhappy,
  dueSoon,
  broken,
  escalated,
  cancelled,
  bulkFinished,
  tasked("task.added"),
  tasked("task.changed"),
  taskDue("task.due_soon"),
  taskDue("task.broken"),
  taskOver("task.done"),
  taskOver("task.dropped"),
  reminded,
  reminderOver,
  ending("conversation.resolved", pending),
  ending("conversation.merged", pending),
  ending("handover.accepted", ["offered"]),
  ending("handover.declined", ["offered"]),
  ending("handover.withdrawn", ["offered"]),
  ending("promise.made", promised),
  ending("promise.kept", promised),
  ending("promise.moved", promised),
  ending("promise.withdrawn", promised),
  ending("message.sent", ["replied"]),
  ...sideReactions,
];
