import type { NewPromise } from "../../shared/actions.ts";
import type { Work } from "../platform/work.ts";
import { write } from "./change.ts";
import { checkInPromise, make, type PromiseKind, settle } from "./promise.ts";
import { lockUnresolved } from "./resolution.ts";
import { sleepWithin } from "./snooze.ts";

/** Waits for the customer with a check-in promised: then, or two business days from now. */
export async function waitForCustomer(work: Work, id: string, promise?: NewPromise): Promise<void> {
  await pause(work, id, "waiting", "check_in", promise ?? (await checkInPromise(work)));
}

/** Waits for somebody else, with the next word promised. */
export async function putOnHold(work: Work, id: string, promise: NewPromise): Promise<void> {
  await pause(work, id, "on_hold", "next_step", promise);
}

async function pause(
  work: Work,
  id: string,
  state: "waiting" | "on_hold",
  kind: PromiseKind,
  promise: NewPromise,
): Promise<void> {
  const conversation = await lockUnresolved(work, id);
  await settle(work, conversation, "moved");
  const promised = await make(work, id, kind, promise);
  await write(work, id, { ...promised, ...sleepWithin(work, conversation, promised), state });
  if (conversation.state === state) return;
  work.record(state === "waiting" ? "conversation.waiting" : "conversation.put_on_hold", {
    conversationId: id,
  });
}

/** Opens a waiting or held-up conversation again; its promise stays. An open one stays as it is. */
export async function resume(work: Work, id: string): Promise<void> {
  const conversation = await lockUnresolved(work, id);
  if (conversation.state === "open") return;
  await write(work, id, { state: "open" });
  work.record("conversation.opened", { conversationId: id, from: conversation.state });
}

/** Replaces the live promise; the old one counts as moved, or as broken when it was overdue. */
export async function rePromise(work: Work, id: string, promise: NewPromise): Promise<void> {
  const conversation = await lockUnresolved(work, id);
  await settle(work, conversation, "moved");
  const kind: PromiseKind =
    conversation.state === "waiting"
      ? "check_in"
      : conversation.promiseKind === "first_reply"
        ? "first_reply"
        : "next_step";
  const promised = await make(work, id, kind, promise);
  await write(work, id, { ...promised, ...sleepWithin(work, conversation, promised) });
}
