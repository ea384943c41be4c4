import { z } from "zod";
import { ReplyAction } from "../../shared/actions.ts";
import type { Work } from "../platform/work.ts";
import { act, samePart, takeBack } from "./action.ts";
import { type Snapshot, snapshotOf } from "./snapshot.ts";

/** What was done along with a reply, with how the conversation stood before and after; plain data, to take it back. */
export interface Acted {
  action: unknown;
  before: Snapshot;
  after: Snapshot;
}

/** What a conversation is said to be comes before the reply, which may ask for it in order to resolve. */
const describing: readonly ReplyAction["do"][] = ["prioritise", "tag", "classify", "fill"];

export const before = (actions: readonly ReplyAction[]) =>
  actions.filter(({ do: what }) => describing.includes(what));

/** Who holds it comes last: they get it as it is then. */
export const after = (actions: readonly ReplyAction[]) =>
  actions
    .filter(({ do: what }) => !describing.includes(what))
    .toSorted((a, b) => Number(a.do === "assign") - Number(b.do === "assign"));

/** Does what goes along with a reply, by the verbs that do it anywhere else; when one refuses, all of it is undone with the work. */
export async function actAlong(work: Work, id: string, actions: readonly ReplyAction[]): Promise<Acted[]> {
  const acted: Acted[] = [];
  for (const action of actions) {
    const withFields = action.do === "fill";
    const stood = await snapshotOf(work, id, withFields);
    await act(work, id, action);
    const stands = await snapshotOf(work, id, withFields);
    acted.push({ action: z.encode(ReplyAction, action), before: stood, after: stands });
  }
  return acted;
}

/** State, holder and snooze come back with the reply itself; this takes back the rest, where nobody changed it since. */
export async function undoAlong(work: Work, id: string, acted: readonly Acted[]): Promise<void> {
  const ours = [...describing, "follow", "unfollow"];
  for (const one of acted.toReversed()) {
    const action = z.decode(ReplyAction, one.action as never);
    if (!ours.includes(action.do) || samePart(action, one.before, one.after)) continue;
    const now = await snapshotOf(work, id, action.do === "fill");
    if (samePart(action, one.after, now)) await takeBack(work, id, action, one.before);
  }
}
