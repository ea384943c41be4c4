import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Agent, listAgents, type Role, roles } from "../../shared/agents.ts";
import { type Me, me } from "../../shared/me.ts";
import type { Permission } from "../../shared/permissions.ts";
import { listTeams, type Team } from "../../shared/teams.ts";
import { everyOf, queryOf } from "../lib/query.ts";

export const meQuery = queryOf(me, {});
export const agentsQuery = everyOf(listAgents, {});
export const teamsQuery = everyOf(listTeams, {});

/** Who is signed in; only below the shell, which has made sure of it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** True when the one signed in is allowed this by name. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}

/** True when the one signed in has at least this role. */
export function useMayAs(role: Role): boolean {
  return mayAs(useMe().role, role);
}

export function mayAs(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed);
}

export interface Colleagues {
  agents: readonly Agent[];
  teams: readonly Team[];
  agentName(id: string | null | undefined): string | null;
  teamName(id: string | null | undefined): string | null;
}

/** Everybody's names; empty until they are here, which is never worth waiting for. */
export function useColleagues(): Colleagues {
  const { data: agents } = useQuery(agentsQuery);
  const { data: teams } = useQuery(teamsQuery);

  return useMemo(() => {
    const agentNames = new Map((agents ?? []).map(({ id, name }) => [id, name]));
    const teamNames = new Map((teams ?? []).map(({ id, name }) => [id, name]));
    return {
      agents: agents ?? [],
      teams: teams ?? [],
      agentName: (id) => (id ? (agentNames.get(id) ?? null) : null),
      teamName: (id) => (id ? (teamNames.get(id) ?? null) : null),
    };
  }, [agents, teams]);
}
