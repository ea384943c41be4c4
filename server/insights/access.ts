import type { Work } from "../platform/work.ts";

/** Whether this actor may learn what customers are called: a key only with the right to read them. */
export function maySeeCustomers({ actor }: Work): boolean {
  return actor.kind !== "key" || actor.scopes.includes("customers:read");
}
