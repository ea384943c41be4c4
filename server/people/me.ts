import { sql } from "kysely";
import type { Role } from "../../shared/agents.ts";
import type { LanguageChoice } from "../../shared/languages.ts";
import type { Me } from "../../shared/me.ts";
import { heldBy } from "../../shared/permissions.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import type { AgentActor } from "../platform/realtime.ts";
import type { Work } from "../platform/work.ts";
import { self } from "./access.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { endSessions } from "./session.ts";
import { countTry, forgiveTry, target } from "./tries.ts";
import { getWorkspace } from "./workspace.ts";

/** An agent as the one who is signed in, with the workspace. */
export async function readMe(work: Work, agentId: string, sessionId: string): Promise<Me> {
  const row = await work.db
    .selectFrom("agents as a")
    .leftJoin("roles as r", (join) =>
      join.onRef("r.workspaceId", "=", "a.workspaceId").onRef("r.id", "=", "a.roleId"),
    )
    .select(["r.id as roleId", "r.name as roleName", "r.gives", "r.takes"])
    .select(["a.id", "a.name", "a.email", "a.role", "a.presence", "a.language", "a.tourDue"])
    .select([
      sql<string[]>`array(select m.team_id from team_members m
        where m.workspace_id = a.workspace_id and m.agent_id = a.id order by m.team_id)`.as("teamIds"),
      sql<string[]>`array(select t.id from teams t
        where t.workspace_id = a.workspace_id and t.lead_id = a.id order by t.id)`.as("leadsTeamIds"),
    ])
    .where("a.workspaceId", "=", work.workspaceId)
    .where("a.id", "=", agentId)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { roleId, roleName, gives, takes, ...rest } = row;
  return {
    ...rest,
    role: row.role as Role,
    customRole: roleId && roleName ? { id: roleId, name: roleName } : null,
    permissions: heldBy(row.role, gives ?? [], takes ?? []),
    presence: row.presence as Me["presence"],
    language: row.language as LanguageChoice,
    workspace: await getWorkspace(work),
    sessionId,
  };
}

/** Who is signed in. */
export function getMe(work: Work): Promise<Me> {
  const { id, sessionId } = self(work);
  return readMe(work, id, sessionId);
}

export interface MyChange {
  name?: string | undefined;
  language?: LanguageChoice | undefined;
  password?: { current: string; next: string } | undefined;
}

/** Changes one's own name, language or password; a new password needs the current one and ends all other sessions. */
export async function changeMe(house: House, actor: AgentActor, change: MyChange): Promise<Me> {
  const passwordHash = change.password ? await newPassword(house, actor, change.password) : undefined;
  return house.work(actor, async (work) => {
    const before = await readMe(work, actor.id, actor.sessionId);
    const name = change.name !== undefined && change.name !== before.name ? change.name : undefined;
    const language = change.language !== before.language ? change.language : undefined;
    if (name !== undefined || language !== undefined || passwordHash !== undefined) {
      await work.db
        .updateTable("agents")
        .set({
          ...(name !== undefined && { name }),
          ...(language !== undefined && { language }),
          ...(passwordHash !== undefined && { passwordHash }),
        })
        .where("workspaceId", "=", work.workspaceId)
        .where("id", "=", actor.id)
        .execute();
    }
    if (name !== undefined || language !== undefined) work.record("agent.changed", { agentId: actor.id });
    if (passwordHash !== undefined) await endSessions(work, actor.id, { except: actor.sessionId });
    return { ...before, name: name ?? before.name, language: language ?? before.language };
  });
}

async function newPassword(
  house: House,
  { workspaceId, id }: AgentActor,
  { current, next }: { current: string; next: string },
): Promise<string> {
  const tried = target("password", id);
  await countTry(house, [tried]);
  const row = await house.system
    .selectFrom("agents")
    .select("passwordHash")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!(await verifyPassword(row?.passwordHash ?? null, current))) {
    throw new Refusal("wrong_credentials", "The current password is not right.");
  }
  await forgiveTry(house, tried);
  return hashPassword(next);
}
