import { sql } from "kysely";
import type { Brief, Conversation, Handover } from "../../shared/conversation-shape.ts";
import { emailOf } from "../customers/identity.ts";
import { notFound } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, find, visible } from "./access.ts";
import { rowsOf } from "./row.ts";
import { titlesOf } from "./snapshot.ts";
import { knownTrackerUrl } from "./tracker-link.ts";

/** A conversation as its own page shows it. */
export async function getConversation(work: Work, house: House, id: string): Promise<Conversation> {
  const record = await find(work, id);
  const [row] = await rowsOf(work, [id]);
  if (!row) throw notFound();
  const inbox = await work.db
    .selectFrom("inboxes")
    .select("name")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", record.inboxId)
    .executeTakeFirst();
  return {
    ...row,
    inboxName: inbox?.name ?? "",
    type: record.type as Conversation["type"],
    handover: await lastHandover(work, id),
    participants: await participants(work, id),
    collaborators: await collaborators(work, id),
    related: await related(work, id, record.customerId),
    resolution: record.resolution,
    rating: record.rating,
    mergedIntoId: record.mergedIntoId,
    snooze: await sleepOf(work, record),
    trackerUrl: await knownTrackerUrl(work, house, id, record.customerId),
  };
}

async function sleepOf(
  work: Work,
  { snoozedUntil, snoozedFor, snoozedOnId }: ConversationRecord,
): Promise<Conversation["snooze"]> {
  if (!snoozedUntil) return null;
  const title = snoozedOnId ? (await titlesOf(work, [snoozedOnId])).get(snoozedOnId) : undefined;
  return {
    for: (snoozedFor ?? "time") as NonNullable<Conversation["snooze"]>["for"],
    until: snoozedUntil,
    on: snoozedOnId && title ? { id: snoozedOnId, ...title } : null,
  };
}

async function lastHandover(work: Work, conversationId: string): Promise<Handover | null> {
  const row = await work.db
    .selectFrom("handovers as h")
    .leftJoin("agents as f", (join) =>
      join.onRef("f.workspaceId", "=", "h.workspaceId").onRef("f.id", "=", "h.fromAgentId"),
    )
    .leftJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "h.workspaceId").onRef("a.id", "=", "h.toAgentId"),
    )
    .leftJoin("teams as t", (join) =>
      join.onRef("t.workspaceId", "=", "h.workspaceId").onRef("t.id", "=", "h.toTeamId"),
    )
    .select(["h.id", "h.brief", "h.state", "h.reason", "h.offeredAt", "h.answeredAt"])
    .select([
      "f.id as fromId",
      "f.name as fromName",
      "a.id as agentId",
      "a.name as agentName",
      "t.id as teamId",
      "t.name as teamName",
    ])
    .where("h.workspaceId", "=", work.workspaceId)
    .where("h.conversationId", "=", conversationId)
    .orderBy("h.offeredAt", "desc")
    .orderBy("h.id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { id, reason, offeredAt, answeredAt } = row;
  return {
    id,
    from: ref(row.fromId, row.fromName),
    toAgent: ref(row.agentId, row.agentName),
    toTeam: ref(row.teamId, row.teamName),
    brief: row.brief as Brief,
    state: row.state as Handover["state"],
    reason,
    offeredAt,
    answeredAt,
  };
}

const ref = (id: string | null, name: string | null) => (id ? { id, name: name ?? "" } : null);

async function participants(work: Work, conversationId: string): Promise<Conversation["participants"]> {
  const rows = await work.db
    .selectFrom("participants as p")
    .innerJoin("customers as c", (join) =>
      join.onRef("c.workspaceId", "=", "p.workspaceId").onRef("c.id", "=", "p.customerId"),
    )
    .select((eb) => ["c.id", "c.name", "p.role", emailOf(eb as never).as("email")])
    .select(
      sql<boolean>`exists (select from identities i where i.workspace_id = c.workspace_id and i.customer_id = c.id and i.verified)`.as(
        "proven",
      ),
    )
    .where("p.workspaceId", "=", work.workspaceId)
    .where("p.conversationId", "=", conversationId)
    .orderBy("p.role", "desc")
    .orderBy("c.name")
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as "requester" | "cc" }));
}

async function collaborators(work: Work, conversationId: string): Promise<Conversation["collaborators"]> {
  return work.db
    .selectFrom("collaborators as k")
    .innerJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "k.workspaceId").onRef("a.id", "=", "k.agentId"),
    )
    .select(["a.id", "a.name"])
    .where("k.workspaceId", "=", work.workspaceId)
    .where("k.conversationId", "=", conversationId)
    .orderBy("a.name")
    .execute();
}

/** Conversations that may belong together, and others of the same customer; only those this actor may see. */
async function related(work: Work, id: string, customerId: string): Promise<Conversation["related"]> {
  const ws = sql`${work.workspaceId}::uuid`;
  const { rows } = await sql<Conversation["related"][number]>`
    select c.id, c.number::int as number, c.subject, c.state, 'maybe_related' as why from conversations c
      where c.workspace_id = ${ws} and ${visible(work.actor)} and c.id in (
        select related_id from relations where workspace_id = ${ws} and conversation_id = ${id}::uuid
        union select conversation_id from relations where workspace_id = ${ws} and related_id = ${id}::uuid)
    union all
    (select c.id, c.number::int as number, c.subject, c.state, 'same_customer' as why from conversations c
      where c.workspace_id = ${ws} and c.customer_id = ${customerId}::uuid and c.id <> ${id}::uuid and ${visible(work.actor)}
      order by c.created_at desc, c.id desc limit 10)`.execute(work.db);
  return rows;
}
