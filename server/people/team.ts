import { sql } from "kysely";
import type { Page } from "../../shared/page.ts";
import type { Team } from "../../shared/teams.ts";
import { changesBetween } from "../platform/changes.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import { notFound, Refusal, sqlState } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { requireActiveAgent } from "./agents.ts";

export interface TeamContent {
  name: string;
  leadId: string;
  memberIds: string[];
}

function selectTeams(work: Work) {
  return work.db
    .selectFrom("teams as t")
    .select(["t.id", "t.name", "t.leadId"])
    .select(
      sql<string[]>`array(select m.agent_id from team_members m
        where m.workspace_id = t.workspace_id and m.team_id = t.id order by m.agent_id)`.as("memberIds"),
    )
    .where("t.workspaceId", "=", work.workspaceId);
}

/** All teams by name. */
export async function listTeams(
  work: Work,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<Team>> {
  const place = readCursor(after, 1);
  const rows = await selectTeams(work)
    // Names are unique whatever their case, so the name alone is the place.
    .$if(place !== null, (query) => query.where(sql<boolean>`lower(t.name) > lower(${place?.[0]})`))
    .orderBy(sql`lower(t.name)`)
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? writeCursor([last.name]) : null };
}

/** One team; foreign and missing look the same. */
export async function getTeam(work: Work, id: string): Promise<Team> {
  const row = await selectTeams(work).where("t.id", "=", id).executeTakeFirst();
  if (!row) throw noTeam();
  return row;
}

/** Makes a team; its lead becomes a member, and everybody in it must be active. */
export async function createTeam(work: Work, { name, leadId, memberIds }: TeamContent): Promise<Team> {
  await requireActiveAgent(work, leadId);
  const id = newId();
  await work.db
    .insertInto("teams")
    .values({ workspaceId: work.workspaceId, id, name, leadId, createdAt: work.now })
    .execute()
    .catch((error) => tellDuplicate(error, name));
  await setMembers(work, id, [leadId, ...memberIds]);
  work.record("team.created", { teamId: id });
  return getTeam(work, id);
}

/** Changes name, lead and members to what is given; when that is how it stands already, tells nobody. */
export async function changeTeam(
  work: Work,
  id: string,
  { name, leadId, memberIds }: TeamContent,
): Promise<Team> {
  const before = await lockTeam(work, id);
  if (leadId !== before.leadId) await requireActiveAgent(work, leadId);
  await work.db
    .updateTable("teams")
    .set({ name, leadId })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute()
    .catch((error) => tellDuplicate(error, name));
  await setMembers(work, id, [leadId, ...memberIds]);
  const after = await getTeam(work, id);
  const changes = changesBetween(before, after, ["name", "leadId", "memberIds"]);
  if (Object.keys(changes).length > 0) work.record("team.changed", { teamId: id, changes });
  return after;
}

/** Removes a team; refused while a conversation, also a resolved one, or an inbox refers to it. */
export async function removeTeam(work: Work, id: string): Promise<Record<string, never>> {
  const { name } = await lockTeam(work, id);
  await work.db
    .deleteFrom("teams")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute()
    .catch((error) => {
      if (sqlState(error) !== "23503") throw error;
      throw new Refusal("in_use", `An inbox routes to ${name}, or it holds or held conversations.`);
    });
  work.record("team.removed", { teamId: id });
  return {};
}

/** Adds somebody to teams; a foreign or missing team is refused. */
export async function joinTeams(work: Work, agentId: string, teamIds: readonly string[]): Promise<void> {
  for (const teamId of new Set(teamIds)) {
    const { memberIds } = await lockTeam(work, teamId);
    await setMembers(work, teamId, [...memberIds, agentId]);
    work.record("team.changed", { teamId });
  }
}

/** Teams that somebody leads, by name. */
export function teamsLedBy(work: Work, agentId: string): Promise<{ id: string; name: string }[]> {
  return work.db
    .selectFrom("teams")
    .select(["id", "name"])
    .where("workspaceId", "=", work.workspaceId)
    .where("leadId", "=", agentId)
    .orderBy("name")
    .execute();
}

/** Makes the heir lead, and member, of every team that somebody leads. */
export async function handOverLead(work: Work, agentId: string, heirId: string): Promise<void> {
  for (const { id } of await teamsLedBy(work, agentId)) {
    const { name, memberIds } = await lockTeam(work, id);
    await changeTeam(work, id, { name, leadId: heirId, memberIds });
  }
}

/** Takes somebody who leads no team any more out of every team. */
export async function leaveTeams(work: Work, agentId: string): Promise<void> {
  const left = await work.db
    .deleteFrom("teamMembers")
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .returning("teamId")
    .execute();
  for (const { teamId } of left) work.record("team.changed", { teamId });
}

async function lockTeam(work: Work, id: string): Promise<Team> {
  await sql`select 1 from teams where workspace_id = ${work.workspaceId} and id = ${id} for update`.execute(
    work.db,
  );
  return getTeam(work, id);
}

async function setMembers(work: Work, teamId: string, wanted: readonly string[]): Promise<void> {
  const memberIds = [...new Set(wanted)];
  // Shared locks: somebody who is being deactivated leaves all teams, and must not slip into one meanwhile.
  const people = await work.db
    .selectFrom("agents")
    .select(["id", "name", "active"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "in", memberIds)
    .orderBy("id")
    .forShare()
    .execute();
  if (people.length < memberIds.length) throw notFound("One of these people is not here.");
  const gone = people.find(({ active }) => !active);
  if (gone) throw new Refusal("holder_inactive", `${gone.name} is deactivated and cannot be in a team.`);
  await work.db
    .deleteFrom("teamMembers")
    .where("workspaceId", "=", work.workspaceId)
    .where("teamId", "=", teamId)
    .where("agentId", "not in", memberIds)
    .execute();
  await work.db
    .insertInto("teamMembers")
    .values(memberIds.map((agentId) => ({ workspaceId: work.workspaceId, teamId, agentId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function tellDuplicate(error: unknown, name: string): never {
  if (sqlState(error) !== "23505") throw error;
  throw new Refusal("duplicate", `There is a team named ${name} already.`);
}

const noTeam = () => notFound("There is no such team.");
