import type { House } from "./house.ts";

/** Something the clock does: rows with a due time, picked up in batches. Returns how many it did. */
export interface Schedule {
  name: string;
  /** Seconds between looks; a full batch looks again at once. */
  every: number;
  run: (house: House, now: Date) => Promise<number>;
}

export function schedule(name: string, every: number, run: Schedule["run"]): Schedule {
  return { name, every, run };
}

/** Looks again until a look finds nothing; one that always finds something is cut off at 1,000 looks. */
export async function runDue(house: House, schedules: readonly Schedule[]): Promise<number> {
  let total = 0;
  for (const one of schedules) {
    for (let look = 0; look < 1000; look++) {
      const done = await one.run(house, house.clock.now());
      total += done;
      if (done === 0) break;
    }
  }
  return total;
}

/** Milliseconds between the first looks: all at once would open every connection there may be. */
const apart = 20;

/** Runs every schedule by the real clock until stopped; a failing one is logged and looked at again later. */
export function startSchedules(house: House, schedules: readonly Schedule[]): () => Promise<void> {
  let closed = false;
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();

  const look = async (one: Schedule): Promise<void> => {
    let done = 0;
    try {
      done = await one.run(house, house.clock.now());
    } catch (error) {
      house.log.warn({ err: error, schedule: one.name }, "a schedule failed; it is looked at again");
    }
    if (!closed) plan(one, done > 0 ? 0 : one.every * 1000);
  };

  const plan = (one: Schedule, milliseconds: number): void => {
    const timer = setTimeout(() => {
      const run = look(one);
      running.add(run);
      void run.finally(() => running.delete(run));
    }, milliseconds);
    timers.set(one.name, timer);
  };

  schedules.forEach((one, place) => plan(one, place * apart));
  return async () => {
    closed = true;
    for (const timer of timers.values()) clearTimeout(timer);
    await Promise.all(running);
  };
}
