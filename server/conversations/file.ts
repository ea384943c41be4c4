import { sql } from "kysely";
import { notFound } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { visible, visibleMessages } from "./access.ts";

export interface StoredFile {
  id: string;
  name: string;
  mediaType: string;
  size: number;
}

/** Writes down a file whose content is stored already. */
export async function keepFile(
  work: Work,
  stored: { sha256: Buffer; size: number },
  { name, mediaType }: { name: string; mediaType: string },
): Promise<StoredFile> {
  const id = newId();
  const shown = {
    name: safeName(name),
    mediaType: mediaType.slice(0, 200).toLowerCase() || "application/octet-stream",
  };
  await work.db
    .insertInto("files")
    .values({
      workspaceId: work.workspaceId,
      id,
      ...stored,
      ...shown,
      uploadedBy: work.actor.id,
      createdAt: work.now,
    })
    .execute();
  return { id, ...shown, size: stored.size };
}

/** Writes down several of one name and kind, in one statement; returns their ids in the same order. */
export async function keepFiles(
  work: Work,
  stored: readonly { sha256: Buffer; size: number }[],
  { name, mediaType }: { name: string; mediaType: string },
): Promise<string[]> {
  const ids = stored.map(() => newId());
  const sums = stored.map(({ sha256 }) => sha256.toString("hex"));
  const sizes = stored.map(({ size }) => size);
  await sql`
    insert into files (workspace_id, id, sha256, size, name, media_type, uploaded_by, created_at)
    select ${work.workspaceId}, s.id, decode(s.sum, 'hex'), s.size, ${name}, ${mediaType}, ${work.actor.id}, ${work.now}
    from unnest(${ids}::uuid[], ${sums}::text[], ${sizes}::bigint[]) as s (id, sum, size)`.execute(work.db);
  return ids;
}

/** A name without paths, control characters or bidirectional tricks. */
export function safeName(name: string): string {
  const clean = name
    .replace(/[\p{Cc}\p{Cf}"<>|:*?\\/]/gu, "_")
    .slice(0, 200)
    .trim();
  return clean === "" || /^\.+$/.test(clean) ? "file" : clean;
}

export interface FoundFile {
  fileId: string;
  sha256: Buffer;
  name: string;
  mediaType: string;
  size: number;
}

/**
 * Where a file's content lies, by its own id or that of an attachment, if this actor may see a conversation that has it,
 * has uploaded it, or may see what else keeps it. Customers never see notes.
 */
export async function visibleFile(work: Work, id: string): Promise<FoundFile> {
  const row = (await attached(work, id)) ?? (await uploadedBy(work, id)) ?? (await keptElsewhere(work, id));
  if (!row) throw notFound();
  return { ...row, size: Number(row.size) };
}

type Look = (work: Work, fileId: string) => Promise<boolean>;
const looks = new Set<Look>();

/** Lets a feature that keeps files of its own say who may see them; asked only where no conversation has the file. */
export function alsoVisible(look: Look): void {
  looks.add(look);
}

async function keptElsewhere(work: Work, id: string) {
  for (const look of looks) if (await look(work, id)) return fileRow(work, id).executeTakeFirst();
  return undefined;
}

const fileRow = (work: Work, id: string) =>
  work.db
    .selectFrom("files")
    .select(["id as fileId", "sha256", "name", "mediaType", "size"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id);

/** What nobody was sent yet belongs to whoever uploaded it. */
function uploadedBy(work: Work, id: string) {
  return fileRow(work, id).where("uploadedBy", "=", work.actor.id).executeTakeFirst();
}

function attached(work: Work, id: string) {
  return work.db
    .selectFrom("attachments as t")
    .innerJoin("files as f", (join) =>
      join.onRef("f.workspaceId", "=", "t.workspaceId").onRef("f.id", "=", "t.fileId"),
    )
    .innerJoin("messages as m", (join) =>
      join.onRef("m.workspaceId", "=", "t.workspaceId").onRef("m.id", "=", "t.messageId"),
    )
    .innerJoin("conversations as c", (join) =>
      join.onRef("c.workspaceId", "=", "m.workspaceId").onRef("c.id", "=", "m.conversationId"),
    )
    .select(["f.id as fileId", "f.sha256", "t.name", "f.mediaType", "f.size"])
    .where("t.workspaceId", "=", work.workspaceId)
    .where((eb) => eb.or([eb("t.id", "=", id), eb("t.fileId", "=", id)]))
    .where(visible(work.actor))
    .where(visibleMessages(work))
    .limit(1)
    .executeTakeFirst();
}

export interface KeptContent {
  sha256: Buffer;
  mediaType: string;
  size: number;
}

/** Where the content of files lies, by id; only for the house, which asks nobody whether it may. */
export async function contentOf(work: Work, ids: readonly string[]): Promise<Map<string, KeptContent>> {
  if (ids.length === 0) return new Map();
  const rows = await work.db
    .selectFrom("files")
    .select(["id", "sha256", "mediaType", "size"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "in", [...ids])
    .execute();
  return new Map(rows.map(({ id, size, ...row }) => [id, { ...row, size: Number(size) }]));
}
