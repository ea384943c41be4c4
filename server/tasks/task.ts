import { type Selectable, sql } from "kysely";
import { type ConversationRecord, lock } from "../conversations/access.ts";
import { getInbox } from "../conversations/inbox.ts";
import { addCollaborators } from "../conversations/participant.ts";
import { mergedElsewhere } from "../conversations/resolution.ts";
import { getAgent, leadOf } from "../people/agents.ts";
import { getWorkspace } from "../people/workspace.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Tasks } from "../platform/tables.ts";
import { shareTurn } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { requireOwn } from "./access.ts";
import { getTask } from "./task-list.ts";

export type TaskRecord = Selectable<Tasks>;

export interface NewTask {
  title: string;
  assigneeId: string | null;
  teamId: string | null;
  dueAt: Date | null;
}

/** Adds tasks at the end of a conversation's list; returns their ids. A task for a team is a promise, so it needs a time. */
export async function addTasks(
  work: Work,
  conversationId: string,
  wanted: readonly NewTask[],
  checklist: string | null = null,
): Promise<string[]> {
  const conversation = await lock(work, conversationId);
  if (conversation.mergedIntoId) throw mergedElsewhere();
  const { rows } = await sql<{ last: number }>`select coalesce(max(position), 0)::int as last from tasks
    where workspace_id = ${work.workspaceId}::uuid and conversation_id = ${conversationId}::uuid`.execute(
    work.db,
  );
  let position = rows[0]?.last ?? 0;
  const ids: string[] = [];
  for (const { title, ...given } of wanted) {
    const id = newId();
    await requireDoable(work, conversation, given);
    await work.db
      .insertInto("tasks")
      .values({
        workspaceId: work.workspaceId,
        id,
        conversationId,
        title,
        checklist,
        position: ++position,
        ...given,
        ...(await timing(work, given.dueAt)),
        madeBy: work.actor.kind === "agent" ? work.actor.id : null,
        madeAt: work.now,
      })
      .execute();
    work.record("task.added", { conversationId, taskId: id, ...told(given) });
    ids.push(id);
  }
  return ids;
}

/** Changes an open task; a new time that lies ahead is a new promise. */
export async function changeTask(
  work: Work,
  id: string,
  changes: { [Part in keyof NewTask]?: NewTask[Part] | undefined },
): Promise<void> {
  const task = await lockTask(work, id);
  const conversation = await lock(work, task.conversationId);
  if (task.state !== "open") throw new Refusal("conflict", "Open it again first: it is not open.");
  const { title, assigneeId, teamId, dueAt } = { ...task, ...defined(changes) };
  const given = { assigneeId, teamId, dueAt };
  const moved = dueAt?.getTime() !== task.dueAt?.getTime();
  await requireDoable(work, conversation, moved ? given : { ...given, dueAt: null }, dueAt !== null);
  await set(work, id, { title, ...given, ...(moved && (await timing(work, dueAt))) });
  work.record("task.changed", { conversationId: task.conversationId, taskId: id, ...told(given) });
}

/** Marks it as done; a done one stays as it is, and nobody is told. */
export async function completeTask(work: Work, id: string): Promise<void> {
  const task = await lockTask(work, id);
  requireOwn(work, task);
  if (task.state !== "open") return;
  const late = task.dueAt !== null && work.now > task.dueAt;
  await set(work, id, {
    ...settled(work, "done"),
    ...(late && { brokenAt: task.brokenAt ?? task.dueAt }),
  });
  work.record("task.done", {
    conversationId: task.conversationId,
    taskId: id,
    // Without a time nothing was promised.
    outcome: task.dueAt === null ? null : late ? "broken" : "kept",
  });
}

/** Opens a done or dropped one again; what was broken stays so. */
export async function reopenTask(work: Work, id: string): Promise<void> {
  const task = await lockTask(work, id);
  requireOwn(work, task);
  if (task.state === "open") return;
  await set(work, id, { state: "open", settledAt: null, settledBy: null });
  work.record("task.reopened", { conversationId: task.conversationId, taskId: id });
}

/** Says that it is not needed any more. */
export async function dropTask(work: Work, id: string): Promise<void> {
  const task = await lockTask(work, id);
  if (task.state !== "open") return;
  await set(work, id, settled(work, "dropped"));
  work.record("task.dropped", { conversationId: task.conversationId, taskId: id });
}

/** Drops all open ones of a conversation. */
export async function dropTasks(work: Work, conversationId: string): Promise<void> {
  await lock(work, conversationId);
  const open = await work.db
    .updateTable("tasks")
    .set(settled(work, "dropped"))
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("state", "=", "open")
    .returning("id")
    .execute();
  for (const { id } of open) work.record("task.dropped", { conversationId, taskId: id });
}

/** Puts the tasks of a conversation into this order; those not named keep their place behind. */
export async function orderTasks(work: Work, conversationId: string, ids: readonly string[]): Promise<void> {
  await lock(work, conversationId);
  await sql`update tasks t set position = o.place::int
    from unnest(${[...ids]}::uuid[]) with ordinality as o (id, place)
    where t.workspace_id = ${work.workspaceId}::uuid and t.conversation_id = ${conversationId}::uuid and t.id = o.id`.execute(
    work.db,
  );
  work.record("task.ordered", { conversationId });
}

/** The task with its conversation locked: two who act at once act one after the other. */
export async function lockTask(work: Work, id: string): Promise<TaskRecord> {
  const { conversationId } = await getTask(work, id);
  await lock(work, conversationId);
  const row = await work.db
    .selectFrom("tasks")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("There is no such task.");
  return row;
}

/** Writes columns of one task whose conversation is locked. */
export async function set(work: Work, id: string, columns: Partial<TaskRecord>): Promise<void> {
  await work.db
    .updateTable("tasks")
    .set(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
}

const settled = (work: Work, state: "done" | "dropped") => ({
  state,
  settledAt: work.now,
  settledBy: work.actor.kind === "agent" ? work.actor.id : null,
});

const told = ({ assigneeId, teamId, dueAt }: Omit<NewTask, "title">) => ({
  assigneeId,
  teamId,
  dueAt: dueAt?.toISOString() ?? null,
});

const defined = <T extends object>(changes: T) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<NewTask>;

async function timing(work: Work, dueAt: Date | null) {
  const { dueSoonMinutes } = await getWorkspace(work);
  const dueSoonAt = dueAt && new Date(dueAt.getTime() - dueSoonMinutes * 60_000);
  return { dueSoonAt, brokenAt: null };
}

/** Whoever gets it is active and may see the conversation from then on, as somebody who was mentioned. */
async function requireDoable(
  work: Work,
  { id: conversationId, inboxId }: ConversationRecord,
  { assigneeId, teamId, dueAt }: Omit<NewTask, "title">,
  hasTime = dueAt !== null,
): Promise<void> {
  if (dueAt && dueAt <= work.now)
    throw new Refusal("promise_in_the_past", "Ask for it by a time that is still to come.");
  if (teamId && !hasTime)
    throw new Refusal("promise_required", "Say by when the team does it: that is its promise.");
  if (teamId) await leadOf(work, teamId);
  if (!assigneeId) return;
  await shareTurn(work, assigneeId);
  const { active, name, role, teamIds } = await getAgent(work, assigneeId);
  if (!active) throw new Refusal("holder_inactive", `${name} is deactivated.`);
  const { restricted, teamId: ofTeam } = await getInbox(work, inboxId);
  const shut = restricted && !(ofTeam && teamIds.includes(ofTeam));
  if (role === "collaborator" || shut) await addCollaborators(work, conversationId, [assigneeId]);
}
