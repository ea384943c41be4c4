import { sql } from "kysely";
import type { Agent, Role } from "../../shared/agents.ts";
import type { AgentRef } from "../../shared/conversation-shape.ts";
import type { Page } from "../../shared/page.ts";
import { heldBy } from "../../shared/permissions.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { shareTurn } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import type { Powers } from "./access.ts";

/** How many unresolved conversations the person of a row `a` of agents should hold at most: their own number, else the workspace's. */
export const capacity = sql<number | null>`coalesce(a.capacity,
  (select w.capacity from workspaces w where w.id = a.workspace_id))`;

function selectAgents(work: Work) {
  return work.db
    .selectFrom("agents as a")
    .select(["a.id", "a.name", "a.email", "a.role", "a.active", "a.presence", "a.createdAt"])
    .select([
      sql<boolean>`a.password_hash is not null`.as("joined"),
      sql<string[]>`array(select m.team_id from team_members m
        where m.workspace_id = a.workspace_id and m.agent_id = a.id order by m.team_id)`.as("teamIds"),
      sql<Agent["customRole"]>`(select json_build_object('id', r.id, 'name', r.name) from roles r
        where r.workspace_id = a.workspace_id and r.id = a.role_id)`.as("customRole"),
      sql<number>`holding(a.workspace_id, a.id)`.as("holding"),
      capacity.as("capacity"),
      "a.capacity as ownCapacity",
    ])
    .where("a.workspaceId", "=", work.workspaceId)
    .$castTo<Agent>();
}

/** Everybody of the workspace by name, deactivated people too. */
export async function listAgents(
  work: Work,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<Agent>> {
  const place = readCursor(after, 2);
  const rows = await selectAgents(work)
    .$if(place !== null, (query) =>
      query.where(sql<boolean>`(a.name collate "C", a.id) > (${place?.[0]}, ${place?.[1]}::uuid)`),
    )
    .orderBy(sql`a.name collate "C"`)
    .orderBy("a.id")
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? writeCursor([last.name, last.id]) : null };
}

/** One person with everything a list shows; foreign and missing look the same. */
export async function getAgent(work: Work, id: string): Promise<Agent> {
  const row = await selectAgents(work).where("a.id", "=", id).executeTakeFirst();
  if (!row) throw nobody();
  return row;
}

/** What somebody of the workspace may, deactivated or not. */
export async function powersOf(work: Work, id: string): Promise<Powers> {
  const row = await work.db
    .selectFrom("agents as a")
    .leftJoin("roles as r", (join) =>
      join.onRef("r.workspaceId", "=", "a.workspaceId").onRef("r.id", "=", "a.roleId"),
    )
    .select(["a.role", "r.gives", "r.takes"])
    .where("a.workspaceId", "=", work.workspaceId)
    .where("a.id", "=", id)
    .executeTakeFirst();
  if (!row) throw nobody();
  return { role: row.role as Role, permissions: heldBy(row.role, row.gives ?? [], row.takes ?? []) };
}

/** Id and name of a person, deactivated or not; null for nobody's id. */
export async function agentRef(work: Work, id: string | null): Promise<AgentRef | null> {
  if (id === null) return null;
  const row = await work.db
    .selectFrom("agents")
    .select(["id", "name"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

/** The active person with this address; null when there is none. */
export async function activeAgentAt(work: Work, email: string): Promise<AgentRef | null> {
  const row = await work.db
    .selectFrom("agents")
    .select(["id", "name"])
    .where("workspaceId", "=", work.workspaceId)
    .where(sql<string>`lower(email)`, "=", email.trim().toLowerCase())
    .where("active", "=", true)
    .executeTakeFirst();
  return row ?? null;
}

/** A person who may hold conversations and lead: active and no collaborator; refuses anybody else as holder_inactive. */
export async function requireActiveAgent(work: Work, id: string): Promise<AgentRef & { role: Role }> {
  // Whoever deactivates them waits until what is given to them is theirs, and passes it on.
  await shareTurn(work, id);
  const row = await work.db
    .selectFrom("agents")
    .select(["id", "name", "role", "active"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw nobody();
  if (!row.active) throw new Refusal("holder_inactive", `${row.name} is deactivated.`);
  if (row.role === "collaborator") throw new Refusal("holder_inactive", `${row.name} is a collaborator.`);
  return { id: row.id, name: row.name, role: row.role as Role };
}

/** Who answers for a team: its lead, always active. */
export async function leadOf(work: Work, teamId: string): Promise<string> {
  const row = await work.db
    .selectFrom("teams")
    .select("leadId")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", teamId)
    .executeTakeFirst();
  if (!row) throw notFound("There is no such team.");
  return row.leadId;
}

/**
 * Who answers when a promise is overdue: the lead of the conversation's team, else of the holder's first team by name,
 * else the first owner. It may be the holder, when the holder is the one who leads.
 */
export async function teamLeadFor(
  work: Work,
  { holderId, teamId }: { holderId: string | null; teamId: string | null },
): Promise<string> {
  if (teamId) return leadOf(work, teamId);
  if (!holderId) return firstOwner(work);
  const row = await work.db
    .selectFrom("teamMembers as m")
    .innerJoin("teams as t", (join) =>
      join.onRef("t.workspaceId", "=", "m.workspaceId").onRef("t.id", "=", "m.teamId"),
    )
    .select("t.leadId")
    .where("m.workspaceId", "=", work.workspaceId)
    .where("m.agentId", "=", holderId)
    .orderBy(sql`lower(t.name)`)
    .limit(1)
    .executeTakeFirst();
  return row?.leadId ?? firstOwner(work);
}

/** The active owner who has been here longest, of those who have joined; there always is one. */
export async function firstOwner(work: Work): Promise<string> {
  const row = await work.db
    .selectFrom("agents")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("role", "=", "owner")
    .where("active", "=", true)
    .where("passwordHash", "is not", null)
    .orderBy("createdAt")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new Error("A workspace has no active owner.");
  return row.id;
}

const nobody = () => notFound("There is no such person.");

/** Of these people those who are active, in their order. */
export async function activeOf(work: Work, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await work.db
    .selectFrom("agents")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .where("active", "=", true)
    .execute();
  const active = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => active.has(id));
}
