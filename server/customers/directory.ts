import { type RawBuilder, sql } from "kysely";
import type { CustomerRef } from "../../shared/customers.ts";
import type { Page } from "../../shared/page.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import type { Work } from "../platform/work.ts";
import { emailOf } from "./identity.ts";

export interface Wanted {
  q?: string | undefined;
  after?: string | undefined;
  limit: number;
}

/** The character after every other: the end of a range that starts with a prefix. */
const beyond = "\u{10ffff}";

/** Customers whose name or address starts with `q`, by name. Ranges, because LIKE cannot use an index behind row-level security. */
export async function listCustomers(
  work: Work,
  { q, after, limit }: Wanted,
): Promise<Page<CustomerRef & { createdAt: Date }>> {
  const cursor = readCursor(after, 2);
  const prefix = q?.trim().toLowerCase();
  let query = work.db
    .selectFrom("customers as c")
    .select((eb) => ["c.id", "c.name", "c.createdAt", emailOf(eb).as("email"), "c.nameKey"])
    .where("c.workspaceId", "=", work.workspaceId)
    .where("c.mergedIntoId", "is", null)
    .orderBy("c.nameKey")
    .orderBy("c.id")
    .limit(limit + 1);
  if (prefix) {
    const range = (column: string) =>
      sql`${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${prefix + beyond}`;
    // Each by an index of its own: a condition that asks for either would be held against every customer.
    const next = (which: RawBuilder<unknown>) => sql`(select n.id from customers n
      where n.workspace_id = ${work.workspaceId} and n.merged_into_id is null and ${which}
        ${cursor ? sql`and (n.name_key, n.id) > (${cursor[0]}, ${cursor[1]}::uuid)` : sql``}
      order by n.name_key, n.id limit ${limit + 1})`;
    const byEmail = sql`n.id = any(array(select i.customer_id from identities i
      where i.workspace_id = ${work.workspaceId} and i.kind = 'email' and ${range("i.value_key")}
      order by i.value_key limit 1000))`;
    query = query.where(sql<boolean>`c.id in (${next(range("n.name_key"))} union ${next(byEmail)})`);
  }
  if (cursor) query = query.where(sql<boolean>`(c.name_key, c.id) > (${cursor[0]}, ${cursor[1]}::uuid)`);
  const rows = await query.execute();
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ id, name, createdAt, email }) => ({ id, name, createdAt, email })),
    next: last ? writeCursor([last.nameKey ?? "", last.id]) : null,
  };
}
