import { type Bulk, undoMinutes } from "../../shared/bulk.ts";

/** True while it runs, and until it is closed or can no longer be undone. */
export function isInSight(
  { id, state, finishedAt }: Pick<Bulk, "id" | "state" | "finishedAt">,
  closed: readonly string[],
  now: Date,
): boolean {
  if (state === "running" || state === "undoing") return true;
  return (
    !closed.includes(id) && finishedAt !== null && now.getTime() - finishedAt.getTime() < undoMinutes * 60_000
  );
}

/** How many conversations it is through with, whatever became of them. */
export function through({ counts, state }: Pick<Bulk, "counts" | "state">): number {
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  return state === "undoing" || state === "undone" ? of("undone", "kept") : of("done", "unchanged", "failed");
}
