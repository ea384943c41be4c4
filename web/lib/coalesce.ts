/** How long a key waits before its first run, and how long it rests after one, in milliseconds. */
export interface Pace {
  delay: number;
  rest: () => number;
}

/**
 * Runs a task per key, never twice at once: what is asked while it runs is run once more afterwards,
 * so that a stream of events costs one request at a time and the last state is always fetched.
 */
export function coalescer(pace: Pace) {
  const keys = new Map<string, "waiting" | "running" | "again">();

  async function turn(key: string, task: () => Promise<unknown>): Promise<void> {
    keys.set(key, "running");
    await task().catch(() => {});
    await pause(pace.rest());
    if (keys.get(key) === "again") return turn(key, task);
    keys.delete(key);
  }

  return function stir(key: string, task: () => Promise<unknown>): void {
    const state = keys.get(key);
    if (state === "running") keys.set(key, "again");
    if (state) return;

    keys.set(key, "waiting");
    setTimeout(() => void turn(key, task), pace.delay);
  };
}

function pause(milliseconds: number): Promise<void> {
  return milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : Promise.resolve();
}
