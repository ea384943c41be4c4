import { setTimeout as delay } from "node:timers/promises";

/** Waits for something, at most so many milliseconds; what takes longer goes on by itself. */
export async function waitAtMost(milliseconds: number, task: Promise<unknown> | null): Promise<void> {
  const over = new AbortController();
  const patience = delay(milliseconds, undefined, { signal: over.signal }).catch(() => {});
  await Promise.race([task, patience]).finally(() => over.abort());
}
