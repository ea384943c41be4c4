import { sql } from "kysely";
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
  const name = sql<string>`lower(c.name) collate "C"`;
  let query = work.db
    .selectFrom("customers as c")
    .select((eb) => ["c.id", "c.name", "c.createdAt", emailOf(eb).as("email"), name.as("sortName")])
    .where("c.workspaceId", "=", work.workspaceId)
    .where("c.mergedIntoId", "is", null)
    .orderBy(name)
    .orderBy("c.id")
    .limit(limit + 1);
  if (prefix) {
    const byEmail = sql`c.id in (select i.customer_id from identities i where i.workspace_id = ${work.workspaceId} and i.kind = 'email'
      and lower(i.value) collate "C" >= ${prefix} and lower(i.value) collate "C" < ${prefix + beyond} limit 1000)`;
    query = query.where(
      sql<boolean>`((${name} >= ${prefix} and ${name} < ${prefix + beyond}) or ${byEmail})`,
    );
  }
  if (cursor) query = query.where(sql<boolean>`(${name}, c.id) > (${cursor[0]}, ${cursor[1]}::uuid)`);
  const rows = await query.execute();
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ id, name, createdAt, email }) => ({ id, name, createdAt, email })),
    next: last ? writeCursor([last.sortName, last.id]) : null,
  };
}
