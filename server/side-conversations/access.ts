import { type RawBuilder, type Selectable, sql } from "kysely";
import { visible } from "../conversations/access.ts";
import type { Actor } from "../platform/actor.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import type { SideConversations } from "../platform/tables.ts";
import { takeTurn } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";

export type SideRecord = Selectable<SideConversations>;

/**
 * Which side conversations this actor may see: the condition for queries in which side_conversations is called `s` and the
 * conversation it belongs to `c`. Whoever sees that one sees these; whoever was asked, or answers for it, sees this one alone.
 * A customer sees none.
 */
export function visibleSides(actor: Actor): RawBuilder<boolean> {
  if (actor.kind === "customer") return sql<boolean>`false`;
  if (actor.kind !== "agent") return visible(actor);
  const teams = sql`${[...actor.teamIds]}::uuid[]`;
  const me = sql`${actor.id}::uuid`;
  return sql<boolean>`(s.asked_agent_id = ${me} or s.asked_team_id = any(${teams})
    or s.holder_id = ${me} or s.holder_team_id = any(${teams}) or ${visible(actor)})`;
}

/** The side conversation, if this actor may see it; foreign and missing look the same. */
export async function findSide(work: Work, id: string): Promise<SideRecord> {
  const row = await selected(work, id).executeTakeFirst();
  if (!row) throw noSide();
  return row;
}

/** The same, locked until the work ends: two who act at once act one after the other. */
export async function lockSide(work: Work, id: string): Promise<SideRecord> {
  await takeTurn(work, id);
  const row = await selected(work, id).forUpdate("s").executeTakeFirst();
  if (!row) throw noSide();
  return row;
}

const noSide = () => notFound("There is no such side conversation.");

const selected = (work: Work, id: string) =>
  work.db
    .selectFrom("sideConversations as s")
    .innerJoin("conversations as c", (join) =>
      join.onRef("c.workspaceId", "=", "s.workspaceId").onRef("c.id", "=", "s.conversationId"),
    )
    .selectAll("s")
    .where("s.workspaceId", "=", work.workspaceId)
    .where("s.id", "=", id)
    .where(visibleSides(work.actor));

type Parties = Pick<SideRecord, "askedAgentId" | "askedTeamId" | "holderId" | "madeBy" | "holderTeamId">;

/** Whoever acts is the one who was asked: what they write is the answer. Of a team nobody answers themselves. */
export function isAsked({ actor }: Pick<Work, "actor">, side: Parties): boolean {
  if (actor.kind !== "agent") return false;
  if (side.askedAgentId) return side.askedAgentId === actor.id;
  if (side.holderId === actor.id || side.madeBy === actor.id) return false;
  return side.askedTeamId !== null && actor.teamIds.includes(side.askedTeamId);
}

/** Collaborators write where they were asked or answer for it; everybody else where they see it. */
export function mayWriteSide(work: Pick<Work, "actor">, side: Parties): boolean {
  const { actor } = work;
  if (actor.kind !== "agent" || actor.role !== "collaborator") return true;
  return isAsked(work, side) || side.holderId === actor.id;
}

/** Refuses whoever only reads along. */
export function requireMayWriteSide(work: Work, side: Parties): void {
  if (!mayWriteSide(work, side)) throw new Refusal("forbidden", "Others were asked here.");
}

/** Refuses what only those who ask may do, such as closing it, to whoever sees it because they were asked. */
export function requireAsking(work: Work, side: Parties): void {
  if (isAsked(work, side)) throw new Refusal("forbidden", "Whoever asks decides this.");
}
