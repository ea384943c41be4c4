import { sql } from "kysely";
import { notFound } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { visible } from "./access.ts";
import { ofConversations, readValues } from "./field-value.ts";

/** What of a conversation an agent can change at once, as plain data: to take a change back later. */
export interface Snapshot {
  holderId: string | null;
  teamId: string | null;
  priority: string;
  tags: string[];
  topicId: string | null;
  rootCauseId: string | null;
  statusId: string | null;
  /** Whether whoever asks follows it. */
  following: boolean;
  state: string;
  resolution: string | null;
  snoozedUntil: string | null;
  promise: { text: string; dueAt: string } | null;
  fields: Record<string, string | number | boolean>;
}

/**
 * How a conversation stands, with the company's own fields when asked. Whoever calls has its turn, and shows it to nobody: it is
 * read also when the change took it out of their sight.
 */
export async function snapshotOf(work: Work, id: string, withFields: boolean): Promise<Snapshot> {
  const row = await work.db
    .selectFrom("conversations")
    .select(["holderId", "teamId", "priority", "tags", "topicId", "rootCauseId", "state", "resolution"])
    .select(["snoozedUntil", "promiseText", "promiseDueAt", "statusId"])
    .select(
      sql<boolean>`exists (select from followers f where f.workspace_id = conversations.workspace_id
        and f.conversation_id = conversations.id and f.agent_id = ${work.actor.id}::uuid)`.as("following"),
    )
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { snoozedUntil, promiseText, promiseDueAt, ...plain } = row;
  return {
    ...plain,
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    promise: promiseDueAt ? { text: promiseText ?? "", dueAt: promiseDueAt.toISOString() } : null,
    fields: withFields ? Object.fromEntries(await readValues(work, ofConversations, id)) : {},
  };
}

/** Number and subject of those that this actor may see. */
export async function titlesOf(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, { number: number; subject: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await work.db
    .selectFrom("conversations as c")
    .select(["c.id", "c.number", "c.subject"])
    .where("c.workspaceId", "=", work.workspaceId)
    .where("c.id", "in", [...ids])
    .where(visible(work.actor))
    .execute();
  return new Map(rows.map(({ id, number, subject }) => [id, { number: Number(number), subject }]));
}
