import { sql } from "kysely";
import type { Topic } from "../../shared/topics.ts";
import { notFound, Refusal, sqlState } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";

const deepest = 5;

/** All topics that are not removed: parents before children, each level in its order. */
export async function listTopics(work: Work): Promise<Topic[]> {
  const rows = await work.db
    .selectFrom("topics")
    .select(["id", "parentId", "name", "position", "keywords", "complaint"])
    .where("workspaceId", "=", work.workspaceId)
    .where("removedAt", "is", null)
    .orderBy("position")
    .orderBy(sql`lower(name)`)
    .execute();
  const children = Map.groupBy(rows, ({ parentId }) => parentId);
  const below = (parentId: string | null): Topic[] =>
    (children.get(parentId) ?? []).flatMap((topic) => [topic, ...below(topic.id)]);
  return below(null);
}

/** One topic that is not removed. */
export async function getTopic(work: Work, id: string): Promise<Topic> {
  const row = await work.db
    .selectFrom("topics")
    .select(["id", "parentId", "name", "position", "keywords", "complaint"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .where("removedAt", "is", null)
    .executeTakeFirst();
  if (!row) throw notFound("There is no such topic.");
  return row;
}

/** A topic and everything above it, the topic first; nothing for none. Removed ones count: conversations keep them. */
export async function topicPath(work: Work, id: string | null): Promise<string[]> {
  if (id === null) return [];
  const { rows } = await sql<{ id: string }>`
    with recursive path as (
      select id, parent_id, 1 as height from topics where workspace_id = ${work.workspaceId}::uuid and id = ${id}::uuid
      union all
      select t.id, t.parent_id, p.height + 1 from topics t join path p on t.id = p.parent_id
        where t.workspace_id = ${work.workspaceId}::uuid and p.height < 20
    ) select id from path order by height`.execute(work.db);
  return rows.map((row) => row.id);
}

/** Every topic, removed ones too, with itself and everything above it. */
export async function topicPaths(work: Work): Promise<Record<string, string[]>> {
  const rows = await work.db
    .selectFrom("topics")
    .select(["id", "parentId"])
    .where("workspaceId", "=", work.workspaceId)
    .execute();
  const parents = new Map(rows.map(({ id, parentId }) => [id, parentId]));
  const path = (id: string | null | undefined): string[] => (id ? [id, ...path(parents.get(id))] : []);
  return Object.fromEntries(rows.map(({ id }) => [id, path(id)]));
}

interface Place {
  name: string;
  parentId: string | null;
  position: number;
  keywords: string[];
  complaint: boolean;
}

/** Makes a topic; refuses a name that stands at its place already, and a sixth level. */
export async function createTopic(work: Work, place: Place): Promise<Topic> {
  const id = newId();
  await lockTree(work);
  await requireRoom(work, place.parentId, 1);
  await work.db
    .insertInto("topics")
    .values({ workspaceId: work.workspaceId, id, ...place, createdAt: work.now })
    .execute()
    .catch((error) => tellDuplicate(error, place.name));
  work.record("topic.created", { topicId: id });
  return getTopic(work, id);
}

/** Renames a topic or moves it with all below it; refuses a place below itself. */
export async function changeTopic(
  work: Work,
  id: string,
  changes: { [K in keyof Place]?: Place[K] | undefined },
): Promise<Topic> {
  await lockTree(work);
  const before = await getTopic(work, id);
  const after = { ...before, ...changes };
  if (after.parentId !== before.parentId) {
    if ((await topicPath(work, after.parentId)).includes(id))
      throw new Refusal("unprocessable", "A topic cannot stand below itself.");
    await requireRoom(work, after.parentId, await heightOf(work, id));
  }
  const { name, parentId, position, keywords, complaint } = after;
  await work.db
    .updateTable("topics")
    .set({ name, parentId, position, keywords, complaint })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute()
    .catch((error) => tellDuplicate(error, name));
  work.record("topic.changed", { topicId: id });
  return getTopic(work, id);
}

/** Takes a topic out of sight; refused while topics below it are in sight. */
export async function removeTopic(work: Work, id: string): Promise<void> {
  await lockTree(work);
  const { name } = await getTopic(work, id);
  if ((await listTopics(work)).some(({ parentId }) => parentId === id))
    throw new Refusal("in_use", `Move or remove what stands below ${name} first.`);
  await work.db
    .updateTable("topics")
    .set({ removedAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  work.record("topic.removed", { topicId: id });
}

/** Topics out of sight, those taken last first. */
export async function archivedTopics(work: Work): Promise<Topic[]> {
  return work.db
    .selectFrom("topics")
    .select(["id", "parentId", "name", "position", "keywords", "complaint"])
    .where("workspaceId", "=", work.workspaceId)
    .where("removedAt", "is not", null)
    .orderBy("removedAt", "desc")
    .orderBy("id")
    .limit(200)
    .execute();
}

/** Brings a topic back into sight, on top when what it stood below is not; one in sight stays as it is. */
export async function restoreTopic(work: Work, id: string): Promise<Topic> {
  await lockTree(work);
  const archived = (await archivedTopics(work)).find((topic) => topic.id === id);
  if (!archived) return getTopic(work, id);
  const { parentId, name } = archived;
  const stands = parentId !== null && (await listTopics(work)).some((topic) => topic.id === parentId);
  await work.db
    .updateTable("topics")
    .set({ removedAt: null, parentId: stands ? parentId : null })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute()
    .catch((error) => tellDuplicate(error, name));
  work.record("topic.restored", { topicId: id });
  return getTopic(work, id);
}

/** Puts topics of one level into this order; those that stand right already are not told. */
export async function orderTopics(work: Work, ids: readonly string[]): Promise<void> {
  await lockTree(work);
  const topics = new Map((await listTopics(work)).map((topic) => [topic.id, topic]));
  const levels = new Set(ids.map((id) => topics.get(id)?.parentId));
  if (levels.has(undefined)) throw notFound("There is no such topic.");
  if (levels.size > 1) throw new Refusal("unprocessable", "Topics are ordered level by level.");
  for (const [position, id] of ids.entries()) {
    if (topics.get(id)?.position === position) continue;
    await work.db
      .updateTable("topics")
      .set({ position })
      .where("workspaceId", "=", work.workspaceId)
      .where("id", "=", id)
      .execute();
    work.record("topic.changed", { topicId: id });
  }
}

/** One change of the tree at a time: two moves at once could put each below the other. */
async function lockTree(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`topics ${work.workspaceId}`}, 47))`.execute(
    work.db,
  );
}

async function requireRoom(work: Work, parentId: string | null, height: number): Promise<void> {
  if (parentId) await getTopic(work, parentId);
  if ((await topicPath(work, parentId)).length + height > deepest)
    throw new Refusal("unprocessable", `Topics stand at most ${deepest} levels deep.`);
}

/** Levels from this topic down, itself counted. */
async function heightOf(work: Work, id: string): Promise<number> {
  const children = Map.groupBy(await listTopics(work), ({ parentId }) => parentId);
  const height = (of: string): number =>
    1 + Math.max(0, ...(children.get(of) ?? []).map((one) => height(one.id)));
  return height(id);
}

function tellDuplicate(error: unknown, name: string): never {
  if (sqlState(error) === "23505") throw new Refusal("duplicate", `"${name}" stands there already.`);
  throw error;
}
