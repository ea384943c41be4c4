import { sql } from "kysely";
import type { NoticeKind, NoticeSettings } from "../../shared/notifications.ts";
import { self } from "../people/access.ts";
import { activeOf } from "../people/agents.ts";
import type { LoggedEvent } from "../platform/events.ts";
import { newId } from "../platform/ids.ts";
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
export async function tell(
  work: Work,
  event: LoggedEvent,
  { kind, agentIds, conversationId, data = {} }: Telling,
): Promise<void> {
  const doer = event.actorKind === "agent" ? event.actorId : null;
  const wanted = [...new Set(agentIds)].filter((id) => id !== null && id !== doer) as string[];
  const active = await activeOf(work, wanted);
  if (active.length === 0) return;
  for (const [agentId, settings] of await settingsOf(work, active)) {
    const { app, push, mail } = settings.ways[kind];
    if (!app && !push && mail === "never") continue;
    const id = newId();
    const added = await work.db
      .insertInto("notifications")
      .values({
        workspaceId: work.workspaceId,
        id,
        agentId,
        eventId: event.id,
        kind,
        conversationId: conversationId ?? null,
        actorKind: event.actorKind,
        actorId: event.actorId,
        data: JSON.stringify(data),
        inApp: app,
        at: event.at,
        pushDueAt: push ? quietly(later(event.at, pushAfter), settings) : null,
        mailDueAt: mailTime(event.at, mail, settings),
        mailDigest: mail === "digest",
      })
      .onConflict((conflict) => conflict.columns(["workspaceId", "agentId", "eventId"]).doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows === 1n && app)
      work.record("notification.made", { agentId, notificationId: id, kind });
  }
}

type Zoned = NoticeSettings & { timeZone: string };
const later = (at: Date, milliseconds: number) => new Date(at.getTime() + milliseconds);
const quietly = (at: Date, { quiet, timeZone }: Zoned) => afterQuiet(at, quiet, timeZone);

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
