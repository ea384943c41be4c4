import type { Role } from "../../shared/agents.ts";
import { type Permission, reaches } from "../../shared/permissions.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import type { AgentActor } from "../platform/realtime.ts";
import type { Work } from "../platform/work.ts";

/** The person who does this work; for anybody else there is nothing here. */
export function self(work: Work): AgentActor {
  if (work.actor.kind !== "agent") throw notFound();
  return work.actor;
}

/** What somebody may, or would with a role. */
export interface Powers {
  role: Role;
  permissions: readonly Permission[];
}

/**
 * Refuses to make, change, invite, let in or end whoever may more than oneself; only owners do so with owners. API keys are held by
 * their scopes, and are never owners.
 */
export function requireMayHandle({ actor }: Work, powers: Powers): void {
  if (actor.kind === "system") return;
  if (powers.role === "owner" && !(actor.kind === "agent" && actor.role === "owner"))
    throw new Refusal("forbidden", "Only an owner may do this with an owner.");
  if (actor.kind !== "agent" || reaches(actor, powers)) return;
  throw new Refusal("forbidden", "Nobody gives, or takes from others, what they may not do themselves.");
}
