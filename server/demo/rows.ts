import { type Insertable, sql } from "kysely";
import type { DB } from "../platform/tables.ts";
import type { Work } from "../platform/work.ts";
import type { ToldEvent } from "./told.ts";

/** Inserts many rows of one shape with one statement; contents of jsonb columns go in as they are. */
export async function putRows<T extends keyof DB & string>(
  work: Work,
  table: T,
  rows: readonly Insertable<DB[T]>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  await insert(work, snake(table), rows.map(snakeKeys));
}

/** Marks rows as made by the demo: what hangs on them goes when it goes. */
export async function mark(
  work: Work,
  kind: "agent" | "team" | "inbox" | "customer" | "conversation",
  ids: readonly string[],
): Promise<void> {
  const { workspaceId } = work;
  await putRows(
    work,
    "demoRows",
    ids.map((id) => ({ workspaceId, kind, id })),
  );
}

const before = -1_000_000_000_000;
const perStep = 100_000;

/**
 * Writes events into the log at places before its beginning, where no reader and no relay starts: they tell of the past, and
 * nothing happens because of them.
 */
export async function putEvents(work: Work, step: number, events: readonly ToldEvent[]): Promise<void> {
  const { workspaceId } = work;
  const inOrder = events.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const rows = inOrder.map(({ data, ...event }, index) => ({
    ...event,
    workspaceId,
    conversationId: data["conversationId"] ?? null,
    customerId: data["customerId"] ?? null,
    data,
    position: before + step * perStep + index,
    xid: "0",
  }));
  await insert(work, "events", rows.map(snakeKeys));
}

async function insert(work: Work, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${columns}) overriding system value
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
    work.db,
  );
}

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function snakeKeys(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]));
}
