import { sql } from "kysely";
import type { Permission } from "../../shared/permissions.ts";
import { canHave, heldBy, permissionsOf } from "../../shared/permissions.ts";
import { type CustomRole, mostRoles, type RoleBase } from "../../shared/roles.ts";
import { changesBetween } from "../platform/changes.ts";
import { Refusal, sqlState } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { ownChanges } from "../platform/meanwhile.ts";
import { shareTurn, takeTurn } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { type Powers, requireMayHandle } from "./access.ts";
import { getRole } from "./roles.ts";

interface RoleContent {
  name: string;
  base: RoleBase;
  gives: readonly Permission[];
  takes: readonly Permission[];
}

interface Change {
  name?: string | undefined;
  gives?: Permission[] | undefined;
  takes?: Permission[] | undefined;
}

/** What somebody with this role may. */
export function powersOfRole({ base, gives, takes }: Omit<RoleContent, "name">): Powers {
  return { role: base, permissions: heldBy(base, gives, takes) };
}

/** Makes a role; refused is one that may more than whoever makes it, and what collaborators cannot have. */
export async function createRole(work: Work, wanted: RoleContent): Promise<CustomRole> {
  const { base, name } = wanted;
  const difference = differenceTo(base, wanted);
  requireMayHandle(work, powersOfRole({ base, ...difference }));
  await requireRoom(work);
  const id = newId();
  await work.db
    .insertInto("roles")
    .values({
      workspaceId: work.workspaceId,
      id,
      name,
      base,
      ...difference,
      createdAt: work.now,
      changedAt: work.now,
    })
    .execute()
    .catch((error) => tellDuplicate(error, name));
  work.record("role.created", { roleId: id, name, base, given: difference.gives, taken: difference.takes });
  return getRole(work, id);
}

/** Changes a role for everybody who has it; a person can neither give what they may not, nor change a role that may more. */
export async function changeRole(
  work: Work,
  id: string,
  { seen, ...form }: Change & { seen?: Change | undefined },
): Promise<CustomRole> {
  await takeTurn(work, id);
  const before = await getRole(work, id);
  const { name = before.name, gives = before.gives, takes = before.takes } = ownChanges(form, seen, before);
  const difference = differenceTo(before.base, { gives, takes });
  const [could, can] = [powersOfRole(before), powersOfRole({ base: before.base, ...difference })];
  requireMayHandle(work, could);
  requireMayHandle(work, can);
  const given = can.permissions.filter((one) => !could.permissions.includes(one));
  const taken = could.permissions.filter((one) => !can.permissions.includes(one));
  if (name === before.name && given.length + taken.length === 0) return before;
  await work.db
    .updateTable("roles")
    .set({ name, ...difference, changedAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute()
    .catch((error) => tellDuplicate(error, name));
  const changes = changesBetween(before, { name }, ["name"]);
  work.record("role.changed", { roleId: id, changes, given, taken });
  return getRole(work, id);
}

/** Removes a role; its people go on with the built-in base, which must not be more than whoever removes it may. */
export async function removeRole(work: Work, id: string): Promise<Record<string, never>> {
  await takeTurn(work, id);
  const { name, base, ...difference } = await getRole(work, id);
  requireMayHandle(work, powersOfRole({ base, ...difference }));
  requireMayHandle(work, { role: base, permissions: permissionsOf(base) });
  const moved = await work.db
    .updateTable("agents")
    .set({ roleId: null })
    .where("workspaceId", "=", work.workspaceId)
    .where("roleId", "=", id)
    .returning("id")
    .execute();
  await work.db
    .deleteFrom("roles")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  work.record("role.removed", { roleId: id, name, people: moved.length });
  for (const agent of moved) {
    work.record("agent.changed", { agentId: agent.id, changes: { customRole: { from: name, to: null } } });
  }
  return {};
}

/** A role to give to somebody: it stays as it is until this work ends. */
export async function roleToGive(work: Work, id: string): Promise<CustomRole> {
  await shareTurn(work, id);
  return getRole(work, id);
}

/** Only what really differs from the base, so that a later look at the role says no more than is true. */
function differenceTo(base: RoleBase, { gives, takes }: Pick<RoleContent, "gives" | "takes">) {
  const inBase = permissionsOf(base);
  const both = gives.filter((one) => takes.includes(one));
  if (both.length > 0)
    throw new Refusal("unprocessable", `A role cannot be given and refused the same: ${both.join(", ")}.`);
  const closed = gives.filter((one) => !canHave(base, one));
  if (closed.length > 0)
    throw new Refusal("unprocessable", `Collaborators cannot be given this: ${closed.join(", ")}.`);
  const once = (some: readonly Permission[]) => [...new Set(some)].sort();
  return {
    gives: once(gives.filter((one) => !inBase.includes(one))),
    takes: once(takes.filter((one) => inBase.includes(one))),
  };
}

async function requireRoom(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${work.workspaceId}, 58))`.execute(work.db);
  const { count } = await work.db
    .selectFrom("roles")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("workspaceId", "=", work.workspaceId)
    .executeTakeFirstOrThrow();
  if (count >= mostRoles)
    throw new Refusal("unprocessable", `There are ${mostRoles} roles; remove one that nobody needs first.`);
}

function tellDuplicate(error: unknown, name: string): never {
  if (sqlState(error) !== "23505") throw error;
  throw new Refusal("duplicate", `There is a role called ${name} already.`);
}
