import { sql } from "kysely";
import type { Role } from "../../shared/agents.ts";
import type { Scope } from "../../shared/endpoint.ts";
import { heldBy } from "../../shared/permissions.ts";
import type { Actor } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";

/** Whoever asked for something that is done later, with the rights they have by now; null when they are gone or their key was revoked. */
export async function actorAgain(
  house: House,
  { workspaceId, kind, id }: { workspaceId: string; kind: string; id: string },
): Promise<Actor | null> {
  if (kind === "key") {
    const key = await house.system
      .selectFrom("apiKeys")
      .select("scopes")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    return key ? { kind: "key", workspaceId, id, scopes: key.scopes as Scope[] } : null;
  }
  const agent = await house.system
    .selectFrom("agents as a")
    .leftJoin("roles as r", (join) =>
      join.onRef("r.workspaceId", "=", "a.workspaceId").onRef("r.id", "=", "a.roleId"),
    )
    .select(["a.role", "r.gives", "r.takes"])
    .select(
      sql<string[]>`array(select m.team_id from team_members m
        where m.workspace_id = a.workspace_id and m.agent_id = a.id)`.as("teamIds"),
    )
    .where("a.workspaceId", "=", workspaceId)
    .where("a.id", "=", id)
    .where("a.active", "=", true)
    .executeTakeFirst();
  if (!agent) return null;
  const { role, teamIds } = agent;
  const permissions = heldBy(role, agent.gives ?? [], agent.takes ?? []);
  // No session asks any more; what is done later opens and ends none.
  return { kind: "agent", workspaceId, id, role: role as Role, permissions, teamIds, sessionId: id };
}
