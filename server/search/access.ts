import type { Actor } from "../platform/actor.ts";

/** Whether this actor may see customers, beside those of a conversation. */
export function findsCustomers(actor: Actor): boolean {
  if (actor.kind === "key") return actor.scopes.includes("customers:read");
  return actor.kind === "system" || (actor.kind === "agent" && actor.role !== "collaborator");
}

/** Whether this actor sees a few conversations only: then it is those that are looked through. */
export function seesFew(actor: Actor): boolean {
  return actor.kind === "customer" || (actor.kind === "agent" && actor.role === "collaborator");
}
