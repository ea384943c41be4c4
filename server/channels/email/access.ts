import { find } from "../../conversations/access.ts";
import { may } from "../../platform/actor.ts";
import { notFound } from "../../platform/errors.ts";
import type { Work } from "../../platform/work.ts";

/** Refuses whoever may not see what a mail is about: its conversation, or for mail of none the settings of the house. */
export async function requireMaySee(
  work: Work,
  { conversationId }: { conversationId: string | null },
): Promise<void> {
  if (conversationId) return void (await find(work, conversationId));
  const { actor } = work;
  if (actor.kind === "system" || may(actor, "mail.log")) return;
  if (actor.kind === "key" && actor.scopes.includes("settings:write")) return;
  throw notFound();
}
