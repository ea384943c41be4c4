import type { ReplyAction } from "../../shared/actions.ts";
import type { NextStep } from "../../shared/drafts.ts";
import type { MacroAction, MacroStep, Span } from "../../shared/macros.ts";
import { requireFieldsOf } from "../conversations/field-sheet.ts";
import { getStatus } from "../conversations/status.ts";
import { getTopic } from "../conversations/topic.ts";
import { leadOf, requireActiveAgent } from "../people/agents.ts";
import { addBusinessDays } from "../people/business-hours.ts";
import { getWorkspace } from "../people/workspace.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";

/** Refuses an action on something that is not there. */
export async function requireThere(work: Work, actions: readonly MacroAction[]): Promise<void> {
  for (const action of actions) {
    if (action.do === "assign" && !action.agentId && !action.teamId)
      throw new Refusal("invalid_request", "Say to whom: a person, a team, or both.");
    if (action.do === "assign" && action.agentId) await requireActiveAgent(work, action.agentId);
    if (action.do === "assign" && action.teamId) await leadOf(work, action.teamId);
    if (action.do === "classify" && action.topicId) await getTopic(work, action.topicId);
    if (action.do === "status") await getStatus(work, action.statusId);
    if (action.do === "fill") await requireFieldsOf(work, action.values);
  }
}

/** What is done with the reply, its times counted from now. */
export async function doneNow(work: Work, actions: readonly MacroAction[]): Promise<ReplyAction[]> {
  const done: ReplyAction[] = [];
  for (const action of actions)
    done.push(action.do === "snooze" ? { do: "snooze", until: await momentIn(work, action.in) } : action);
  return done;
}

/** What the reply says comes next, its time counted from now. */
export async function stepNow(work: Work, step: MacroStep | null): Promise<NextStep | null> {
  if (step?.kind !== "promise") return step;
  const { text, onHold } = step;
  return { kind: "promise", at: await momentIn(work, step.in), text, onHold };
}

const hour = 3_600_000;

async function momentIn(work: Work, { amount, unit }: Span): Promise<Date> {
  if (unit === "hours") return new Date(work.now.getTime() + amount * hour);
  if (unit === "days") return new Date(work.now.getTime() + amount * 24 * hour);
  const { businessHours, timeZone } = await getWorkspace(work);
  return addBusinessDays(work.now, amount, businessHours, timeZone);
}
