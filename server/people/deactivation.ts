import type { Agent } from "../../shared/agents.ts";
import { brokenConstraint, Refusal, sqlState } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { requireMayHandle } from "./access.ts";
import { lockAgent, lockOwners, requireAnotherOwner } from "./agent.ts";
import { powersOf, requireActiveAgent } from "./agents.ts";
import { withdrawLinks } from "./entry-token.ts";
import { endSessions } from "./session.ts";
import { handOverLead, leaveTeams, teamsLedBy } from "./team.ts";

/** Who gets what the leaver held: a person or a team. */
export interface Heir {
  agentId?: string | undefined;
  teamId?: string | undefined;
}

/**
 * Ends somebody's access at once: sessions, links, teams; a lead passes to an heir who is a person. `pass` passes on what
 * they hold within the same work; who still holds after it is refused. "check" refuses what "do" would, and changes
 * nothing. Refuses oneself, the last owner, and a lead without a person as heir.
 */
export async function deactivateAgent(
  work: Work,
  id: string,
  heir: Heir,
  step: "check" | "do",
  pass: (work: Work) => Promise<unknown>,
): Promise<Agent> {
  await lockOwners(work);
  const agent = await lockAgent(work, id);
  requireMayHandle(work, await powersOf(work, id));
  if (!agent.active) return agent;
  await requireMayLeave(work, agent, heir);
  if (step === "check") return agent;
  await pass(work);
  if (heir.agentId) await handOverLead(work, id, heir.agentId);
  await leaveTeams(work, id);
  await endSessions(work, id);
  await withdrawLinks(work, id);
  await switchOff(work, agent);
  work.record("agent.deactivated", {
    agentId: id,
    ...(heir.agentId && { heirId: heir.agentId }),
    ...(heir.teamId && { heirTeamId: heir.teamId }),
  });
  return { ...agent, active: false, presence: "offline", teamIds: [], holding: 0 };
}

async function requireMayLeave(work: Work, agent: Agent, heir: Heir): Promise<void> {
  const no = (detail: string) => new Refusal("unprocessable", detail);
  if (work.actor.kind === "agent" && work.actor.id === agent.id) throw no("Nobody can deactivate themself.");
  if (agent.role === "owner") await requireAnotherOwner(work, agent.id);
  if (heir.agentId && heir.teamId) throw no("Name one heir: a person or a team.");
  if (heir.agentId === agent.id) throw no("The heir must be somebody else.");
  if (heir.agentId) await requireActiveAgent(work, heir.agentId);
  const led = await teamsLedBy(work, agent.id);
  if (led.length > 0 && !heir.agentId) {
    const names = led.map(({ name }) => name).join(", ");
    throw no(`${agent.name} leads ${names}. Choose a person as heir, who then leads, or another lead first.`);
  }
}

/** The database refuses to switch off whoever still holds, also when a conversation came in a moment ago. */
async function switchOff(work: Work, agent: Agent): Promise<void> {
  await work.db
    .updateTable("agents")
    .set({ active: false, presence: "offline" })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", agent.id)
    .execute()
    .catch((error) => {
      if (sqlState(error) !== "23503") throw error;
      if (brokenConstraint(error)?.startsWith("teams_")) {
        throw new Refusal("conflict", `${agent.name} was just made the lead of a team.`);
      }
      throw new Refusal(
        "still_holding",
        `${agent.name} still holds conversations. Name an heir who takes them over.`,
      );
    });
}
