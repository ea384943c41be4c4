import { type RawBuilder, sql } from "kysely";
import type { Fact, Facts, Field } from "../platform/conditions.ts";
import type { Work } from "../platform/work.ts";

/** What the fields hold for these conversations, to look at conditions in memory: read by the very expressions that select them in SQL. */
export async function factsOf(
  work: Work,
  ids: readonly string[],
  fields: readonly Field[],
): Promise<Map<string, Facts>> {
  const columns = fields.map((field, index) => sql`${readable(field)} as ${sql.id(`f${index}`)}`);
  const { rows } = await sql<Record<string, Fact> & { id: string }>`
    select c.id, ${sql.join(columns)} from conversations c
    where c.workspace_id = ${work.workspaceId}::uuid and c.id = any(${[...ids]}::uuid[])`.execute(work.db);
  return new Map(
    rows.map((row) => [
      row.id,
      Object.fromEntries(fields.map((field, index) => [field.id, row[`f${index}`] ?? null])),
    ]),
  );
}

/** A day would become a moment of this machine's zone. */
const readable = ({ type, sql: value }: Field): RawBuilder<unknown> =>
  type === "day" ? sql`(${value})::text` : value;
