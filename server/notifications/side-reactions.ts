import type { EventData, EventName } from "../../shared/events.ts";
import type { NoticeKind } from "../../shared/notifications.ts";
import { getTeam } from "../people/team.ts";
import { Refusal } from "../platform/errors.ts";
import { type Reaction, reaction } from "../platform/reactions.ts";
import type { Work } from "../platform/work.ts";
import { lockSide, type SideRecord } from "../side-conversations/access.ts";
import { settle, tell } from "./notice.ts";

interface Whom {
  kind: NoticeKind;
  agentIds: string[];
}

const all: NoticeKind[] = ["side_asked", "side_answered", "side_due"];

/** A reaction that tells people of a side conversation as it stands now; of one that is gone nobody is told. */
function telling<N extends Extract<EventName, `side_conversation.${string}`>>(
  event: N,
  whom: (data: EventData<N>, now: SideRecord, work: Work, at: Date) => Promise<Whom[]>,
): Reaction {
  return reaction(event, `notifications.tell.${event}`, async (data, work, logged) => {
    const { sideId } = data as { sideId: string };
    const now = await lockSide(work, sideId).catch((error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    });
    if (!now) return;
    const { conversationId, subject } = now;
    for (const one of await whom(data, now, work, logged.at))
      await tell(work, logged, { ...one, conversationId, data: { subjectId: sideId, subject } });
  });
}

async function everybodyOf(work: Work, agentId: string | null, teamId: string | null): Promise<string[]> {
  if (agentId) return [agentId];
  const team = teamId ? await getTeam(work, teamId) : null;
  return team ? [team.leadId, ...team.memberIds] : [];
}

/** Of a team that was asked all but the one who asks. */
const asked = async (work: Work, side: SideRecord) =>
  (await everybodyOf(work, side.askedAgentId, side.askedTeamId)).filter(
    (id) => id === side.askedAgentId || (id !== side.holderId && id !== side.madeBy),
  );
const answering = (work: Work, side: SideRecord) => everybodyOf(work, side.holderId, side.holderTeamId);

async function over(work: Work, side: SideRecord, kinds: NoticeKind[], until: Date): Promise<void> {
  await settle(work, side.conversationId, { kinds, until, subjectId: side.id });
}

const written = telling("side_conversation.written", async ({ answers }, side, work, at) => {
  await over(work, side, answers ? ["side_asked", "side_due"] : ["side_answered", "side_due"], at);
  if (side.state === "closed") return [];
  if (answers) return [{ kind: "side_answered", agentIds: await answering(work, side) }];
  return [{ kind: "side_asked", agentIds: await asked(work, side) }];
});

const received = telling("side_conversation.received", async ({ automatic }, side, work, at) => {
  if (automatic) return [];
  await over(work, side, ["side_due"], at);
  return [{ kind: "side_answered", agentIds: await answering(work, side) }];
});

const passed = telling("side_conversation.changed", async ({ fields }, side, work) =>
  fields.includes("asked") && side.state === "waiting"
    ? [{ kind: "side_asked", agentIds: await asked(work, side) }]
    : [],
);

const dueSoon = telling("side_conversation.due_soon", async (_, side, work) =>
  side.state === "waiting" ? [{ kind: "side_due", agentIds: await asked(work, side) }] : [],
);

const overdue = telling("side_conversation.overdue", async (_, side, work) =>
  side.state === "waiting"
    ? [{ kind: "side_due", agentIds: [...(await answering(work, side)), ...(await asked(work, side))] }]
    : [],
);

const troubled = telling("side_conversation.troubled", async ({ reason }, side, work) =>
  reason !== null && side.state !== "closed"
    ? [{ kind: "side_due", agentIds: await answering(work, side) }]
    : [],
);

const closed = telling("side_conversation.closed", async (_, side, work, at) => {
  if (side.state === "closed") await over(work, side, all, at);
  return [];
});

export const sideReactions: Reaction[] = [written, received, passed, dueSoon, overdue, troubled, closed];
