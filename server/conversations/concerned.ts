import { sql } from "kysely";
import { emailOf } from "../customers/identity.ts";
import type { LoggedEvent } from "../platform/events.ts";
import type { Work } from "../platform/work.ts";
import { visible } from "./access.ts";

/** What a list or a mail says of a conversation in one line. */
export interface Told {
  id: string;
  number: number;
  subject: string;
  /** By name, else by address. */
  customer: string;
}

/** Of these conversations those that whoever asks may see, by id; foreign and missing are left out. */
export async function toldOf(work: Work, ids: readonly string[]): Promise<Map<string, Told>> {
  if (ids.length === 0) return new Map();
  const rows = await work.db
    .selectFrom("conversations as c")
    .innerJoin("customers as u", (join) =>
      join.onRef("u.workspaceId", "=", "c.workspaceId").onRef("u.id", "=", "c.customerId"),
    )
    .select((eb) => ["c.id", "c.number", "c.subject", "u.name", emailOf(eb as never, "u").as("email")])
    .where("c.workspaceId", "=", work.workspaceId)
    .where("c.id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .where(visible(work.actor))
    .execute();
  return new Map(
    rows.map(({ id, number, subject, name, email }) => [
      id,
      { id, number: Number(number), subject, customer: name || (email ?? "") },
    ]),
  );
}

/** The inbox a conversation belongs to; only for the house, which asks nobody whether it may. */
export async function inboxOf(work: Work, conversationId: string): Promise<string> {
  const { inboxId } = await work.db
    .selectFrom("conversations")
    .select("inboxId")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", conversationId)
    .executeTakeFirstOrThrow();
  return inboxId;
}

/** Colleagues who followed a conversation at a time and still do. */
export async function followerIds(work: Work, conversationId: string, at: Date): Promise<string[]> {
  const rows = await work.db
    .selectFrom("followers")
    .select("agentId")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("since", "<=", at)
    .limit(500)
    .execute();
  return rows.map(({ agentId }) => agentId);
}

/** Who offered a handover; null when a program or the house did. */
export async function giverOf(work: Work, handoverId: string): Promise<string | null> {
  const row = await work.db
    .selectFrom("handovers")
    .select("fromAgentId")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", handoverId)
    .executeTakeFirst();
  return row?.fromAgentId ?? null;
}

/** Whether a conversation went to somebody else after an event: whoever has it now came to it later. */
export async function wentOn(work: Work, conversationId: string, { place }: LoggedEvent): Promise<boolean> {
  const later = await work.db
    .selectFrom("events")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("name", "=", "conversation.assigned")
    .where(sql<boolean>`xid > ${place.xid}::xid8`)
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}

/** Colleagues who follow these conversations, and since when. */
export function followersOf(
  work: Work,
  conversationIds: readonly string[],
): Promise<{ conversationId: string; agentId: string; since: Date }[]> {
  return work.db
    .selectFrom("followers")
    .select(["conversationId", "agentId", "since"])
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", sql<string>`any(${[...conversationIds]}::uuid[])`)
    .limit(10_000)
    .execute();
}

/** The events among these after which their conversation went to somebody else. */
export async function wentOnAfter(work: Work, events: readonly LoggedEvent[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select e.id from unnest(${events.map(({ id }) => id)}::uuid[], ${events.map((event) => event.conversationId)}::uuid[],
      ${events.map(({ place }) => place.xid)}::xid8[]) as e (id, conversation_id, xid)
    where exists (select from events l where l.workspace_id = ${work.workspaceId} and l.conversation_id = e.conversation_id
      and l.name = 'conversation.assigned' and l.xid > e.xid)`.execute(work.db);
  return new Set(rows.map(({ id }) => id));
}
