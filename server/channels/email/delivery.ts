import { sql } from "kysely";
import type { Delivery } from "../../../shared/email.ts";
import type { Page } from "../../../shared/page.ts";
import { readCursor, writeCursor } from "../../platform/cursor.ts";
import { notFound, Refusal } from "../../platform/errors.ts";
import type { Work } from "../../platform/work.ts";
import { requireMaySee } from "./access.ts";
import { triedFor } from "./outbox.ts";

interface Change {
  state: Delivery["state"];
  reason: string;
  nextAttemptAt?: Date | null;
  giveUpAt?: Date;
  /** Why it is held: what waits for a server goes by itself when there is one. */
  heldFor?: "server" | "pace";
  /** The id by which the provider that took it knows it. */
  providerId?: string | null;
}

/** Writes what became of a delivery and tells it; without a next attempt it rests. */
export async function changeState(
  work: Work,
  { id, conversationId, messageId }: { id: string; conversationId: string | null; messageId: string | null },
  { nextAttemptAt = null, heldFor, ...change }: Change,
): Promise<void> {
  await work.db
    .updateTable("deliveries")
    .set({ ...change, heldFor: heldFor ?? null, nextAttemptAt, changedAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  const { state, reason } = change;
  work.record("delivery.changed", { deliveryId: id, conversationId, messageId, state, reason });
}

const columns = [
  "id",
  "kind",
  "toAddress as to",
  "subject",
  "state",
  "reason",
  "attempts",
  "conversationId",
  "messageId",
  "changedAt as at",
  "nextAttemptAt",
  "redirectedTo",
] as const;

/** The outbound ledger, newest first. */
export async function listDeliveries(
  work: Work,
  { state, after, limit }: { state?: string | undefined; after?: string | undefined; limit: number },
): Promise<Page<Delivery>> {
  const cursor = readCursor(after, 2);
  const rows = await work.db
    .selectFrom("deliveries")
    .select(columns)
    .select(sql<string>`created_at::text`.as("place"))
    .where("workspaceId", "=", work.workspaceId)
    .$if(state !== undefined, (query) => query.where("state", "=", state ?? ""))
    .$if(cursor !== null, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
    )
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  // The place is not in the reply's shape and stays here.
  const page = rows.slice(0, limit) as (Delivery & { place: string })[];
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page,
    next: last ? writeCursor([last.place, last.id]) : null,
  };
}

const retryable = ["failed", "held", "deferred", "bounced", "cancelled"];

/** Tries a delivery again now, for two more days; refuses one that is on its way or has arrived, or whose conversation this actor may not see. */
export async function retryDelivery(work: Work, id: string): Promise<Delivery> {
  const row = await work.db
    .selectFrom("deliveries")
    .select(["id", "state", "conversationId", "messageId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  await requireMaySee(work, row);
  if (!retryable.includes(row.state))
    throw new Refusal("unprocessable", `This mail is ${row.state}; there is nothing to try again.`);
  await changeState(work, row, {
    state: "queued",
    reason: "",
    nextAttemptAt: work.now,
    giveUpAt: deadline(work),
  });
  return getDelivery(work, id);
}

/** One row of the ledger as it is shown; whoever asks has checked that it may be seen. */
export async function getDelivery(work: Work, id: string): Promise<Delivery> {
  return work.db
    .selectFrom("deliveries")
    .select(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .$castTo<Delivery>()
    .executeTakeFirstOrThrow();
}

const deadline = (work: Work) => new Date(work.now.getTime() + triedFor);

/** Lets mail of an inbox that waited for a server go (null: mail of no inbox), because a server is there now. Returns how many, at most 500. */
export async function releaseHeld(work: Work, inboxId: string | null): Promise<number> {
  const held = await work.db
    .selectFrom("deliveries")
    .select(["id", "conversationId", "messageId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("state", "=", "held")
    .where("heldFor", "=", "server")
    .where("inboxId", inboxId === null ? "is" : "=", inboxId)
    .limit(500)
    .forUpdate()
    .skipLocked()
    .execute();
  for (const row of held)
    await changeState(work, row, {
      state: "queued",
      reason: "",
      nextAttemptAt: work.now,
      giveUpAt: deadline(work),
    });
  return held.length;
}
