import { type RawBuilder, sql } from "kysely";
import { type Actor, may } from "../platform/actor.ts";
import { Refusal } from "../platform/errors.ts";

interface Scoped {
  scope: string;
  ownerId: string | null;
  teamId: string | null;
}

/** Which macros this actor may use: the condition for queries in which macros is called `m`. */
export function visibleMacros(actor: Actor): RawBuilder<boolean> {
  if (actor.kind !== "agent") return sql<boolean>`m.scope = 'shared'`;
  const seesAll = may(actor, "texts.macros");
  return sql<boolean>`(m.scope = 'shared' or (m.scope = 'personal' and m.owner_id = ${actor.id}::uuid)
    or (m.scope = 'team' and (${seesAll} or m.team_id = any(${[...actor.teamIds]}::uuid[]))))`;
}

/** One's own; a team's as somebody in it who may, or who may for all; one for all who may, or a key. */
export function mayChangeMacro(actor: Actor, { scope, ownerId, teamId }: Scoped): boolean {
  if (actor.kind !== "agent") return scope === "shared" && actor.kind !== "customer";
  if (scope === "personal") return ownerId === actor.id;
  if (may(actor, "texts.macros")) return true;
  return (
    scope === "team" && may(actor, "texts.team_macros") && teamId !== null && actor.teamIds.includes(teamId)
  );
}

/** Refuses who may not make or change a macro of this scope. */
export function requireMayChangeMacro(actor: Actor, macro: Scoped): void {
  if (mayChangeMacro(actor, macro)) return;
  const who = {
    personal: "This macro is somebody else's.",
    team: "A team's macros are kept by a lead in it.",
  };
  const why = who[macro.scope as keyof typeof who] ?? "Macros for everybody are kept by admins.";
  throw new Refusal("forbidden", why);
}
