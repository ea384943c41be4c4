import { type RawBuilder, sql } from "kysely";
import { type Actor, may } from "../platform/actor.ts";
import { Refusal } from "../platform/errors.ts";

interface Scoped {
  scope: string;
  ownerId: string | null;
  teamId: string | null;
}

/** Which views this actor may see: the condition for queries in which saved_views is called `v`. */
export function visibleViews(actor: Actor): RawBuilder<boolean> {
  if (actor.kind !== "agent") return sql<boolean>`v.scope = 'shared'`;
  return sql<boolean>`(v.scope = 'shared' or (v.scope = 'personal' and v.owner_id = ${actor.id}::uuid)
    or v.team_id = any(${[...actor.teamIds]}::uuid[]))`;
}

/** One's own; a team's whoever made it, or may; one for all who may, or a key. */
export function mayChangeView(actor: Actor, { scope, ownerId }: Scoped): boolean {
  if (actor.kind !== "agent") return scope === "shared" && actor.kind !== "customer";
  return may(actor, "texts.views") || (scope !== "shared" && ownerId === actor.id);
}

/** Refuses who may not make or change a view of this scope; a team's view is for members of the team. */
export function requireMayChangeView(actor: Actor, view: Scoped): void {
  if (view.teamId && (actor.kind !== "agent" || !actor.teamIds.includes(view.teamId)))
    throw new Refusal("forbidden", "A team's view is made by somebody of the team.");
  if (!mayChangeView(actor, view)) throw new Refusal("forbidden", "This view is not yours to change.");
}
