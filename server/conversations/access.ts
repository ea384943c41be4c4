import { type RawBuilder, type Selectable, sql } from "kysely";
import { type Actor, may } from "../platform/actor.ts";
import { notFound } from "../platform/errors.ts";
import type { LoggedEvent } from "../platform/events.ts";
import type { House } from "../platform/house.ts";
import type { AgentActor } from "../platform/realtime.ts";
import type { Conversations } from "../platform/tables.ts";
import { shareTurn, takeTurns, turnOf } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";

export type ConversationRecord = Selectable<Conversations>;

/**
 * Which conversations this actor may see: the condition for queries in which conversations is called `c`.
 * Whoever may see restricted inboxes sees all; other agents all but those of restricted inboxes that are not their team's;
 * collaborators what they hold, are offered or were mentioned in; a customer their own one.
 */
export function visible(actor: Actor): RawBuilder<boolean> {
  if (actor.kind === "customer") return sql<boolean>`c.id = ${actor.conversationId}::uuid`;
  if (actor.kind !== "agent" || may(actor, "conversations.restricted")) return sql<boolean>`true`;
  const teams = sql`${[...actor.teamIds]}::uuid[]`;
  const personal = sql<boolean>`c.holder_id = ${actor.id}::uuid or c.offered_agent_id = ${actor.id}::uuid
    or c.offered_team_id = any(${teams}) or c.team_id = any(${teams})
    or exists (select from collaborators k where k.workspace_id = c.workspace_id and k.conversation_id = c.id and k.agent_id = ${actor.id}::uuid)`;
  if (actor.role === "collaborator") return sql<boolean>`(${personal})`;
  return sql<boolean>`(c.inbox_id not in (
      select i.id from inboxes i where i.workspace_id = ${actor.workspaceId}::uuid and i.restricted
        and (i.team_id is null or i.team_id <> all(${teams})))
    or ${personal})`;
}

/**
 * Which messages of a visible conversation this actor may see: the condition for queries in which messages is called `m`.
 * A customer sees no notes, of others nothing unproven until an agent has vouched for it, and no reply before it leaves.
 */
export function visibleMessages({ actor, now }: Pick<Work, "actor" | "now">): RawBuilder<boolean> {
  if (actor.kind !== "customer") return sql<boolean>`true`;
  return sql<boolean>`(m.kind = 'reply' and (m.leaves_at is null or m.leaves_at <= ${now}::timestamptz) and (m.proven or m.vouched_by is not null or m.author_customer_id = ${actor.id}::uuid))`;
}

