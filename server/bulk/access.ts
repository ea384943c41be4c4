import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../platform/actor.ts";

/** Which bulk actions this actor may see, cancel and undo: their own; admins all. For queries in which bulk_actions is called `b`. */
export function visibleBulks(actor: Actor): RawBuilder<boolean> {
  if (actor.kind === "agent" && (actor.role === "admin" || actor.role === "owner")) return sql<boolean>`true`;
  return sql<boolean>`(b.actor_kind = ${actor.kind} and b.actor_id = ${actor.id}::uuid)`;
}
