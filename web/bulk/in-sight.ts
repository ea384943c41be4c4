import { type Bulk, undoMinutes } from "../../shared/bulk.ts";

const minute = 60_000;

/** True while it runs, and until it is closed or can no longer be undone; what was taken back whole goes after a minute. */
export function isInSight(
  bulk: Pick<Bulk, "id" | "state" | "finishedAt" | "counts">,
  closed: readonly string[],
  now: Date,
): boolean {
  const { id, state, finishedAt } = bulk;
  if (state === "running" || state === "undoing") return true;
  if (closed.includes(id) || finishedAt === null) return false;
  const longest = state === "undone" && isWell(bulk) ? 1 : undoMinutes;
  return now.getTime() - finishedAt.getTime() < longest * minute;
}

/** Ended a while ago as it should: it stays within reach to be undone, in one line. */
export function isSettled(bulk: Pick<Bulk, "state" | "finishedAt" | "counts">, now: Date): boolean {
  const { state, finishedAt } = bulk;
  const ended = state !== "running" && state !== "undoing" && finishedAt !== null;
  return ended && isWell(bulk) && now.getTime() - finishedAt.getTime() >= minute;
}

/** Nothing failed, and nothing could not be taken back. */
const isWell = ({ counts }: Pick<Bulk, "counts">) => !counts["failed"] && !counts["kept"];

/** How many conversations it is through with, whatever became of them. */
export function through({ counts, state }: Pick<Bulk, "counts" | "state">): number {
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  return state === "undoing" || state === "undone" ? of("undone", "kept") : of("done", "unchanged", "failed");
}
