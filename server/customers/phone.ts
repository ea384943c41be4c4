import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";

/** A telephone number without what people write between its digits; a leading + stays. */
export function plainNumber(text: string): string {
  return text.replace(/[^\d+]/g, "").replace(/(?!^)\+/g, "");
}

/** Adds a number to a customer unless somebody has it; a number proves nothing. */
export async function noteNumber(work: Work, customerId: string, phone: string): Promise<boolean> {
  const value = plainNumber(phone);
  if (value === "") return false;
  const { workspaceId, now } = work;
  const added = await work.db
    .insertInto("identities")
    .values({ workspaceId, id: newId(), customerId, kind: "phone", value, createdAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** The customer with this number, or a new one. */
export async function findOrMakeByNumber(
  work: Work,
  { name, phone }: { name: string; phone: string },
): Promise<string> {
  const known = await byNumber(work, phone);
  if (known) return known;
  const id = newId();
  const { workspaceId, now } = work;
  await work.db.insertInto("customers").values({ workspaceId, id, name, createdAt: now }).execute();
  if (await noteNumber(work, id, phone)) {
    work.record("customer.created", { customerId: id });
    return id;
  }
  // Two calls of one new number at once: the other one was quicker.
  await work.db.deleteFrom("customers").where("workspaceId", "=", workspaceId).where("id", "=", id).execute();
  const other = await byNumber(work, phone);
  if (!other) throw new Error("The customer with this number vanished.");
  return other;
}

async function byNumber(work: Work, phone: string): Promise<string | undefined> {
  const row = await work.db
    .selectFrom("identities")
    .select("customerId")
    .where("workspaceId", "=", work.workspaceId)
    .where("kind", "=", "phone")
    .where("valueKey", "=", plainNumber(phone))
    .executeTakeFirst();
  return row?.customerId;
}
