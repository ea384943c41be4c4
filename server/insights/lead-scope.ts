import { sql } from "kysely";
import { notFound } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { leadsOnlyOwnTeams } from "./access.ts";

/** Whom a board is about: these teams and their people; null for everybody. */
export interface Crew {
  teams: { id: string; name: string }[];
  only: { teamIds: string[]; memberIds: string[] } | null;
}

/** The teams this actor answers for, narrowed to one if it is among them; any other one is not there. */
export async function crewOf(work: Work, teamId: string | undefined): Promise<Crew> {
  const leads = leadsOnlyOwnTeams(work.actor);
  const teams = await work.db
    .selectFrom("teams")
    .select(["id", "name"])
    .where("workspaceId", "=", work.workspaceId)
    .$if(leads, (query) => query.where("leadId", "=", work.actor.id ?? ""))
    .orderBy(sql`lower(name)`)
    .execute();
  if (teamId && !teams.some(({ id }) => id === teamId)) throw notFound("There is no such team.");
  if (!teamId && !leads) return { teams, only: null };
  const teamIds = teamId ? [teamId] : teams.map(({ id }) => id);
  const members = await work.db
    .selectFrom("teamMembers")
    .select("agentId")
    .distinct()
    .where("workspaceId", "=", work.workspaceId)
    .where("teamId", "in", teamIds.length > 0 ? teamIds : [work.workspaceId])
    .execute();
  return { teams, only: { teamIds, memberIds: members.map(({ agentId }) => agentId) } };
}
