import { sql } from "kysely";
import type { CustomerRef } from "../../shared/customers.ts";
import type { Work } from "../platform/work.ts";

interface FindableCustomer extends CustomerRef {
  /** Every address, number and handle. */
  identities: string[];
  createdAt: Date;
}

/** What search needs to know of these customers; one that was merged into another is found by that one. */
export async function findableCustomers(work: Work, ids: readonly string[]): Promise<FindableCustomer[]> {
  const { rows } = await sql<FindableCustomer>`
    select c.id, c.name, c.created_at,
      (select i.value from identities i where i.workspace_id = c.workspace_id and i.customer_id = c.id and i.kind = 'email'
        order by i.rank, i.created_at, i.id limit 1) as email,
      array(select i.value from identities i where i.workspace_id = c.workspace_id and i.customer_id = c.id
        order by i.rank, i.created_at, i.id limit 50) as identities
    from customers c where c.workspace_id = ${work.workspaceId}::uuid and c.id = any(${[...ids]}::uuid[])
      and c.merged_into_id is null`.execute(work.db);
  return rows;
}

/** Some customers in the order of their ids, beginning behind one. */
export async function customerIdsAfter(work: Work, after: string, most: number): Promise<string[]> {
  const rows = await work.db
    .selectFrom("customers")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", ">", after)
    .orderBy("id")
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
}
