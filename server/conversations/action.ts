import type { Action } from "../../shared/actions.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";
import { classify, classifyAgain } from "./classification.ts";
import { fillConversation } from "./field-sheet.ts";
import { follow, unfollow } from "./follower.ts";
import { assign } from "./holder.ts";
import { changeProperties } from "./properties.ts";
import { reopen, resolve } from "./resolution.ts";
import type { Snapshot } from "./snapshot.ts";
import { snooze, wake } from "./snooze.ts";
import { setStatus } from "./status.ts";
import { putOnHold, rePromise, resume, waitForCustomer } from "./waiting.ts";

/** Does it to one conversation, by the verb that does it to one anywhere else. */
export async function act(work: Work, id: string, action: Action): Promise<void> {
  switch (action.do) {
    case "assign":
      return assign(work, id, action);
    case "prioritise":
      return changeProperties(work, id, action);
    case "tag":
      return retag(work, id, action.add, action.remove);
    case "classify":
      return classify(work, id, action);
    case "fill":
      return void (await fillConversation(work, id, action.values));
    case "promise":
      return rePromise(work, id, action.promise);
    case "wait":
      return waitForCustomer(work, id, action.promise);
    case "hold":
      return putOnHold(work, id, action.promise);
    case "snooze":
      return snooze(work, id, action.until);
    case "wake":
      return wake(work, id, "agent");
    case "resolve":
      return resolve(work, id, action.reason);
    case "reopen":
      return reopen(work, id);
    case "status":
      return setStatus(work, id, action);
    case "follow":
      return follow(work, id);
    case "unfollow":
      return unfollow(work, id);
  }
}

async function retag(
  work: Work,
  id: string,
  add: readonly string[],
  remove: readonly string[],
): Promise<void> {
  const { tags } = await lock(work, id);
  const gone = new Set(remove.map((tag) => tag.toLowerCase()));
  const kept = tags.filter((tag) => !gone.has(tag));
  const all = [...new Set([...kept, ...add.map((tag) => tag.toLowerCase())])];
  if (all.length > 50) throw new Refusal("unprocessable", "A conversation has at most 50 tags.");
  await changeProperties(work, id, { tags: all });
}

/** The parts of a conversation that an action changes: only these are compared and taken back. */
const parts: Record<Action["do"], readonly (keyof Snapshot)[]> = {
  assign: ["holderId", "teamId"],
  prioritise: ["priority"],
  tag: ["tags"],
  classify: ["topicId", "rootCauseId"],
  fill: ["fields"],
  promise: ["promise", "snoozedUntil"],
  wait: ["state", "promise"],
  hold: ["state", "promise"],
  snooze: ["snoozedUntil"],
  wake: ["snoozedUntil"],
  resolve: ["state"],
  reopen: ["state"],
  status: ["state", "statusId"],
  follow: ["following"],
  unfollow: ["following"],
};

export function samePart(action: Action, one: Snapshot, other: Snapshot): boolean {
  return parts[action.do].every((part) => JSON.stringify(one[part]) === JSON.stringify(other[part]));
}

/** Takes it back for one conversation. A promise that was due meanwhile cannot come back; then the present one stays. */
export async function takeBack(work: Work, id: string, action: Action, before: Snapshot): Promise<void> {
  switch (action.do) {
    case "assign":
      return assign(work, id, { agentId: before.holderId ?? undefined, teamId: before.teamId ?? undefined });
    case "prioritise":
      return changeProperties(work, id, { priority: before.priority });
    case "tag":
      return changeProperties(work, id, { tags: before.tags });
    case "classify":
      return classifyAgain(work, id, before);
    case "fill":
      return refill(work, id, action.values, before);
    case "snooze":
    case "wake":
      return sleepAgain(work, id, before);
    case "reopen":
      return resolve(work, id, before.resolution ?? "Reopened by mistake");
    case "resolve":
      await reopen(work, id);
      return stateAgain(work, id, before);
    case "promise":
    case "wait":
    case "hold":
      return stateAgain(work, id, before);
    case "status":
      return statusAgain(work, id, before);
    case "follow":
      return unfollow(work, id);
    case "unfollow":
      return follow(work, id);
  }
}

function refill(
  work: Work,
  id: string,
  values: Readonly<Record<string, unknown>>,
  { fields }: Snapshot,
): Promise<void> {
  const old = Object.fromEntries(Object.keys(values).map((field) => [field, fields[field] ?? null]));
  return fillConversation(work, id, old).then(() => {});
}

async function sleepAgain(work: Work, id: string, { snoozedUntil }: Snapshot): Promise<void> {
  if (snoozedUntil && new Date(snoozedUntil) > work.now) await snooze(work, id, new Date(snoozedUntil));
  else await wake(work, id, "agent");
}

/** The state first: a status belongs to one, and goes with it. */
async function statusAgain(work: Work, id: string, before: Snapshot): Promise<void> {
  const { state } = await lock(work, id);
  if (before.state === "resolved" && state !== "resolved")
    await resolve(work, id, before.resolution ?? "Changed by mistake");
  if (before.state !== "resolved" && state === "resolved") await reopen(work, id);
  if (before.state !== "resolved" && state !== before.state) await stateAgain(work, id, before);
  await setStatus(work, id, { statusId: before.statusId });
}

async function stateAgain(work: Work, id: string, { state, promise }: Snapshot): Promise<void> {
  const old = promise && { text: promise.text, dueAt: new Date(promise.dueAt) };
  const live = old && old.dueAt > work.now ? old : null;
  if (state === "waiting") return waitForCustomer(work, id, live ?? undefined);
  if (state === "on_hold" && live) return putOnHold(work, id, live);
  await resume(work, id);
  if (live) await rePromise(work, id, live);
}
