import { sql } from "kysely";
import type { Checklist } from "../../shared/tasks.ts";
import { lock } from "../conversations/access.ts";
import { notFound, Refusal, sqlState } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { addTasks } from "./task.ts";

/** All checklists that are not removed, by name. */
export async function listChecklists(work: Work): Promise<Checklist[]> {
  const rows = await work.db
    .selectFrom("checklists")
    .select(["id", "name", "steps"])
    .where("workspaceId", "=", work.workspaceId)
    .where("removedAt", "is", null)
    .orderBy(sql`lower(name)`)
    .execute();
  return rows.map((row) => ({ ...row, steps: row.steps as string[] }));
}

async function getChecklist(work: Work, id: string): Promise<Checklist> {
  const found = (await listChecklists(work)).find((one) => one.id === id);
  if (!found) throw notFound("There is no such checklist.");
  return found;
}

/** Makes a checklist; refuses a name that exists. */
export async function createChecklist(
  work: Work,
  { name, steps }: Omit<Checklist, "id">,
): Promise<Checklist> {
  const id = newId();
  await work.db
    .insertInto("checklists")
    .values({ workspaceId: work.workspaceId, id, name, steps: JSON.stringify(steps), createdAt: work.now })
    .execute()
    .catch((error) => tellDuplicate(error, name));
  work.record("checklist.created", { checklistId: id });
  return getChecklist(work, id);
}

/** Changes a checklist; tasks that came from it stay as they are. */
export async function changeChecklist(
  work: Work,
  id: string,
  changes: { name?: string | undefined; steps?: string[] | undefined },
): Promise<Checklist> {
  const { name, steps } = { ...(await getChecklist(work, id)), ...changes };
  await set(work, id, { name, steps: JSON.stringify(steps) }).catch((error) =>
    tellDuplicate(error, name ?? ""),
  );
  work.record("checklist.changed", { checklistId: id });
  return getChecklist(work, id);
}

/** Removes a checklist; tasks that came from it stay. */
export async function removeChecklist(work: Work, id: string): Promise<void> {
  await getChecklist(work, id);
  await set(work, id, { removedAt: work.now });
  work.record("checklist.removed", { checklistId: id });
}

/** Puts the steps of a checklist into a conversation as tasks of whoever holds it; one that is still open there stays the only one. */
export async function insertChecklist(work: Work, conversationId: string, id: string): Promise<void> {
  await lock(work, conversationId);
  const { name, steps } = await getChecklist(work, id);
  const open = await openSteps(work, conversationId, name);
  const free = { assigneeId: null, teamId: null, dueAt: null };
  const missing = steps.filter((title) => !open.has(title));
  await addTasks(
    work,
    conversationId,
    missing.map((title) => ({ title, ...free })),
    name,
  );
}

async function openSteps(work: Work, conversationId: string, checklist: string): Promise<Set<string>> {
  const rows = await work.db
    .selectFrom("tasks")
    .select("title")
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("checklist", "=", checklist)
    .where("state", "=", "open")
    .execute();
  return new Set(rows.map(({ title }) => title));
}

async function set(
  work: Work,
  id: string,
  columns: { name?: string | undefined; steps?: string; removedAt?: Date },
): Promise<void> {
  await work.db
    .updateTable("checklists")
    .set(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
}

function tellDuplicate(error: unknown, name: string): never {
  if (sqlState(error) === "23505") throw new Refusal("duplicate", `There is a checklist "${name}" already.`);
  throw error;
}
