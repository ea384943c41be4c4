import { notFound } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import type { StoredFile } from "./file.ts";

/** Files that this actor uploaded; nobody attaches what somebody else keeps. */
export async function uploaded(work: Work, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await work.db
    .selectFrom("files")
    .select(["id", "name"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "in", [...ids])
    .where("uploadedBy", "=", work.actor.id)
    .execute();
  if (rows.length !== new Set(ids).size) throw notFound("One of the files is not there; upload it again.");
  return rows.map(({ id, name }) => ({ fileId: id, name, contentId: null, inline: false }));
}

/** Files by id, in the order asked for; those that are gone are left out. */
export async function filesById(work: Work, ids: readonly string[]): Promise<StoredFile[]> {
  if (ids.length === 0) return [];
  const rows = await work.db
    .selectFrom("files")
    .select(["id", "name", "mediaType", "size"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "in", [...ids])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, { ...row, size: Number(row.size) }]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Makes files somebody's own who goes on with what another one began. */
export async function takeOverFiles(work: Work, ids: readonly string[], agentId: string): Promise<void> {
  if (ids.length === 0) return;
  await work.db
    .updateTable("files")
    .set({ uploadedBy: agentId })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "in", [...ids])
    .execute();
}

/** Copies of files for whoever does this work, in the same order; their content is kept once. */
export async function copyFiles(work: Work, ids: readonly string[]): Promise<StoredFile[]> {
  const copies: StoredFile[] = [];
  for (const { id: of, ...file } of await filesById(work, ids)) {
    const id = newId();
    await work.db
      .insertInto("files")
      .columns(["workspaceId", "id", "sha256", "size", "name", "mediaType", "uploadedBy", "createdAt"])
      .expression((eb) =>
        eb
          .selectFrom("files")
          .select([
            "workspaceId",
            eb.val(id).$castTo<string>().as("id"),
            "sha256",
            "size",
            "name",
            "mediaType",
          ])
          .select([eb.val(work.actor.id).as("uploadedBy"), eb.val(work.now).as("createdAt")])
          .where("workspaceId", "=", work.workspaceId)
          .where("id", "=", of),
      )
      .execute();
    copies.push({ id, ...file });
  }
  return copies;
}
