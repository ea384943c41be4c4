import { type RawBuilder, sql } from "kysely";
import { type Actor, may } from "../platform/actor.ts";
import { Refusal } from "../platform/errors.ts";

interface Scoped {
  scope: string;
  ownerId: string | null;
  teamId: string | null;
}

/** Which templates this actor may see and begin with: the condition for queries in which conversation_templates is called `t`. */
export function visibleTemplates(actor: Actor): RawBuilder<boolean> {
  if (actor.kind !== "agent") return sql<boolean>`t.scope = 'shared'`;
  return sql<boolean>`(t.scope = 'shared' or (t.scope = 'personal' and t.owner_id = ${actor.id}::uuid)
    or t.team_id = any(${[...actor.teamIds]}::uuid[]))`;
}

/** One's own; a team's whoever made it, or may; one for all who may, or a key. */
export function mayChangeTemplate(actor: Actor, { scope, ownerId }: Scoped): boolean {
  if (actor.kind !== "agent") return scope === "shared" && actor.kind !== "customer";
  return may(actor, "texts.templates") || (scope !== "shared" && ownerId === actor.id);
}

/** Refuses who may not make or change a template of this scope; a team's is made by members of the team. */
export function requireMayChangeTemplate(actor: Actor, template: Scoped): void {
  if (template.teamId && (actor.kind !== "agent" || !actor.teamIds.includes(template.teamId)))
    throw new Refusal("forbidden", "A team's template is made by somebody of the team.");
  if (!mayChangeTemplate(actor, template))
    throw new Refusal("forbidden", "This template is not yours to change.");
}
