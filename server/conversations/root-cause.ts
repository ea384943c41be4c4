import { sql } from "kysely";
import type { RootCause } from "../../shared/topics.ts";
import { notFound, Refusal, sqlState } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { getTopic } from "./topic.ts";

/** All root causes that are not removed, by name. */
export async function listRootCauses(work: Work): Promise<RootCause[]> {
  return work.db
    .selectFrom("rootCauses")
    .select(["id", "name", "topicId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("removedAt", "is", null)
    .orderBy(sql`lower(name)`)
    .execute();
}

/** One root cause that is not removed. */
export async function getRootCause(work: Work, id: string): Promise<RootCause> {
  const cause = (await listRootCauses(work)).find((one) => one.id === id);
  if (!cause) throw notFound("There is no such root cause.");
  return cause;
}

/** The one topic a root cause is for, also of a removed one; null when it is for all. */
export async function rootCauseTopic(work: Work, id: string): Promise<string | null> {
  const row = await work.db
    .selectFrom("rootCauses")
    .select("topicId")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.topicId ?? null;
}

/** Makes a root cause, for one topic or for all; refuses a name that exists. */
export async function createRootCause(
  work: Work,
  { name, topicId }: Omit<RootCause, "id">,
): Promise<RootCause> {
  const id = newId();
  if (topicId) await getTopic(work, topicId);
  await work.db
    .insertInto("rootCauses")
    .values({ workspaceId: work.workspaceId, id, name, topicId, createdAt: work.now })
    .execute()
    .catch((error) => tellDuplicate(error, name));
  work.record("root_cause.created", { rootCauseId: id });
  return getRootCause(work, id);
}

/** Renames a root cause or changes its topic. */
export async function changeRootCause(
  work: Work,
  id: string,
  changes: { name?: string | undefined; topicId?: string | null | undefined },
): Promise<RootCause> {
  const { name, topicId } = { ...(await getRootCause(work, id)), ...changes };
  if (topicId) await getTopic(work, topicId);
  await set(work, id, { name, topicId }).catch((error) => tellDuplicate(error, name));
  work.record("root_cause.changed", { rootCauseId: id });
  return getRootCause(work, id);
}

/** Takes a root cause out of sight; conversations keep it. */
export async function removeRootCause(work: Work, id: string): Promise<void> {
  await getRootCause(work, id);
  await set(work, id, { removedAt: work.now });
  work.record("root_cause.removed", { rootCauseId: id });
}

async function set(
  work: Work,
  id: string,
  columns: { name?: string; topicId?: string | null; removedAt?: Date },
): Promise<void> {
  await work.db
    .updateTable("rootCauses")
    .set(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
}

function tellDuplicate(error: unknown, name: string): never {
  if (sqlState(error) === "23505") throw new Refusal("duplicate", `There is a root cause "${name}" already.`);
  throw error;
}
