import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Agent } from "../../shared/agents.ts";
import { heldBy, type Permission, reaches } from "../../shared/permissions.ts";
import { type CustomRole, listRoles } from "../../shared/roles.ts";
import { queryOf } from "../lib/query.ts";
import { useColleagues, useMe } from "./people.ts";

export const rolesQuery = queryOf(listRoles, {});

type Held = Pick<Agent, "role" | "customRole">;

export interface Powers {
  /** The workspace's own roles; none until they are here. */
  roles: readonly CustomRole[];
  permissionsFor(held: Held): Permission[];
  /** Whether the one signed in may all that somebody, or a role, may: only then they may handle it. */
  within(held: Held): boolean;
  /** Who works here and is allowed all of this. */
  whoMay(...permissions: readonly Permission[]): Agent[];
}

/** Who may what, by built-in roles and the workspace's own. */
export function usePowers(): Powers {
  const me = useMe();
  const { agents } = useColleagues();
  const { data } = useQuery(rolesQuery);

  return useMemo(() => {
    const roles = data?.items ?? [];
    const permissionsFor = ({ role, customRole }: Held) => {
      const own = roles.find(({ id }) => id === customRole?.id);
      return heldBy(role, own?.gives, own?.takes);
    };
    return {
      roles,
      permissionsFor,
      within: (held) => reaches(me, { role: held.role, permissions: permissionsFor(held) }),
      whoMay: (...permissions) =>
        agents.filter((agent) => {
          if (!agent.active || !agent.joined) return false;
          const held = permissionsFor(agent);
          return permissions.every((one) => held.includes(one));
        }),
    };
  }, [me, agents, data]);
}
