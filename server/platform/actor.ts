import type { Role } from "../../shared/agents.ts";
import type { Scope } from "../../shared/endpoint.ts";

/** Who acts. Every work is done by one actor in one workspace. */
export type Actor =
  | {
      kind: "agent";
      workspaceId: string;
      id: string;
      role: Role;
      teamIds: readonly string[];
      sessionId: string;
    }
  | { kind: "key"; workspaceId: string; id: string; scopes: readonly Scope[] }
  | { kind: "customer"; workspaceId: string; id: string; conversationId: string }
  | { kind: "system"; workspaceId: string; id: null; name: string };

/** An actor who is a person of the workspace, signed in. */
export type AgentActor = Extract<Actor, { kind: "agent" }>;

/** The house itself, for reactions and schedules; `name` says which. */
export function system(workspaceId: string, name: string): Actor {
  return { kind: "system", workspaceId, id: null, name };
}
