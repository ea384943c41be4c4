import { sql } from "kysely";
import type { Page } from "../../shared/page.ts";
import type { Response } from "../../shared/surveys.ts";
import { visible } from "../conversations/access.ts";
import { emailOf } from "../customers/identity.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import type { Work } from "../platform/work.ts";

/** What customers answered, newest first, about conversations this actor may see. */
export async function listResponses(
  work: Work,
  { rating, after, limit }: { rating?: number | undefined; after?: string | undefined; limit: number },
): Promise<Page<Response>> {
  const cursor = readCursor(after, 2);
  let query = work.db
    .selectFrom("followUps as f")
    .innerJoin("conversations as c", (join) =>
      join.onRef("c.workspaceId", "=", "f.workspaceId").onRef("c.id", "=", "f.conversationId"),
    )
    .leftJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "f.workspaceId").onRef("a.id", "=", "f.holderId"),
    )
    .select([
      "f.id",
      "f.conversationId",
      "c.number",
      "f.rating",
      "f.comment",
      "f.answeredAt",
      "a.id as holderId",
      "a.name as holderName",
    ])
    .select(["f.customerId", sql<string>`f.answered_at::text`.as("key")])
    .where("f.workspaceId", "=", work.workspaceId)
    .where("f.answeredAt", "is not", null)
    .where(visible(work.actor))
    .orderBy("f.answeredAt", "desc")
    .orderBy("f.id", "desc")
    .limit(limit + 1);
  if (rating !== undefined) query = query.where("f.rating", "=", rating);
  if (cursor)
    query = query.where(
      sql<boolean>`(f.answered_at, f.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`,
    );
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const customers = await customersOf(
    work,
    shown.map(({ customerId }) => customerId),
  );
  const items = shown.map(
    ({ id, conversationId, number, customerId, holderId, holderName, rating, comment, answeredAt }) => ({
      id,
      conversationId,
      conversationNumber: Number(number),
      customer: customers.get(customerId) ?? { id: customerId, name: "", email: null },
      holder: holderId ? { id: holderId, name: holderName ?? "" } : null,
      rating: rating ?? 0,
      comment,
      at: answeredAt ?? work.now,
    }),
  );
  return { items, next: last ? writeCursor([last.key, last.id]) : null };
}

async function customersOf(work: Work, ids: readonly string[]) {
  const rows = await work.db
    .selectFrom("customers as c")
    .select((eb) => ["c.id", "c.name", emailOf(eb).as("email")])
    .where("c.workspaceId", "=", work.workspaceId)
    .where("c.id", "=", sql<string>`any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
