import { sql } from "kysely";
import { changesBetween } from "../platform/changes.ts";
import { notFound } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";

export interface InboxRecord {
  id: string;
  name: string;
  address: string;
  teamId: string | null;
  restricted: boolean;
  signature: string;
  acknowledge: boolean;
  /** Mail to `support+anything@…` comes to `support@…`; signed reply addresses always do. */
  plusAddressing: boolean;
  createdAt: Date;
}

const columns = [
  "id",
  "name",
  "address",
  "teamId",
  "restricted",
  "signature",
  "acknowledge",
  "plusAddressing",
  "createdAt",
] as const;

/** The inboxes of the workspace, oldest first. */
export async function listInboxes(work: Work): Promise<InboxRecord[]> {
  return work.db
    .selectFrom("inboxes")
    .select(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("removedAt", "is", null)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
}

export async function getInbox(work: Work, id: string): Promise<InboxRecord> {
  const row = await work.db
    .selectFrom("inboxes")
    .select(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .where("removedAt", "is", null)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

export type NewInbox = Omit<InboxRecord, "id" | "createdAt">;

/** Makes an inbox; the database refuses an address that has one already. */
export async function createInbox(work: Work, wanted: NewInbox): Promise<InboxRecord> {
  const id = newId();
  await work.db
    .insertInto("inboxes")
    .values({ workspaceId: work.workspaceId, id, ...wanted, createdAt: work.now })
    .execute();
  work.record("inbox.created", { inboxId: id });
  return getInbox(work, id);
}

/** Changes an inbox. A new address does not reach back: mail to the old one is refused from now on. */
export async function changeInbox(work: Work, id: string, changes: Partial<NewInbox>): Promise<InboxRecord> {
  const before = await getInbox(work, id);
  if (Object.keys(changes).length > 0) {
    await work.db
      .updateTable("inboxes")
      .set(changes)
      .where("workspaceId", "=", work.workspaceId)
      .where("id", "=", id)
      .execute();
  }
  const fields = Object.keys(changes) as (keyof NewInbox)[];
  work.record("inbox.changed", { inboxId: id, changes: changesBetween(before, changes, fields) });
  return getInbox(work, id);
}

/** Removes an inbox; the database refuses while conversations belong to it. */
export async function removeInbox(work: Work, id: string): Promise<void> {
  await getInbox(work, id);
  await work.db
    .deleteFrom("inboxes")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  work.record("inbox.removed", { inboxId: id });
}

/** The inbox of what comes without one: the oldest, or a first one made for it. */
export async function defaultInbox(work: Work): Promise<string> {
  const first = (await listInboxes(work))[0];
  if (first) return first.id;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`inbox ${work.workspaceId}`}, 44))`.execute(
    work.db,
  );
  const again = (await listInboxes(work))[0];
  if (again) return again.id;
  const address = `support@${work.workspaceId.slice(-12)}.localhost`;
  const made = await createInbox(work, {
    name: "Support",
    address,
    teamId: null,
    restricted: false,
    signature: "",
    acknowledge: true,
    plusAddressing: true,
  });
  return made.id;
}

export interface InboxPlace {
  workspaceId: string;
  inboxId: string;
  address: string;
  plusAddressing: boolean;
}

/** Inboxes of the whole house at these addresses; whoever delivers does not know the workspace yet. */
export async function inboxesAt(house: House, addresses: readonly string[]): Promise<InboxPlace[]> {
  return house.system
    .selectFrom("inboxes")
    .select(["workspaceId", "id as inboxId", "address", "plusAddressing"])
    .where(
      sql<string>`lower(address)`,
      "in",
      addresses.map((address) => address.toLowerCase()),
    )
    .where("removedAt", "is", null)
    .execute();
}

/** Every inbox of the house. */
export async function everyInbox(house: House): Promise<InboxPlace[]> {
  return house.system
    .selectFrom("inboxes")
    .select(["workspaceId", "id as inboxId", "address", "plusAddressing"])
    .where("removedAt", "is", null)
    .execute();
}
