import type { Work } from "../platform/work.ts";
import { self } from "./access.ts";

/** Has somebody who is new offered the tour when they come in. */
export function offerTour(work: Work, agentId: string): Promise<void> {
  return setDue(work, agentId, true);
}

/** Ends the offer, on all devices. */
export async function endTour(work: Work): Promise<Record<string, never>> {
  await setDue(work, self(work).id, false);
  return {};
}

async function setDue(work: Work, agentId: string, tourDue: boolean): Promise<void> {
  await work.db
    .updateTable("agents")
    .set({ tourDue })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", agentId)
    .execute();
}
