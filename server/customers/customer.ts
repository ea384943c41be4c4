import { type Expression, sql } from "kysely";
import type { Customer, CustomerRef, Identity } from "../../shared/customers.ts";
import { brokenConstraint, notFound, Refusal, sqlState } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { emailOf } from "./identity.ts";

/** One customer with every identity; foreign and missing look the same. */
export async function getCustomer(work: Work, id: string): Promise<Customer> {
  const row = await work.db
    .selectFrom("customers")
    .select(["id", "name", "note", "createdAt", "mergedIntoId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound();
  const identities = await work.db
    .selectFrom("identities")
    .select(["id", "kind", "value", "verified"])
    .where("workspaceId", "=", work.workspaceId)
    .where("customerId", "=", id)
    .orderBy("rank")
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
  const email = identities.find(({ kind }) => kind === "email")?.value ?? null;
  return { ...row, email, identities: identities as Identity[] };
}

/** A customer as other things show one; also by what finds the id. */
export async function customerRef(work: Work, id: string | Expression<string>): Promise<CustomerRef> {
  const row = await work.db
    .selectFrom("customers as c")
    .select((eb) => ["c.id", "c.name", emailOf(eb).as("email")])
    .where("c.workspaceId", "=", work.workspaceId)
    .where("c.id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

export interface NewCustomer {
  name: string;
  email?: string | undefined;
  note?: string;
  /** True when the address is proven to be theirs. */
  verified?: boolean;
}

/** Makes a customer; refused when another one has the address. */
export async function createCustomer(
  work: Work,
  { name, email, note = "", verified = false }: NewCustomer,
): Promise<Customer> {
  const id = newId();
  const { workspaceId, now } = work;
  await work.db.insertInto("customers").values({ workspaceId, id, name, note, createdAt: now }).execute();
  if (email) await insertIdentity(work, id, "email", email, verified);
  work.record("customer.created", { customerId: id });
  return getCustomer(work, id);
}

/** The customer with this address, or a new one. Two mails of a new sender at once make one customer. */
export async function findOrMake(
  work: Work,
  { name, email }: { name: string; email: string },
): Promise<string> {
  const known = await customerByEmail(work, email);
  if (known) {
    if (name !== "" && known.name === "") await rename(work, known.id, name);
    return known.id;
  }
  const id = newId();
  const { workspaceId, now } = work;
  await work.db
    .insertInto("customers")
    .values({ workspaceId, id, name: name.slice(0, 200), createdAt: now })
    .execute();
  const mine = await work.db
    .insertInto("identities")
    .values({ workspaceId, id: newId(), customerId: id, kind: "email", value: email, createdAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (mine.numInsertedOrUpdatedRows === 1n) {
    work.record("customer.created", { customerId: id });
    return id;
  }
  await work.db.deleteFrom("customers").where("workspaceId", "=", workspaceId).where("id", "=", id).execute();
  const other = await customerByEmail(work, email);
  if (!other) throw new Error("The customer with this address vanished.");
  return other.id;
}

/** Customers by these addresses, in lower case; whose address is nobody's is left out. */
export async function customersByEmail(
  work: Work,
  emails: readonly string[],
): Promise<Map<string, { id: string; name: string }>> {
  const lower = emails.map((email) => email.toLowerCase());
  const rows = await work.db
    .selectFrom("identities as i")
    .innerJoin("customers as c", (join) =>
      join.onRef("c.workspaceId", "=", "i.workspaceId").onRef("c.id", "=", "i.customerId"),
    )
    .select(["c.id", "c.name", "i.valueKey as email"])
    .where("i.workspaceId", "=", work.workspaceId)
    .where("i.kind", "=", "email")
    .where("i.valueKey", "=", sql<string>`any(${lower}::text[])`)
    .execute();
  return new Map(rows.map(({ email, ...customer }) => [email ?? "", customer]));
}

export async function customerByEmail(
  work: Work,
  email: string,
): Promise<{ id: string; name: string } | undefined> {
  return work.db
    .selectFrom("identities as i")
    .innerJoin("customers as c", (join) =>
      join.onRef("c.workspaceId", "=", "i.workspaceId").onRef("c.id", "=", "i.customerId"),
    )
    .select(["c.id", "c.name"])
    .where("i.workspaceId", "=", work.workspaceId)
    .where("i.kind", "=", "email")
    .where("i.valueKey", "=", email.toLowerCase())
    .executeTakeFirst();
}

/** Changes name or note. */
export async function changeCustomer(
  work: Work,
  id: string,
  changes: { name?: string | undefined; note?: string | undefined },
): Promise<Customer> {
  const set = {
    ...(changes.name !== undefined && { name: changes.name }),
    ...(changes.note !== undefined && { note: changes.note }),
  };
  await requireUnmerged(work, id);
  if (Object.keys(set).length > 0) {
    const changed = await work.db
      .updateTable("customers")
      .set(set)
      .where("workspaceId", "=", work.workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 1n) work.record("customer.changed", { customerId: id });
  }
  return getCustomer(work, id);
}

async function requireUnmerged(work: Work, id: string): Promise<void> {
  const { mergedIntoId, name } = await getCustomer(work, id);
  if (mergedIntoId) throw new Refusal("customer_merged", `${name} is merged into another customer.`);
}

async function rename(work: Work, id: string, name: string): Promise<void> {
  await changeCustomer(work, id, { name: name.slice(0, 200) });
}

/** Adds what an agent knows to be the customer's; refused when another customer has it. */
export async function addIdentity(
  work: Work,
  id: string,
  kind: Identity["kind"],
  value: string,
): Promise<Customer> {
  await requireUnmerged(work, id);
  if (kind === "email" && !/^[^\s@]+@[^\s@]+$/.test(value))
    throw new Refusal("unprocessable", `"${value}" is not an e-mail address.`);
  await insertIdentity(work, id, kind, value, false);
  work.record("customer.changed", { customerId: id });
  return getCustomer(work, id);
}

async function insertIdentity(
  work: Work,
  customerId: string,
  kind: string,
  value: string,
  verified: boolean,
): Promise<void> {
  try {
    await work.db
      .insertInto("identities")
      .values({
        workspaceId: work.workspaceId,
        id: newId(),
        customerId,
        kind,
        value,
        verified,
        createdAt: work.now,
      })
      .execute();
  } catch (error) {
    if (sqlState(error) !== "23505" || brokenConstraint(error) !== "identities_by_value") throw error;
    throw new Refusal("duplicate", `${value} belongs to another customer.`);
  }
}
