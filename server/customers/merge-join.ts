import { sql } from "kysely";
import type { Work } from "../platform/work.ts";
import { mergeCustomers } from "./merge.ts";

/**
 * Joins customers by themselves where both are proven to be at one mailbox or number: a verified address (ana+shop@…) and
 * another verified one (ana@…). Anything less is only suggested. The older customer stays.
 */
export async function joinVerified(work: Work, identityId: string): Promise<void> {
  const ws = sql`${work.workspaceId}::uuid`;
  const { rows } = await sql<{ id: string }>`
    select distinct c.id, c.created_at from identities i
    join identities o on o.workspace_id = i.workspace_id and o.kind = i.kind and o.alike = i.alike and o.verified
    join customers c on c.workspace_id = o.workspace_id and c.id = o.customer_id
    where i.workspace_id = ${ws} and i.id = ${identityId}::uuid and i.verified and i.kind in ('email', 'phone')
    order by c.created_at, c.id limit 10`.execute(work.db);
  const [oldest, ...others] = rows;
  for (const other of others) if (oldest) await mergeCustomers(work, oldest.id, other.id);
}
