import { sql } from "kysely";
import type { NewPromise } from "../../shared/actions.ts";
import type { State } from "../../shared/conversation-shape.ts";
import type { Status } from "../../shared/topics.ts";
import { notFound, Refusal, sqlState } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";
import { write } from "./change.ts";
import { reopen, resolve } from "./resolution.ts";
import { putOnHold, resume, waitForCustomer } from "./waiting.ts";

/** Finer words for the four states, in their order. */
export async function listStatuses(work: Work): Promise<Status[]> {
  const rows = await work.db
    .selectFrom("statuses")
    .select(["id", "state", "name", "position"])
    .where("workspaceId", "=", work.workspaceId)
    .where("removedAt", "is", null)
    .orderBy("position")
    .orderBy(sql`lower(name)`)
    .execute();
  return rows as Status[];
}

/** One status that is not removed. */
export async function getStatus(work: Work, id: string): Promise<Status> {
  const status = (await listStatuses(work)).find((one) => one.id === id);
  if (!status) throw notFound("There is no such status.");
  return status;
}

/** Makes a status inside one of the four states; refuses a name that exists. */
export async function createStatus(work: Work, content: Omit<Status, "id">): Promise<Status> {
  const id = newId();
  await work.db
    .insertInto("statuses")
    .values({ workspaceId: work.workspaceId, id, ...content, createdAt: work.now })
    .execute()
    .catch((error) => tellDuplicate(error, content.name));
  work.record("status.created", { statusId: id });
  return getStatus(work, id);
}

/** Renames a status or changes its place; its state stays. */
export async function changeStatus(
  work: Work,
  id: string,
  changes: { name?: string | undefined; position?: number | undefined },
): Promise<Status> {
  const { name, position } = { ...(await getStatus(work, id)), ...changes };
  await set(work, id, { name, position }).catch((error) => tellDuplicate(error, name));
  work.record("status.changed", { statusId: id });
  return getStatus(work, id);
}

/** Takes a status out of sight; conversations keep it until their state changes. */
export async function removeStatus(work: Work, id: string): Promise<void> {
  await getStatus(work, id);
  await set(work, id, { removedAt: work.now });
  work.record("status.removed", { statusId: id });
}

/** Puts statuses of one state into this order; those that stand right already are not told. */
export async function orderStatuses(work: Work, ids: readonly string[]): Promise<void> {
  const statuses = new Map((await listStatuses(work)).map((status) => [status.id, status]));
  const states = new Set(ids.map((id) => statuses.get(id)?.state));
  if (states.has(undefined)) throw notFound("There is no such status.");
  if (states.size > 1) throw new Refusal("unprocessable", "Statuses are ordered state by state.");
  for (const [position, id] of ids.entries()) {
    if (statuses.get(id)?.position === position) continue;
    await set(work, id, { position });
    work.record("status.changed", { statusId: id });
  }
}

async function set(
  work: Work,
  id: string,
  columns: { name?: string; position?: number; removedAt?: Date },
): Promise<void> {
  await work.db
    .updateTable("statuses")
    .set(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
}

interface Wanted {
  statusId: string | null;
  promise?: NewPromise | undefined;
  reason?: string | undefined;
}

/** Gives a conversation a status, going through the verb of its state when that changes; the same again tells nobody. */
export async function setStatus(
  work: Work,
  id: string,
  { statusId, promise, reason }: Wanted,
): Promise<void> {
  const conversation = await lock(work, id);
  if (statusId === conversation.statusId) return;
  const status = statusId ? await getStatus(work, statusId) : null;
  if (status && status.state !== conversation.state) {
    if (conversation.state === "resolved") await reopen(work, id);
    await enter(work, id, status.state, promise, reason ?? status.name);
  }
  await write(work, id, { statusId });
  work.record("conversation.changed", { conversationId: id, fields: ["status"] });
}

async function enter(
  work: Work,
  id: string,
  state: State,
  promise: NewPromise | undefined,
  reason: string,
): Promise<void> {
  if (state === "open") return resume(work, id);
  if (state === "waiting") return waitForCustomer(work, id, promise);
  if (state === "resolved") return resolve(work, id, reason);
  if (!promise) throw new Refusal("promise_required", "Say what happens next, and by when.");
  return putOnHold(work, id, promise);
}

function tellDuplicate(error: unknown, name: string): never {
  if (sqlState(error) === "23505") throw new Refusal("duplicate", `There is a status "${name}" already.`);
  throw error;
}
