import { sql } from "kysely";
import type { z } from "zod";
import type { DuplicateReason } from "../../shared/customer-merging.ts";
import type { CustomerRef } from "../../shared/customers.ts";
import type { Work } from "../platform/work.ts";
import { customerRef, getCustomer } from "./customer.ts";

type Reason = z.infer<typeof DuplicateReason>;
const most = 10;
/** Parts before the @ that say nothing about who writes. */
const shared = ["info", "office", "mail", "hello", "contact", "support", "sales", "admin", "team", "service"];

/** Customers who may be the same person, most likely first: the same number or mailbox, the same part before the @, the same name. */
export async function listDuplicates(work: Work, id: string): Promise<(CustomerRef & { why: Reason })[]> {
  const { name, mergedIntoId } = await getCustomer(work, id);
  if (mergedIntoId) return [];
  const ws = sql`${work.workspaceId}::uuid`;
  const me = sql`${id}::uuid`;
  const { rows } = await sql<{ id: string; why: Reason }>`
    select id, (array['phone', 'mailbox', 'local_part', 'name'])[min(place)] as why from (
      (select o.customer_id as id, case i.kind when 'phone' then 1 else 2 end as place
        from identities i join identities o on o.workspace_id = i.workspace_id and o.kind = i.kind and o.alike = i.alike
        where i.workspace_id = ${ws} and i.customer_id = ${me} and i.kind in ('phone', 'email') and o.customer_id <> ${me}
          and (i.kind = 'email' or length(i.alike) >= 6) limit 50)
      union all
      (select o.customer_id, 3 from identities i join identities o on o.workspace_id = i.workspace_id and o.local_part = i.local_part
        where i.workspace_id = ${ws} and i.customer_id = ${me} and o.customer_id <> ${me}
          and length(i.local_part) >= 5 and i.local_part <> all(${shared}::text[]) limit 50)
      union all
      (select c.id, 4 from customers c where c.workspace_id = ${ws} and c.id <> ${me} and c.merged_into_id is null
        and ${name.trim()} <> '' and c.name_key = lower(${name}) limit 50)
    ) found group by id order by min(place), id limit ${most}`.execute(work.db);
  return Promise.all(rows.map(async ({ id, why }) => ({ ...(await customerRef(work, id)), why })));
}
