import { type ExpressionBuilder, type RawBuilder, sql } from "kysely";
import type { DB } from "../platform/tables.ts";
import type { Work } from "../platform/work.ts";

/** The address mail goes to: the first one known; for queries in which customers is called `c`, or what is said. */
export function emailOf(
  _eb: ExpressionBuilder<DB & { c: DB["customers"] }, "c">,
  customer = "c",
): RawBuilder<string | null> {
  const [workspaceId, id] = [sql.ref(`${customer}.workspaceId`), sql.ref(`${customer}.id`)];
  return sql<
    string | null
  >`(select i.value from identities i where i.workspace_id = ${workspaceId} and i.customer_id = ${id}
    and i.kind = 'email' order by i.rank, i.created_at, i.id limit 1)`;
}

/** Marks an address as proven to be its customer's (they answered from it through a signed link or address). */
export async function verifyEmail(work: Work, customerId: string, email: string): Promise<void> {
  const proven = await work.db
    .updateTable("identities")
    .set({ verified: true })
    .where("workspaceId", "=", work.workspaceId)
    .where("customerId", "=", customerId)
    .where("kind", "=", "email")
    .where((eb) => eb(eb.fn<string>("lower", ["value"]), "=", email.toLowerCase()))
    .where("verified", "=", false)
    .returning("id")
    .execute();
  for (const { id } of proven) work.record("customer.identity_verified", { customerId, identityId: id });
}
