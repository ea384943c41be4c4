import type { Agent } from "../../shared/agents.ts";
import { deactivateAgent } from "../people/deactivation.ts";
import type { Actor } from "../platform/actor.ts";
import { Refusal } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import { passOn } from "./departure.ts";

const chunk = 500;

/**
 * Ends somebody's access and passes on all they hold. Of very many conversations most are passed beforehand,
 * in chunks, so that no transaction holds the log back; the last ones go in the same breath as the access.
 */
export async function deactivate(
  house: House,
  actor: Actor,
  id: string,
  { heirId, heirTeamId }: { heirId?: string | undefined; heirTeamId?: string | undefined },
): Promise<Agent> {
  const heir = { agentId: heirId, teamId: heirTeamId };
  const pass =
    heirId || heirTeamId
      ? (work: Parameters<typeof passOn>[0]) => passOn(work, id, heir, chunk)
      : async () => 0;
  await house.work(actor, (work) => deactivateAgent(work, id, heir, "check", pass));
  for (let attempt = 1; ; attempt++) {
    while ((await house.work(actor, pass)) >= chunk);
    try {
      return await house.work(actor, (work) => deactivateAgent(work, id, heir, "do", pass));
    } catch (error) {
      // Something was given to them at this very moment; with an heir it is passed on as well.
      const again = heirId || heirTeamId ? attempt < 10 : false;
      if (!again || !(error instanceof Refusal) || error.code !== "still_holding") throw error;
    }
  }
}
