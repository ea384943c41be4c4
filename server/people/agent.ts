import { sql } from "kysely";
import type { Agent, Role } from "../../shared/agents.ts";
import { permissionsOf } from "../../shared/permissions.ts";
import { changesBetween } from "../platform/changes.ts";
import { Refusal, sqlState } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import { takeTurn } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { type Powers, requireMayHandle } from "./access.ts";
import { getAgent, powersOf } from "./agents.ts";
import { invitationUrl, withdrawLinks } from "./entry-token.ts";
import { powersOfRole, roleToGive } from "./role.ts";
import { endSessions } from "./session.ts";
import { joinTeams } from "./team.ts";

export interface Invited {
  agent: Agent;
  invitationUrl: string;
}

export interface NewAgent {
  name: string;
  email: string;
  role: Role;
  /** One of the workspace's own, which says more than `role`. */
  roleId?: string | null | undefined;
  teamIds: string[];
}

/** Adds somebody who has yet to choose a password, and makes the link for it; an address belongs to one person. */
export async function inviteAgent(work: Work, house: House, wanted: NewAgent): Promise<Invited> {
  const { name, email, teamIds } = wanted;
  const { role, customRole, powers } = await toGive(work, wanted.role, wanted.roleId);
  requireMayHandle(work, powers);
  const id = newId();
  await work.db
    .insertInto("agents")
    .values({
      workspaceId: work.workspaceId,
      id,
      name,
      email,
      role,
      roleId: customRole?.id ?? null,
      createdAt: work.now,
    })
    .execute()
    .catch((error) => {
      if (sqlState(error) !== "23505") throw error;
      throw new Refusal(
        "duplicate",
        "Somebody with this e-mail address is here already, perhaps deactivated.",
      );
    });
  work.record("agent.invited", { agentId: id });
  await joinTeams(work, id, teamIds);
  return invited(work, house, id);
}

/** Makes a new invitation link and ends those before; refuses whoever has joined or is deactivated. */
export async function renewInvitation(work: Work, house: House, id: string): Promise<Invited> {
  await lockAgent(work, id);
  // The link lets its reader become this person.
  requireMayHandle(work, await powersOf(work, id));
  await withdrawLinks(work, id);
  work.record("agent.invited", { agentId: id });
  return invited(work, house, id);
}

async function invited(work: Work, house: House, id: string): Promise<Invited> {
  const url = await invitationUrl(work, house, id);
  if (url === null) throw new Refusal("unprocessable", "This person has joined already or is deactivated.");
  return { agent: await getAgent(work, id), invitationUrl: url };
}

export interface AgentChange {
  name?: string | undefined;
  role?: Role | undefined;
  roleId?: string | null | undefined;
  ownCapacity?: number | null | undefined;
}

/** Changes somebody's name, capacity or role; refuses to unmake the last owner, and a collaborator who would hold or lead. */
export async function changeAgent(work: Work, id: string, change: AgentChange): Promise<Agent> {
  await lockOwners(work);
  const before = await lockAgent(work, id);
  const { name = before.name, ownCapacity = before.ownCapacity } = change;
  const asked = change.role !== undefined || change.roleId !== undefined;
  const given = asked ? await toGive(work, change.role ?? before.role, change.roleId) : null;
  const { role, customRole } = given ?? before;
  const another = role !== before.role || customRole?.id !== before.customRole?.id;
  if (given && another) await requireRoleMayBecome(work, before, given);
  if (name === before.name && ownCapacity === before.ownCapacity && !another) return before;
  await work.db
    .updateTable("agents")
    .set({ name, role, roleId: customRole?.id ?? null, capacity: ownCapacity })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  const called = ({ customRole, ownCapacity }: Pick<Agent, "customRole" | "ownCapacity">) => ({
    customRole: customRole?.name ?? null,
    capacity: ownCapacity,
  });
  const changes = {
    ...changesBetween(before, { name, role }, ["name", "role"]),
    ...changesBetween(called(before), called({ customRole, ownCapacity }), ["customRole", "capacity"]),
  };
  work.record("agent.changed", { agentId: id, changes });
  return getAgent(work, id);
}

interface Given extends Pick<Agent, "role" | "customRole"> {
  powers: Powers;
}

/** The role that is asked for: one of the workspace's own when it is named, else a built-in one. */
async function toGive(work: Work, role: Role, roleId: string | null | undefined): Promise<Given> {
  if (!roleId) return { role, customRole: null, powers: { role, permissions: permissionsOf(role) } };
  const own = await roleToGive(work, roleId);
  return { role: own.base, customRole: { id: own.id, name: own.name }, powers: powersOfRole(own) };
}

async function requireRoleMayBecome(work: Work, before: Agent, { role, powers }: Given): Promise<void> {
  requireMayHandle(work, powers);
  requireMayHandle(work, await powersOf(work, before.id));
  if (before.role === "owner" && role !== "owner" && before.active)
    await requireAnotherOwner(work, before.id);
  if (role !== "collaborator") return;
  const led = await work.db
    .selectFrom("teams")
    .select("name")
    .where("workspaceId", "=", work.workspaceId)
    .where("leadId", "=", before.id)
    .executeTakeFirst();
  if (led) throw new Refusal("unprocessable", `${before.name} leads ${led.name}; choose another lead first.`);
  if (before.holding > 0) {
    throw new Refusal("unprocessable", `${before.name} still holds conversations; hand them over first.`);
  }
}

/** Lets a deactivated person in again, without the teams of before; for an active one nothing changes. */
export async function reactivateAgent(work: Work, id: string): Promise<Agent> {
  const agent = await lockAgent(work, id);
  requireMayHandle(work, await powersOf(work, id));
  if (agent.active) return agent;
  await work.db
    .updateTable("agents")
    .set({ active: true })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  await endSessions(work, id);
  work.record("agent.reactivated", { agentId: id });
  return { ...agent, active: true };
}

/** A person whom nobody else changes until this work ends. A turn, not a row: it takes no place in the log yet. */
export async function lockAgent(work: Work, id: string): Promise<Agent> {
  await takeTurn(work, id);
  return getAgent(work, id);
}

/** Two owners who unmake each other at once wait for each other here. */
export async function lockOwners(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${work.workspaceId}, 43))`.execute(work.db);
}

/** Refuses when nobody but this person is an active owner; call it after `lockOwners`. */
export async function requireAnotherOwner(work: Work, id: string): Promise<void> {
  const other = await work.db
    .selectFrom("agents")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "!=", id)
    .where("role", "=", "owner")
    .where("active", "=", true)
    .where("passwordHash", "is not", null)
    .limit(1)
    .executeTakeFirst();
  if (!other) throw new Refusal("unprocessable", "The last owner stays: make somebody else an owner first.");
}
