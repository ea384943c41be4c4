import { sql } from "kysely";
import type { z } from "zod";
import type { Order, recordOrder as recordOrderEndpoint } from "../../shared/commerce.ts";
import type { Page } from "../../shared/page.ts";
import { findOrMake, getCustomer } from "../customers/customer.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";

export type NewOrder = z.output<(typeof recordOrderEndpoint)["body"]>;

/** Records an order or its newest state; the same number twice is one order, its customer stays. */
export async function recordOrder(work: Work, number: string, order: NewOrder): Promise<Order> {
  const customerId = await findOrMake(work, order.customer);
  const { status, currency, totalMinor, lines, placedAt } = order;
  const set = { status, currency, totalMinor, lines: JSON.stringify(lines), placedAt };
  const row = await work.db
    .insertInto("orders")
    .values({ workspaceId: work.workspaceId, id: newId(), customerId, number, ...set })
    .onConflict((conflict) => conflict.columns(["workspaceId", "number"]).doUpdateSet(set))
    .returningAll()
    .executeTakeFirstOrThrow();
  work.record("order.recorded", { customerId: row.customerId, orderId: row.id });
  return shown(row);
}

/** A customer's orders, newest first. */
export async function listOrders(
  work: Work,
  customerId: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<Order>> {
  await getCustomer(work, customerId);
  const cursor = readCursor(after, 2);
  let query = work.db
    .selectFrom("orders")
    .selectAll()
    .select(sql<string>`placed_at::text`.as("placedText"))
    .where("workspaceId", "=", work.workspaceId)
    .where("customerId", "=", customerId)
    .orderBy("placedAt", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1);
  if (cursor)
    query = query.where(sql<boolean>`(placed_at, id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`);
  const rows = await query.execute();
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(shown),
    next: last ? writeCursor([last.placedText, last.id]) : null,
  };
}

function shown(row: Omit<Order, "status" | "lines"> & { status: string; lines: unknown }): Order {
  return { ...row, status: row.status as Order["status"], lines: row.lines as Order["lines"] };
}
