import type { Updateable } from "kysely";
import type { Conversations } from "../platform/tables.ts";
import type { Work } from "../platform/work.ts";

/** Writes columns of one conversation that the work has locked. */
export async function write(work: Work, id: string, columns: Updateable<Conversations>): Promise<void> {
  await writing(work, id, columns).execute();
}

/** The statement that does so. */
export function writing(work: Work, id: string, columns: Updateable<Conversations>) {
  return work.db
    .updateTable("conversations")
    .set(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id);
}

export interface Holding {
  holderId: string | null;
  teamId: string | null;
}

export type HoldingWhy = "started" | "taken" | "given" | "accepted" | "left" | "reopened";

/** Records that a conversation changed hands. */
export function recordHolding(
  work: Work,
  from: { id: string } & Holding,
  to: Holding,
  why: HoldingWhy,
): void {
  work.record("conversation.assigned", {
    conversationId: from.id,
    holderId: to.holderId,
    teamId: to.teamId,
    fromId: from.holderId,
    fromTeamId: from.teamId,
    why,
  });
}
