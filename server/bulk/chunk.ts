import { sql } from "kysely";
import { BulkAction } from "../../shared/bulk.ts";
import { act, samePart, takeBack } from "../conversations/action.ts";
import { type Snapshot, snapshotOf } from "../conversations/snapshot.ts";
import { isUnavailable, Refusal, sqlState } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import { takeTurns } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";

/** Small enough to be committed well within a second. */
const size = 25;

interface Item {
  position: number;
  conversationId: string;
  before: unknown;
  after: unknown;
}
interface Outcome {
  state: "done" | "unchanged" | "failed" | "undone" | "kept";
  code?: string;
  reason?: string;
  before?: Snapshot;
  after?: Snapshot;
}

export interface Running {
  workspaceId: string;
  id: string;
  undoing: boolean;
  action: unknown;
}

/**
 * Does or takes back the next few conversations, each for itself, in one work by whoever asked. Returns how many; null while
 * another process is at it.
 */
export async function nextChunk(house: House, work: Work, running: Running): Promise<number | null> {
  const action = BulkAction.decode(running.action as never);
  const items = await claim(work, running);
  if (!items) return null;
  const outcomes: (Outcome & { position: number })[] = [];
  for (const item of items) {
    const outcome = await alone(house, work, (inner) =>
      running.undoing ? undoOne(inner, action, item) : doOne(inner, action, item),
    );
    const kept = running.undoing && outcome.state === "failed";
    outcomes.push({ ...outcome, ...(kept && { state: "kept" }), position: item.position });
  }
  if (outcomes.length > 0) await note(work, running.id, outcomes);
  return items.length;
}

/**
 * Takes the turn of every conversation before anything is locked or written, in their order: so the log keeps the order of
 * verbs, and two works never wait for each other in a circle.
 */
async function claim(work: Work, { id, undoing }: Running): Promise<Item[] | null> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`bulk ${id}`}, 46)) as mine`.execute(work.db);
  if (!rows[0]?.mine) return null;
  const next = work.db
    .selectFrom("bulkItems")
    .select(["position", "conversationId", "before", "after"])
    .where("workspaceId", "=", work.workspaceId)
    .where("bulkId", "=", id)
    .where("state", "=", undoing ? "done" : "pending");
  const seen = await next.orderBy("position").limit(size).execute();
  if (seen.length === 0) return [];
  const inOrder = seen.map(({ conversationId }) => conversationId).sort();
  await takeTurns(work, inOrder);
  // Again, locked: it may have been cancelled while waiting.
  return next.where("conversationId", "in", inOrder).orderBy("conversationId").forUpdate().execute();
}

async function doOne(work: Work, action: BulkAction, { conversationId: id }: Item): Promise<Outcome> {
  const before = await snapshotOf(work, id, action.do === "fill");
  await act(work, id, action);
  const after = await snapshotOf(work, id, action.do === "fill");
  return { state: samePart(action, before, after) ? "unchanged" : "done", before, after };
}

async function undoOne(work: Work, action: BulkAction, item: Item): Promise<Outcome> {
  const now = await snapshotOf(work, item.conversationId, action.do === "fill");
  if (!samePart(action, item.after as Snapshot, now))
    return { state: "kept", code: "conflict", reason: "Somebody changed it meanwhile." };
  await takeBack(work, item.conversationId, action, item.before as Snapshot);
  return { state: "undone" };
}

/** One conversation, all or nothing, inside of the chunk: what it recorded is kept only if it went well. */
async function alone(house: House, work: Work, task: (inner: Work) => Promise<Outcome>): Promise<Outcome> {
  const told: (() => void)[] = [];
  const inner: Work = { ...work, record: (name, data) => void told.push(() => work.record(name, data)) };
  await sql`savepoint item`.execute(work.db);
  try {
    const outcome = await task(inner);
    await sql`release savepoint item`.execute(work.db);
    for (const tell of told) tell();
    return outcome;
  } catch (error) {
    const state = sqlState(error);
    // The whole chunk is tried again: by its work when others were faster, or when the database is back.
    if (state === "40001" || state === "40P01" || isUnavailable(error)) throw error;
    await sql`rollback to savepoint item`.execute(work.db);
    if (error instanceof Refusal) return { state: "failed", code: error.code, reason: error.message };
    house.log.error({ err: error }, "a bulk action failed for one conversation");
    return { state: "failed", code: "internal", reason: "Something went wrong on our side." };
  }
}

async function note(
  work: Work,
  bulkId: string,
  outcomes: readonly (Outcome & { position: number })[],
): Promise<void> {
  const rows = outcomes.map(({ code = null, reason = "", before = null, after = null, ...rest }) => ({
    ...rest,
    code,
    reason,
    before,
    after,
  }));
  await sql`update bulk_items i set state = o.state, code = o.code, reason = o.reason,
      before = coalesce(o.before, i.before), after = coalesce(o.after, i.after)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as o (position integer, state text, code text, reason text, before jsonb, after jsonb)
    where i.workspace_id = ${work.workspaceId}::uuid and i.bulk_id = ${bulkId}::uuid and i.position = o.position`.execute(
    work.db,
  );
}
