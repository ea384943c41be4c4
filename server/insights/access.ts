import { may } from "../platform/actor.ts";
import type { Work } from "../platform/work.ts";

/** Whether this actor may learn what customers are called: a key only with the right to read them. */
export function maySeeCustomers({ actor }: Work): boolean {
  return actor.kind !== "key" || actor.scopes.includes("customers:read");
}

/** Whether this actor looks only at the teams they lead; keys, and whoever may, look at all. */
export function leadsOnlyOwnTeams(actor: Work["actor"]): boolean {
  return actor.kind === "agent" && !may(actor, "figures.everyone");
}
