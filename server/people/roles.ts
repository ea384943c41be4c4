import { sql } from "kysely";
import { type Role, roles } from "../../shared/agents.ts";
import { type Permission, permissions, permissionsOf } from "../../shared/permissions.ts";
import type { CustomRole } from "../../shared/roles.ts";
import { notFound } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";

function selectRoles(work: Work) {
  return work.db
    .selectFrom("roles as r")
    .select(["r.id", "r.name", "r.base", "r.gives", "r.takes", "r.createdAt", "r.changedAt"])
    .select(
      sql<number>`(select count(*)::int from agents a
        where a.workspace_id = r.workspace_id and a.role_id = r.id)`.as("people"),
    )
    .where("r.workspaceId", "=", work.workspaceId)
    .$castTo<CustomRole>();
}

/** The workspace's own roles by name, and what each built-in one may. */
export async function listRoles(work: Work) {
  const rows = await selectRoles(work).orderBy(sql`lower(r.name)`).execute();
  const builtIn = roles.map((role: Role) => ({ role, permissions: permissionsOf(role) }));
  return { items: rows.map(known), builtIn };
}

/** One role; foreign and missing look the same. */
export async function getRole(work: Work, id: string): Promise<CustomRole> {
  const row = await selectRoles(work).where("r.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("There is no such role.");
  return known(row);
}

/** A permission that this version no longer has counts for nothing. */
function known(role: CustomRole): CustomRole {
  const among = (some: readonly Permission[]) => some.filter((one) => permissions.includes(one));
  return { ...role, gives: among(role.gives), takes: among(role.takes) };
}
