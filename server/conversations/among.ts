import { type RawBuilder, sql } from "kysely";
import type { Work } from "../platform/work.ts";
import { visible } from "./access.ts";

/** Those of the given conversations that this actor may see and the condition selects. */
export async function selectAmong(
  work: Work,
  where: RawBuilder<boolean>,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select c.id from conversations c where c.workspace_id = ${work.workspaceId}::uuid and c.id = any(${[...ids]}::uuid[])
      and c.merged_into_id is null and ${where} and ${visible(work.actor)}`.execute(work.db);
  return new Set(rows.map(({ id }) => id));
}

/** All that this actor may see and the condition selects, if they are no more than `most`; null if there are more. */
export async function selectFew(
  work: Work,
  where: RawBuilder<boolean>,
  most: number,
): Promise<string[] | null> {
  const { rows } = await sql<{ id: string }>`
    select c.id from conversations c where c.workspace_id = ${work.workspaceId}::uuid and c.merged_into_id is null
      and ${where} and ${visible(work.actor)} limit ${most + 1}`.execute(work.db);
  return rows.length > most ? null : rows.map(({ id }) => id);
}

/** The conversation with this number, if this actor may see it. */
export async function numbered(work: Work, number: number): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select c.id from conversations c where c.workspace_id = ${work.workspaceId}::uuid and c.number = ${number}::bigint
      and ${visible(work.actor)}`.execute(work.db);
  return rows[0]?.id ?? null;
}