/** The conversation, if this actor may see it; foreign and missing look the same. */
export async function find(work: Work, id: string): Promise<ConversationRecord> {
  const row = await work.db
    .selectFrom("conversations as c")
    .selectAll("c")
    .where("c.workspaceId", "=", work.workspaceId)
    .where("c.id", "=", id)
    .where(visible(work.actor))
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/**
 * The same, locked until the work ends: two people who act at once act one after the other.
 * A verb locks before it writes anything else, so the log keeps the order in which verbs happened.
 */
export async function lock(work: Work, id: string): Promise<ConversationRecord> {
  const row = await work.db
    .selectFrom("conversations as c")
    .selectAll("c")
    .where("c.workspaceId", "=", work.workspaceId)
    .where("c.id", "=", id)
    .where(turnOf(work, id))
    .where(visible(work.actor))
    // Not from what only points to it (what is made found, or told): its key never changes.
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/**
 * The same, or where it was merged into: what belongs to it arrives there. The turn comes before any row is locked: who waits for
 * the next one with a row in hand has a place in the log before that of whoever comes first.
 */
export async function lockWhereItWent(work: Work, id: string): Promise<ConversationRecord> {
  const row = await work.db
    .selectFrom("conversations as c")
    .selectAll("c")
    .where("c.workspaceId", "=", work.workspaceId)
    .where("c.id", "=", id)
    .where(turnOf(work, id))
    .where("c.mergedIntoId", "is", null)
    .where(visible(work.actor))
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row) return row;
  const { mergedIntoId } = await find(work, id);
  return mergedIntoId ? lockWhereItWent(work, mergedIntoId) : lock(work, id);
}

/** The id of the conversation, or of where it was merged into, which stays so until the work ends; others go on in it meanwhile. */
export async function whereItWent(work: Work, id: string): Promise<string> {
  await shareTurn(work, id);
  const { mergedIntoId } = await find(work, id);
  return mergedIntoId ? whereItWent(work, mergedIntoId) : id;
}

/** Those of several that are there, locked until the work ends: one trip for all. */
export async function lockAll(work: Work, ids: readonly string[]): Promise<ConversationRecord[]> {
  await takeTurns(work, ids);
  return (
    work.db
      .selectFrom("conversations as c")
      .selectAll("c")
      .where("c.workspaceId", "=", work.workspaceId)
      .where("c.id", "=", sql<string>`any(${[...ids]}::uuid[])`)
      .where(visible(work.actor))
      .orderBy("c.id")
      // Whatever else points to them goes on meanwhile: their keys never change.
      .forNoKeyUpdate()
      .execute()
  );
}

interface Audience {
  id: string;
  inboxId: string;
  holderId: string | null;
  teamId: string | null;
  offeredAgentId: string | null;
  offeredTeamId: string | null;
  collaboratorIds: string[];
}

const topics = (c: Audience): string[] => [
  `inbox:${c.inboxId}`,
  ...[c.holderId, c.offeredAgentId, ...c.collaboratorIds]
    .filter((id) => id !== null)
    .map((id) => `agent:${id}`),
  ...[c.teamId, c.offeredTeamId].filter((id) => id !== null).map((id) => `team:${id}`),
];

/** Who hears each event, as things stand now: those who may see its conversation; without one, everybody of the workspace. */
export async function topicsOf(
  house: House,
  events: readonly LoggedEvent[],
): Promise<Map<string, readonly string[]>> {
  const told = events.filter(({ conversationId }) => conversationId !== null);
  const audiences = told.length === 0 ? [] : await audiencesOf(house, told);
  const byConversation = new Map(audiences.map((audience) => [audience.id, topics(audience)]));
  return new Map(
    events.map((event) => [
      event.id,
      event.conversationId
        ? [...withGiver(event, byConversation.get(event.conversationId) ?? []), ...partiesBeside(event)]
        : [topicWithout(event)],
    ]),
  );
}

/** Who hears of something that belongs to no conversation. */
function topicWithout({ name, data, workspaceId }: LoggedEvent): string {
  if (/^(session|password|bulk|notification|push_device)\./.test(name))
    return `agent:${typeof data["agentId"] === "string" ? data["agentId"] : "nobody"}`;
  if (/^mail\./.test(name)) return `inbox:${data["inboxId"]}`;
  if (/^(customer|order)\./.test(name)) return `customers:${workspaceId}`;
  return `workspace:${workspaceId}`;
}

/** Whoever was asked beside a conversation, or answers for that, hears of it without seeing the conversation itself. */
function partiesBeside({ name, data }: LoggedEvent): string[] {
  if (!name.startsWith("side_conversation.")) return [];
  const named = (kind: string, keys: readonly string[]) =>
    keys.flatMap((key) => (typeof data[key] === "string" ? [`${kind}:${data[key]}`] : []));
  return [...named("agent", ["askedAgentId", "holderId"]), ...named("team", ["askedTeamId", "teamId"])];
}

/** Whoever gave a conversation away learns that it left, even when it left their sight. */
function withGiver(event: LoggedEvent, known: string[]): string[] {
  const giver = event.name === "conversation.assigned" ? event.data["fromId"] : null;
  return typeof giver === "string" ? [...known, `agent:${giver}`] : known;
}

async function audiencesOf(
  house: House,
  told: readonly { workspaceId: string; conversationId: string | null }[],
): Promise<Audience[]> {
  const each = (key: "workspaceId" | "conversationId") => [...new Set(told.map((event) => event[key]))];
  return house.system
    .selectFrom("conversations as c")
    .select(["c.id", "c.inboxId", "c.holderId", "c.teamId", "c.offeredAgentId", "c.offeredTeamId"])
    .select(
      sql<
        string[]
      >`array(select k.agent_id from collaborators k where k.workspace_id = c.workspace_id and k.conversation_id = c.id)`.as(
        "collaboratorIds",
      ),
    )
    .where("c.workspaceId", "=", sql<string>`any(${each("workspaceId")}::uuid[])`)
    .where("c.id", "=", sql<string>`any(${each("conversationId")}::uuid[])`)
    .execute();
}

/** Topics an agent may hear: own and teams' ones, and every inbox they may see. */
export async function mayHear(house: House, actor: AgentActor): Promise<string[]> {
  const own = [`agent:${actor.id}`, ...actor.teamIds.map((id) => `team:${id}`)];
  if (actor.role === "collaborator") return own;
  const all = may(actor, "conversations.restricted");
  const inboxes = await house.system
    .selectFrom("inboxes")
    .select(["id", "restricted", "teamId"])
    .where("workspaceId", "=", actor.workspaceId)
    .execute();
  const open = inboxes.filter(
    (i) => all || !i.restricted || (i.teamId !== null && actor.teamIds.includes(i.teamId)),
  );
  return [...own, `customers:${actor.workspaceId}`, ...open.map(({ id }) => `inbox:${id}`)];
}

/** Topics for a signal about a conversation, or null when this actor may not see it. */
export async function signalTopics(
  house: House,
  actor: AgentActor,
  conversationId: string,
): Promise<string[] | null> {
  const seen = await house.work(actor, (work) => find(work, conversationId)).catch(() => null);
  const [audience] = seen
    ? await audiencesOf(house, [{ workspaceId: actor.workspaceId, conversationId }])
    : [];
  return audience ? topics(audience) : null;
}
