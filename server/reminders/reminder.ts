import { type RawBuilder, sql } from "kysely";
import type { Reminder } from "../../shared/reminders.ts";
import { find } from "../conversations/access.ts";
import { titlesOf } from "../conversations/snapshot.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";

const most = 500;

/** One's own reminders of conversations one may still see, what is due next first. */
export async function listReminders(work: Work): Promise<Reminder[]> {
  return read(work, sql`true`);
}

/** Reminds whoever asks of a conversation; refuses a time that has passed, and more than 500 at once. */
export async function remind(
  work: Work,
  conversationId: string,
  { text, dueAt }: { text: string; dueAt: Date },
): Promise<Reminder> {
  await find(work, conversationId);
  const agentId = ownerOf(work);
  requireAhead(work, dueAt);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from reminders
    where workspace_id = ${work.workspaceId}::uuid and agent_id = ${agentId}::uuid`.execute(work.db);
  if ((rows[0]?.count ?? 0) >= most)
    throw new Refusal("unprocessable", `These are ${most} reminders already: end some first.`);
  const id = newId();
  await work.db
    .insertInto("reminders")
    .values({ workspaceId: work.workspaceId, id, conversationId, agentId, text, dueAt, createdAt: work.now })
    .execute();
  work.record("reminder.set", { conversationId, reminderId: id, agentId });
  return getReminder(work, id);
}

/** Moves one's own reminder or changes its words; a moved one is told again. */
export async function changeReminder(
  work: Work,
  id: string,
  { text, dueAt }: { text?: string | undefined; dueAt?: Date | undefined },
): Promise<Reminder> {
  const { conversation } = await getReminder(work, id);
  if (dueAt) requireAhead(work, dueAt);
  await work.db
    .updateTable("reminders")
    .set({ id, ...(text !== undefined && { text }), ...(dueAt && { dueAt, firedAt: null }) })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  const told = { conversationId: conversation.id, reminderId: id, agentId: ownerOf(work) };
  work.record("reminder.set", told);
  return getReminder(work, id);
}

/** Ends one's own reminder: done, or not wanted any more. */
export async function endReminder(work: Work, id: string): Promise<void> {
  const { conversation } = await getReminder(work, id);
  await work.db
    .deleteFrom("reminders")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  const told = { conversationId: conversation.id, reminderId: id, agentId: ownerOf(work) };
  work.record("reminder.ended", told);
}

async function getReminder(work: Work, id: string): Promise<Reminder> {
  const [found] = await read(work, sql`r.id = ${id}::uuid`);
  if (!found) throw notFound("There is no such reminder of yours.");
  return found;
}

/** Reminders belong to people: a program has none. */
function ownerOf({ actor }: Work): string {
  if (actor.kind !== "agent") throw notFound();
  return actor.id;
}

function requireAhead(work: Work, dueAt: Date): void {
  if (dueAt <= work.now) throw new Refusal("unprocessable", "Choose a time that is still to come.");
}

async function read(work: Work, which: RawBuilder<boolean>): Promise<Reminder[]> {
  const { rows } = await sql<Omit<Reminder, "conversation"> & { conversationId: string }>`
    select r.id, r.conversation_id, r.text, r.due_at, r.fired_at from reminders r
    where r.workspace_id = ${work.workspaceId}::uuid and r.agent_id = ${ownerOf(work)}::uuid and ${which}
    order by r.due_at, r.id limit ${most}`.execute(work.db);
  const titles = await titlesOf(work, [...new Set(rows.map(({ conversationId }) => conversationId))]);
  return rows.flatMap(({ conversationId, ...row }) => {
    const title = titles.get(conversationId);
    return title ? [{ ...row, conversation: { id: conversationId, ...title } }] : [];
  });
}
