import type { Role } from "../../shared/agents.ts";
import type { Scope } from "../../shared/endpoint.ts";
import type { Permission } from "../../shared/permissions.ts";

/** Who acts. Every work is done by one actor in one workspace. */
export type Actor =
  | {
      kind: "agent";
      workspaceId: string;
      id: string;
      /** The built-in role, or the one that their own role begins as. */
      role: Role;
      permissions: readonly Permission[];
      teamIds: readonly string[];
      sessionId: string;
    }
  | { kind: "key"; workspaceId: string; id: string; scopes: readonly Scope[] }
  | { kind: "customer"; workspaceId: string; id: string; conversationId: string }
  | { kind: "system"; workspaceId: string; id: null; name: string };

/** An actor who is a person of the workspace, signed in. */
export type AgentActor = Extract<Actor, { kind: "agent" }>;

/** Whether a person is allowed this by name; never true for what is held by scopes or proofs instead. */
export function may(actor: Actor, permission: Permission): boolean {
  return actor.kind === "agent" && actor.permissions.includes(permission);
}

/** The house itself, for reactions and schedules; `name` says which. */
export function system(workspaceId: string, name: string): Actor {
  return { kind: "system", workspaceId, id: null, name };
}
