import { actorAgain } from "../people/actor-again.ts";
import { type Actor, system } from "../platform/actor.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import { type Schedule, schedule } from "../platform/schedule.ts";
import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";
import { type CancelWhy, cancelOne, claim, replyOf } from "./later-reply.ts";
import { send } from "./reply.ts";

const batch = 100;

/**
 * Sends a reply whose time has come, by whoever wrote it. Whoever has the conversation's turn first decides: a word of the
 * customer that came before it has cancelled it by then, and one that comes after finds it sent.
 */
async function depart(work: Work, replyId: string, by?: Date): Promise<void> {
  const { conversationId } = await replyOf(work, replyId);
  await lock(work, conversationId);
  for (const { id, reply } of await claim(work, conversationId, [replyId], by))
    await send(work, conversationId, reply, "kept", id);
}

interface Due {
  workspaceId: string;
  id: string;
  actorKind: string;
  actorId: string;
}

/** What cannot leave any more is cancelled with its reason: its words are a draft again, and nobody waits for nothing. */
async function leave(house: House, due: Due): Promise<void> {
  const { workspaceId, id } = due;
  const writer = await actorAgain(house, { workspaceId, kind: due.actorKind, id: due.actorId });
  if (!writer) return cancelled(house, due, "left");
  try {
    await house.work(writer, (work) => depart(work, id, work.now));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await cancelled(house, due, "refused", error.message);
  }
}

async function cancelled(house: House, due: Due, why: CancelWhy, reason = ""): Promise<void> {
  const baton = system(due.workspaceId, "conversations.leave");
  await house
    .work(baton, (work) => cancelOne(work, due.id, why, reason))
    .catch((error: unknown) => {
      // Somebody else has sent or cancelled it meanwhile.
      if (!(error instanceof Refusal) || error.code !== "not_found") throw error;
    });
}

/** Each in a work of its own, so that one failing does not hold up the rest. */
async function leaveDue(house: House, now: Date): Promise<number> {
  const due = await house.system
    .selectFrom("laterReplies")
    .select(["workspaceId", "id", "actorKind", "actorId"])
    .where("leavesAt", "<=", now)
    .orderBy("leavesAt")
    .limit(batch)
    .execute();
  let done = 0;
  for (const one of due) {
    await leave(house, one).then(
      () => done++,
      (error: unknown) => house.log.error({ err: error, reply: one.id }, "a reply could not leave"),
    );
  }
  return done;
}

/** Cancels what somebody who was deactivated wanted to send later. */
export async function cancelOf(work: Work, agentId: string): Promise<void> {
  const rows = await work.db
    .selectFrom("laterReplies")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("actorId", "=", agentId)
    .orderBy("conversationId")
    .execute();
  for (const { id } of rows) await cancelOne(work, id, "left");
}

/** Lets it leave at once, in the name of its writer; refuses what cannot leave, and then it goes on waiting. */
export async function sendNow(house: House, actor: Actor, replyId: string): Promise<Record<string, never>> {
  const row = await house.work(actor, (work) => replyOf(work, replyId));
  const { workspaceId, actorKind, actorId } = row;
  const writer = await actorAgain(house, { workspaceId, kind: actorKind, id: actorId });
  if (!writer) throw notFound();
  await house.work(writer, (work) => depart(work, replyId));
  return {};
}

export const leaving: Schedule = schedule("conversations.leave", 1, leaveDue);
