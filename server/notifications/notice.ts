import { sql } from "kysely";
import type { NoticeKind, NoticeSettings } from "../../shared/notifications.ts";
import { self } from "../people/access.ts";
import { activeOf } from "../people/agents.ts";
import type { LoggedEvent } from "../platform/events.ts";
import { newId } from "../platform/ids.ts";
import { together } from "../platform/together.ts";
import type { Work } from "../platform/work.ts";
import { afterQuiet, nextDigest } from "./quiet.ts";
import { settingsOf } from "./ways.ts";

/** Time in which a browser can say that it showed it, before a push or a mail is made of it. */
export const pushAfter = 10_000;
export const mailAfter = 60_000;

export interface Telling {
  kind: NoticeKind;
  agentIds: readonly (string | null)[];
  conversationId?: string | undefined;
  data?: Record<string, string>;
}

/**
 * Tells people of an event, each once however often it is asked; never whoever did it, nobody who has left,
 * and nobody who wants to hear nothing of this kind.
 */
export const tell = (work: Work, event: LoggedEvent, telling: Telling): Promise<void> =>
  tellAll(work, [{ ...telling, event }]);

/** Something to tell; `work` is given where each has a cause of its own. */
interface ToldOf extends Telling {
  event: LoggedEvent;
  work?: Work;
}

/** The same for several things at once. */
export async function tellAll(work: Work, list: readonly ToldOf[]): Promise<void> {
  const wanted = list.flatMap(wantedBy);
  const active = await activeOf(work, [...new Set(wanted.map(({ agentId }) => agentId))]);
  if (active.length === 0) return;
  const [settings, reached] = await together([settingsOf(work, active), withDevices(work, active)]);
  const notices = wanted.flatMap(({ agentId, told }) => {
    const own = settings.get(agentId);
    const row = own && rowFor(agentId, told, { ...own, reached: reached.has(agentId) });
    return row ? [{ row, work: told.work ?? work }] : [];
  });
  const added = await insert(
    work,
    notices.map(({ row }) => row),
  );
  for (const { row, work } of notices) {
    const { id, agent_id: agentId, kind, in_app: inApp } = row;
    if (inApp && added.has(id)) work.record("notification.made", { agentId, notificationId: id, kind });
  }
}

function wantedBy(told: ToldOf): { agentId: string; told: ToldOf }[] {
  const doer = told.event.actorKind === "agent" ? told.event.actorId : null;
  const ids = new Set(told.agentIds.filter((id) => id !== null && id !== doer) as string[]);
  return [...ids].map((agentId) => ({ agentId, told }));
}

/** The columns of a notification as the database calls them; null for whoever wants to hear nothing of this kind. */
function rowFor(
  agentId: string,
  { event, kind, conversationId, data = {} }: ToldOf,
  settings: Zoned & { reached: boolean },
) {
  const { app, push, mail } = settings.ways[kind];
  if (!app && !push && mail === "never") return null;
  return {
    id: newId(),
    agent_id: agentId,
    event_id: event.id,
    kind,
    conversation_id: conversationId ?? null,
    actor_kind: event.actorKind,
    actor_id: event.actorId,
    data,
    in_app: app,
    at: event.at,
    push_due_at: push ? pushTime(event.at, settings) : null,
    mail_due_at: mailTime(event.at, mail, settings),
    mail_digest: mail === "digest",
  };
}

