import { type RawBuilder, sql } from "kysely";
import type { ConversationRow } from "../../shared/conversation-shape.ts";
import { emailOf } from "../customers/identity.ts";
import type { Work } from "../platform/work.ts";

/** Rows of a list in the order of the given ids; those not visible any more are left out by whoever chose the ids. */
export async function rowsOf(work: Work, ids: readonly string[]): Promise<ConversationRow[]> {
  if (ids.length === 0) return [];
  const rows = await work.db
    .selectFrom("conversations as v")
    .innerJoin("customers as c", (join) =>
      join.onRef("c.workspaceId", "=", "v.workspaceId").onRef("c.id", "=", "v.customerId"),
    )
    .leftJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "v.workspaceId").onRef("a.id", "=", "v.holderId"),
    )
    .leftJoin("teams as t", (join) =>
      join.onRef("t.workspaceId", "=", "v.workspaceId").onRef("t.id", "=", "v.teamId"),
    )
    .selectAll("v")
    .select((eb) => [
      "c.name as customerName",
      emailOf(eb as never).as("customerEmail"),
      "a.name as holderName",
      "t.name as teamName",
    ])
    .where("v.workspaceId", "=", work.workspaceId)
    .where("v.id", "=", anyOf(ids))
    .execute();
  const byId = new Map(rows.map((row) => [row.id, shown(row)]));
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
}

/** One array parameter instead of a statement for each number of ids. */
function anyOf(ids: readonly string[]): RawBuilder<string> {
  return sql<string>`any(${[...ids]}::uuid[])`;
}

interface Joined {
  id: string;
  number: number;
  subject: string;
  preview: string;
  state: string;
  priority: string;
  tags: string[];
  statusId: string | null;
  topicId: string | null;
  rootCauseId: string | null;
  inboxId: string;
  customerId: string;
  customerName: string;
  customerEmail: string | null;
  holderId: string | null;
  holderName: string | null;
  teamId: string | null;
  teamName: string | null;
  promiseId: string | null;
  promiseKind: string | null;
  promiseText: string | null;
  promiseDueAt: Date | null;
  promiseBrokenAt: Date | null;
  offeredAgentId: string | null;
  offeredTeamId: string | null;
  snoozedUntil: Date | null;
  customerSpokeLast: boolean;
  escalatedToId: string | null;
  lastMessageAt: Date;
  createdAt: Date;
  resolvedAt: Date | null;
}

function shown(row: Joined): ConversationRow {
  const {
    id,
    number,
    subject,
    preview,
    tags,
    inboxId,
    snoozedUntil,
    customerSpokeLast,
    lastMessageAt,
    createdAt,
    resolvedAt,
  } = row;
  return {
    id,
    number: Number(number),
    subject,
    preview,
    state: row.state as ConversationRow["state"],
    priority: row.priority as ConversationRow["priority"],
    tags,
    statusId: row.statusId,
    topicId: row.topicId,
    rootCauseId: row.rootCauseId,
    inboxId,
    customer: { id: row.customerId, name: row.customerName, email: row.customerEmail },
    holder: row.holderId ? { id: row.holderId, name: row.holderName ?? "" } : null,
    team: row.teamId ? { id: row.teamId, name: row.teamName ?? "" } : null,
    promise: promiseOf(row),
    offeredTo:
      row.offeredAgentId || row.offeredTeamId
        ? { agentId: row.offeredAgentId, teamId: row.offeredTeamId }
        : null,
    snoozedUntil,
    customerSpokeLast,
    escalatedTo: row.escalatedToId,
    lastMessageAt,
    createdAt,
    resolvedAt,
  };
}

function promiseOf({
  promiseId,
  promiseKind,
  promiseText,
  promiseDueAt,
  promiseBrokenAt,
}: Joined): ConversationRow["promise"] {
  if (!promiseId || !promiseDueAt) return null;
  const kind = promiseKind as NonNullable<ConversationRow["promise"]>["kind"];
  return { id: promiseId, kind, text: promiseText ?? "", dueAt: promiseDueAt, brokenAt: promiseBrokenAt };
}
