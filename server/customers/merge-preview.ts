import { sql } from "kysely";
import type { CustomerMergePreview } from "../../shared/customer-merging.ts";
import type { FieldValue } from "../../shared/fields.ts";
import { ConsentPurpose } from "../../shared/suppressions.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { getCustomer } from "./customer.ts";
import { requireTwo, valuesOf } from "./merge.ts";
import { strictest } from "./merge-consents.ts";

/** What two customers would be as one; refuses one who is merged already. */
export async function previewCustomerMerge(
  work: Work,
  targetId: string,
  sourceId: string,
): Promise<CustomerMergePreview> {
  requireTwo(targetId, sourceId);
  const [target, source] = [await side(work, targetId), await side(work, sourceId)];
  const [kept, offered] = [await valuesOf(work, targetId), await valuesOf(work, sourceId)];
  const [theirs, others] = [await strictest(work, targetId), await strictest(work, sourceId)];
  return {
    target,
    source,
    fields: [...new Set([...Object.keys(kept), ...Object.keys(offered)])].map((fieldId) => ({
      fieldId,
      target: plain(kept[fieldId]),
      source: plain(offered[fieldId]),
    })),
    consents: ConsentPurpose.options.map((purpose) => ({
      purpose,
      target: theirs[purpose],
      source: others[purpose],
      becomes: stricter(theirs[purpose], others[purpose]),
    })),
  };
}

/** A no of either is a no; a yes of either is a yes at the address that said it. */
const stricter = (one: boolean | null, other: boolean | null) =>
  one === false || other === false ? false : (one ?? other);

const plain = (value: Record<string, unknown> | undefined): FieldValue | null =>
  (Object.values(value ?? {}).find((one) => one !== null) as FieldValue | undefined) ?? null;

async function side(work: Work, id: string): Promise<CustomerMergePreview["target"]> {
  const { identities, mergedIntoId, ...customer } = await getCustomer(work, id);
  if (mergedIntoId) throw new Refusal("customer_merged", `${customer.name} is merged already.`);
  const { rows } = await sql<{ belongings: CustomerMergePreview["target"]["belongings"] }>`
    select customer_belongings(${work.workspaceId}::uuid, ${id}::uuid) as belongings`.execute(work.db);
  const belongings = rows[0]?.belongings ?? { conversations: 0, unresolved: 0, orders: 0 };
  return { customer, identities, belongings };
}
