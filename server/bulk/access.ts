import { type RawBuilder, sql } from "kysely";
import { type Actor, may } from "../platform/actor.ts";

/** Which bulk actions this actor may see, cancel and undo: their own, or everybody's with the permission for it. For queries in which bulk_actions is called `b`. */
export function visibleBulks(actor: Actor): RawBuilder<boolean> {
  if (may(actor, "conversations.oversee_bulk")) return sql<boolean>`true`;
  return sql<boolean>`(b.actor_kind = ${actor.kind} and b.actor_id = ${actor.id}::uuid)`;
}
