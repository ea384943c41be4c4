import { sql } from "kysely";
import type { Page } from "../../shared/page.ts";
import type { Suppression, SuppressionCause } from "../../shared/suppressions.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import { notFound } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { customerByEmail } from "./customer.ts";

export interface NewSuppression {
  address: string;
  cause: SuppressionCause;
  /** In words for people. */
  reason: string;
  /** The mail that came back. */
  deliveryId?: string | null;
}

/** Stops mail to an address. The same cause again changes nothing and tells nobody; returns the suppression's id. */
export async function suppress(work: Work, { address, cause, reason, deliveryId }: NewSuppression) {
  const { workspaceId, actor, now } = work;
  const made = await work.db
    .insertInto("suppressions")
    .values({
      workspaceId,
      id: newId(),
      address: address.toLowerCase(),
      cause,
      reason: reason.slice(0, 1000),
      deliveryId: deliveryId ?? null,
      agentId: actor.kind === "agent" ? actor.id : null,
      createdAt: now,
    })
    .onConflict((conflict) =>
      conflict.columns(["workspaceId", "address", "cause"]).where("liftedAt", "is", null).doNothing(),
    )
    .returning("id")
    .executeTakeFirst();
  if (!made) return liveId(work, address, cause);
  const customer = await customerByEmail(work, address);
  work.record("address.suppressed", { suppressionId: made.id, customerId: customer?.id ?? null, cause });
  return made.id;
}

async function liveId(work: Work, address: string, cause: SuppressionCause): Promise<string> {
  const { id } = await work.db
    .selectFrom("suppressions")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("address", "=", address.toLowerCase())
    .where("cause", "=", cause)
    .where("liftedAt", "is", null)
    .executeTakeFirstOrThrow();
  return id;
}

/** An agent stops mail to an address. */
export async function suppressAddress(work: Work, body: { address: string; reason: string }) {
  return getSuppression(work, await suppress(work, { ...body, cause: "agent" }));
}

/** Lets mail to the address go again, with who said so and why; lifting twice changes nothing. */
export async function liftSuppression(work: Work, id: string, why: string): Promise<Suppression> {
  const lifted = await work.db
    .updateTable("suppressions")
    .set({ liftedAt: work.now, liftedBy: work.actor.kind === "agent" ? work.actor.id : null, liftedWhy: why })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .where("liftedAt", "is", null)
    .returning("address")
    .executeTakeFirst();
  if (lifted) {
    const customer = await customerByEmail(work, lifted.address);
    work.record("address.unsuppressed", { suppressionId: id, customerId: customer?.id ?? null, why });
  }
  return getSuppression(work, id);
}

/** Notes that somebody wrote to us from the address: replies to them go out from now on. */
export async function noteWriting(work: Work, ...addresses: readonly string[]): Promise<void> {
  const lower = addresses.map((address) => address.toLowerCase());
  await work.db
    .updateTable("suppressions")
    .set({ wroteSince: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("address", "=", sql<string>`any(${lower}::text[])`)
    .where("liftedAt", "is", null)
    .where("cause", "<>", "agent")
    .where("wroteSince", "is", null)
    .execute();
}

async function getSuppression(work: Work, id: string): Promise<Suppression> {
  const row = await rows(work).where("s.id", "=", id).executeTakeFirst();
  if (!row) throw notFound();
  return shape(row);
}

/** What stops mail to an address now, oldest first. */
export async function suppressionsOf(work: Work, address: string): Promise<Suppression[]> {
  const found = await rows(work)
    .where("s.address", "=", address.toLowerCase())
    .where("s.liftedAt", "is", null)
    .orderBy("s.createdAt")
    .orderBy("s.id")
    .execute();
  return found.map(shape);
}

function rows(work: Work) {
  return work.db
    .selectFrom("suppressions as s")
    .leftJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "s.workspaceId").onRef("a.id", "=", "s.agentId"),
    )
    .select(["s.id", "s.address", "s.cause", "s.reason", "s.deliveryId", "s.wroteSince", "s.createdAt"])
    .select(["s.agentId", "a.name as agentName"])
    .select(sql<string>`s.created_at::text`.as("place"))
    .where("s.workspaceId", "=", work.workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>[number];

function shape(row: Row): Suppression {
  const { id, address, cause, reason, deliveryId, wroteSince, createdAt, agentId, agentName } = row;
  const agent = agentId ? { id: agentId, name: agentName ?? "" } : null;
  return { id, address, cause: cause as SuppressionCause, reason, deliveryId, agent, wroteSince, createdAt };
}

/** The character after every other: the end of a range that starts with a prefix. */
const beyond = "\u{10ffff}";

/** Live suppressions, newest first; with `q` those that begin with it, by address. */
export async function listSuppressions(
  work: Work,
  { q, after, limit }: { q?: string | undefined; after?: string | undefined; limit: number },
): Promise<Page<Suppression>> {
  const cursor = readCursor(after, 2);
  const base = rows(work).where("s.liftedAt", "is", null);
  const query = q
    ? base
        .where(sql<boolean>`s.address >= ${q} and s.address < ${q + beyond}`)
        .$if(cursor !== null, (some) =>
          some.where(sql<boolean>`(s.address, s.id) > (${cursor?.[0]}, ${cursor?.[1]}::uuid)`),
        )
        .orderBy("s.address")
        .orderBy("s.id")
    : base
        .$if(cursor !== null, (some) =>
          some.where(
            sql<boolean>`(s.created_at, s.id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`,
          ),
        )
        .orderBy("s.createdAt", "desc")
        .orderBy("s.id", "desc");
  const found = await query.limit(limit + 1).execute();
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    items: found.slice(0, limit).map(shape),
    next: last ? writeCursor([q ? last.address : last.place, last.id]) : null,
  };
}
