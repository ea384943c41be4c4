import type { Role } from "../../shared/agents.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import type { AgentActor } from "../platform/realtime.ts";
import type { Work } from "../platform/work.ts";

/** The person who does this work; for anybody else there is nothing here. */
export function self(work: Work): AgentActor {
  if (work.actor.kind !== "agent") throw notFound();
  return work.actor;
}

/** Refuses whoever is no owner to make, unmake, invite or let in owners; API keys are never owners. */
export function requireMayHandle(work: Work, role: Role): void {
  if (role !== "owner" || work.actor.kind === "system") return;
  if (work.actor.kind === "agent" && work.actor.role === "owner") return;
  throw new Refusal("forbidden", "Only an owner may do this with an owner.");
}