/** The same statement for any number; returns the ids of those that nobody was told of before. */
async function insert(
  work: Work,
  rows: readonly NonNullable<ReturnType<typeof rowFor>>[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const columns = sql.raw(
    "id, agent_id, event_id, kind, conversation_id, actor_kind, actor_id, data, in_app, at, push_due_at, mail_due_at, mail_digest",
  );
  const added = await sql<{ id: string }>`insert into notifications (workspace_id, ${columns})
    select ${work.workspaceId}::uuid, ${columns} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, agent_id uuid,
      event_id uuid, kind text, conversation_id uuid, actor_kind text, actor_id uuid, data jsonb, in_app boolean, at timestamptz,
      push_due_at timestamptz, mail_due_at timestamptz, mail_digest boolean)
    on conflict (workspace_id, agent_id, event_id) do nothing returning id`.execute(work.db);
  return new Set(added.rows.map(({ id }) => id));
}

type Zoned = NoticeSettings & { timeZone: string };
const later = (at: Date, milliseconds: number) => new Date(at.getTime() + milliseconds);
const quietly = (at: Date, { quiet, timeZone }: Zoned) => afterQuiet(at, quiet, timeZone);

/** Without a device there is nothing to push to, unless quiet hours leave the time to add one. */
function pushTime(at: Date, settings: Zoned & { reached: boolean }): Date | null {
  const soon = later(at, pushAfter);
  const due = quietly(soon, settings);
  return settings.reached || due > soon ? due : null;
}

/** Those of these people who have a device that can be pushed to. */
async function withDevices(work: Work, agentIds: readonly string[]): Promise<Set<string>> {
  const rows = await work.db
    .selectFrom("pushDevices")
    .select("agentId")
    .distinct()
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", sql<string>`any(${[...agentIds]}::uuid[])`)
    .execute();
  return new Set(rows.map(({ agentId }) => agentId));
}

function mailTime(at: Date, mail: string, settings: Zoned): Date | null {
  if (mail === "never") return null;
  const due = mail === "now" ? later(at, mailAfter) : nextDigest(at, settings, settings.timeZone);
  return quietly(due, settings);
}

interface Which {
  kinds: readonly NoticeKind[];
  /** What was told later has another cause. */
  until: Date;
  /** They stay told. */
  exceptAgent?: string | null;
  /** Only what told of this task or reminder. */
  subjectId?: string;
}

/** What these told of is over: they count as done, and nothing more is sent of them. */
export async function settle(
  work: Work,
  conversationId: string,
  { kinds, until, exceptAgent, subjectId }: Which,
): Promise<void> {
  const rows = await work.db
    .updateTable("notifications")
    .set({ doneAt: work.now, pushDueAt: null, mailDueAt: null })
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("readAt", "is", null)
    .where("doneAt", "is", null)
    .where("kind", "in", [...kinds])
    .where("at", "<=", until)
    .$if(Boolean(exceptAgent), (query) => query.where("agentId", "!=", exceptAgent ?? ""))
    .$if(subjectId !== undefined, (query) => query.where(sql<boolean>`data->>'subjectId' = ${subjectId}`))
    .returning("agentId")
    .execute();
  for (const agentId of new Set(rows.map((row) => row.agentId)))
    work.record("notification.changed", { agentId });
}

/** Who was told of a task before, so that a changed task is news only to whoever it is new to. */
export async function toldOfTask(
  work: Work,
  conversationId: string,
  subjectId: string,
): Promise<Set<string>> {
  const rows = await work.db
    .selectFrom("notifications")
    .select("agentId")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("kind", "=", "task")
    .where(sql<boolean>`data->>'subjectId' = ${subjectId}`)
    .execute();
  return new Set(rows.map(({ agentId }) => agentId));
}

export type Reading = { ids: string[] } | { conversationId: string } | { all: true };

/** Marks one's own as read; nothing more is sent of them. Reading twice tells nobody. */
export async function read(work: Work, which: Reading): Promise<Record<string, never>> {
  const agentId = self(work).id;
  let query = work.db
    .updateTable("notifications")
    .set({ readAt: work.now, pushDueAt: null, mailDueAt: null })
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .where("readAt", "is", null)
    .where("doneAt", "is", null);
  if ("ids" in which) query = query.where("id", "in", which.ids);
  if ("conversationId" in which) query = query.where("conversationId", "=", which.conversationId);
  const changed = await query.executeTakeFirst();
  if (changed.numUpdatedRows > 0n) work.record("notification.changed", { agentId });
  return {};
}

/** A browser with the focus shows what came until now: no push tells it again. */
export async function see(work: Work): Promise<Record<string, never>> {
  await work.db
    .updateTable("notifications")
    .set({ seenAt: work.now, pushDueAt: null })
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", self(work).id)
    .where("readAt", "is", null)
    .where("doneAt", "is", null)
    .where("seenAt", "is", null)
    .where("inApp", "=", true)
    .execute();
  return {};
}
