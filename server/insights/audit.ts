import { sql } from "kysely";
import { type AuditEntry, type AuditWanted, kindOf, namesIn } from "../../shared/audit.ts";
import type { Page } from "../../shared/page.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import type { Work } from "../platform/work.ts";
import { type NameOf, nameThem, type Thing } from "./audit-names.ts";

interface Row {
  id: string;
  name: string;
  actorKind: string;
  actorId: string | null;
  conversationId: string | null;
  customerId: string | null;
  subjectId: string | null;
  data: unknown;
  causeId: string | null;
  at: Date;
}

/** The audit log of the work's workspace, newest first, narrowed to what is wanted. */
export async function listAudit(
  work: Work,
  wanted: AuditWanted & { after?: string | undefined; limit: number },
): Promise<Page<AuditEntry>> {
  const { limit } = wanted;
  const rows = await auditQuery(work, wanted, readCursor(wanted.after, 2), limit + 1).execute();
  const shown = rows.slice(0, limit);
  const { workspaceId } = work;
  const things = shown.flatMap((row) => [actorOf(row), subjectOf(row, workspaceId) ?? []].flat());
  const nameOf = await nameThem(work, things);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => entryOf(row, nameOf, workspaceId)),
    next: last ? writeCursor([last.at.toISOString(), last.id]) : null,
  };
}

/** Each way to narrow the log has an index in its order; what changes the settings is seldom and has one of its own. */
export function auditQuery(work: Work, wanted: AuditWanted, cursor: string[] | null, most: number) {
  const { area, actorId, actorKind, subjectId, conversationId, customerId, from, until } = wanted;
  const [at, id] = cursor ?? [];
  let query = work.db
    .selectFrom("events")
    .select(["id", "name", "actorKind", "actorId", "conversationId", "customerId", "subjectId", "data"])
    .select(["causeId", "at"])
    .where("workspaceId", "=", work.workspaceId);
  if (cursor)
    query = query.where((is) => is(is.refTuple("at", "id"), "<", is.tuple(new Date(at ?? ""), id ?? "")));
  if (area) query = query.where("name", "in", namesIn(area));
  if (area === "settings" || area === "people") query = query.where("subjectId", "is not", null);
  if (actorId) query = query.where("actorId", "=", actorId);
  if (actorKind) query = query.where("actorKind", "=", sql.lit(actorKind));
  if (subjectId) query = query.where("subjectId", "=", subjectId);
  if (conversationId) query = query.where("conversationId", "=", conversationId);
  if (customerId) query = query.where("customerId", "=", customerId);
  if (from) query = query.where("at", ">=", from);
  if (until) query = query.where("at", "<", until);
  return query.orderBy("at", "desc").orderBy("id", "desc").limit(most);
}

/** What happens to things of the settings without anybody changing them. */
const noChanges = ["session.opened", "session.revoked", "password.reset_asked", "conversation_template.used"];
const troubles = ["inbox.troubled", "inbox.recovered"];

export interface LastChange {
  subjectId: string;
  name: string;
  actor: AuditEntry["actor"];
  at: Date;
}

/** Who changed each of these things last, and when; what nobody has changed is left out. */
export async function lastChanges(work: Work, ids: readonly string[]): Promise<LastChange[]> {
  const { rows } = await lastChangesQuery(work, ids).execute(work.db);
  const nameOf = await nameThem(work, rows.map(actorOf));
  return rows.map((row) => {
    const { subjectId, name, at } = row;
    return { subjectId, name, at, actor: { ...actorOf(row), name: nameOf(actorOf(row)) } };
  });
}

/** One step into the index of subjects for each. */
export function lastChangesQuery(work: Work, ids: readonly string[]) {
  return sql<{ subjectId: string; name: string; actorKind: string; actorId: string | null; at: Date }>`
    select e.subject_id, e.name, e.actor_kind, e.actor_id, e.at
    from unnest(${[...new Set(ids)]}::uuid[]) wanted (id), lateral (
      select * from events where workspace_id = ${work.workspaceId}::uuid and subject_id = wanted.id
        and name <> all(${[...noChanges, ...troubles]}::text[]) and name not like 'saved_view.%'
        and (subject_id <> workspace_id or name like 'workspace.%')
      order by at desc, id desc limit 1) e`;
}

function subjectOf({ name, conversationId, customerId, subjectId }: Row, workspaceId: string): Thing | null {
  if (conversationId) return { kind: "conversation", id: conversationId };
  if (subjectId === workspaceId) return { kind: "workspace", id: subjectId };
  if (subjectId) return { kind: subjectKind(name), id: subjectId };
  return customerId ? { kind: "customer", id: customerId } : null;
}

/** What kind of thing an event's subject is, where that is not the event's own kind. */
function subjectKind(name: string): string {
  const kind = kindOf(name);
  if (kind === "session" || kind === "password") return "agent";
  return kind === "mail_grant" || kind === "inbound_hook" ? "inbox" : kind;
}

const actorOf = ({ actorKind, actorId }: Pick<Row, "actorKind" | "actorId">): Thing => ({
  kind: actorKind,
  id: actorId,
});

function entryOf(row: Row, nameOf: NameOf, workspaceId: string): AuditEntry {
  const { id, name, data, causeId, at } = row;
  const [actor, subject] = [actorOf(row), subjectOf(row, workspaceId)];
  return {
    id,
    name,
    actor: { ...actor, name: nameOf(actor) },
    subject: subject && { ...subject, name: nameOf(subject) },
    data: data as Record<string, unknown>,
    causeId,
    at,
  };
}
