import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { type Runner, run, runOnce, type TaskList, type WorkerEvents } from "graphile-worker";
import { sql } from "kysely";
import type { House } from "./house.ts";
import { type JobPayload, type Reaction, runReaction } from "./reactions.ts";
import { schedule } from "./schedule.ts";

/** One task per reaction name. */
export function taskList(house: House, reactions: readonly Reaction[]): TaskList {
  const list: TaskList = {};
  for (const reaction of reactions) {
    if (list[reaction.name]) throw new Error(`Two reactions are called ${reaction.name}.`);
    list[reaction.name] = (payload, { job }) =>
      runReaction(house, reaction, payload as JobPayload, job.attempts >= job.max_attempts);
  }
  return list;
}

/** Works on jobs until stopped. When the database was away, what was in hand is given back and the work starts anew. */
export async function startJobs(
  house: House,
  reactions: readonly Reaction[],
): Promise<{ stop(): Promise<void> }> {
  const tasks = taskList(house, reactions);
  const stopping = new AbortController();
  let shift = await startShift(house, tasks);
  const watched = (async () => {
    while (!stopping.signal.aborted) {
      await Promise.race([shift.over, gone(stopping.signal)]);
      if (stopping.signal.aborted) return;
      house.log.warn("the work on jobs was interrupted; it starts again");
      await Promise.race([shift.end(), pause(endWithin, undefined, { ref: false })]);
      const next = await comeBack(house, tasks, shift, stopping.signal);
      if (next) shift = next;
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await watched;
      await shift.end();
    },
  };
}

/** How long jobs that still run may hold up the others after an interruption; they end on their own. */
const endWithin = 5000;

/** A runner from its start until the line to the database breaks or it gives up. */
interface Shift {
  poolId: string;
  /** The jobs it is at now. */
  running: Set<string>;
  over: Promise<unknown>;
  end(): Promise<void>;
}

async function startShift(house: House, tasks: TaskList): Promise<Shift> {
  const events: WorkerEvents = new EventEmitter();
  const running = new Set<string>();
  let poolId = "";
  events.on("pool:create", ({ workerPool }) => (poolId = workerPool.id));
  events.on("job:start", ({ job }) => running.add(job.id));
  events.on("job:complete", ({ job }) => running.delete(job.id));
  const lineLost = new Promise((lost) => events.once("pool:listen:error", lost));
  const runner = await startRunner(house, tasks, events);
  const ended = runner.promise.catch(() => {});
  return {
    poolId,
    running,
    over: Promise.race([ended, lineLost]),
    end: async () => {
      await runner.stop().catch(() => {});
      await ended;
    },
  };
}

/** The next shift, as soon as the database takes back what the last one had in hand; null when stopped before. */
async function comeBack(
  house: House,
  tasks: TaskList,
  last: Shift,
  stopping: AbortSignal,
): Promise<Shift | null> {
  while (!stopping.aborted) {
    try {
      await giveBack(house, last);
      return await startShift(house, tasks);
    } catch {
      await pause(1000);
    }
  }
  return null;
}

/** Others may take at once what a shift had fetched and does not work on. */
async function giveBack(house: House, { poolId, running }: Shift): Promise<void> {
  await sql`update graphile_worker._private_jobs set locked_at = null, locked_by = null
            where locked_by = ${poolId} and id <> all(${[...running]}::bigint[])`.execute(house.system);
  await sql`update graphile_worker._private_job_queues set locked_at = null, locked_by = null
            where locked_by = ${poolId}`.execute(house.system);
}

const gone = (signal: AbortSignal) =>
  new Promise((done) => signal.addEventListener("abort", done, { once: true }));

/** Completions go in batches: only then does a runner notice when one of them fails. */
function startRunner(house: House, tasks: TaskList, events: WorkerEvents): Promise<Runner> {
  return run({
    pgPool: house.queuePool,
    taskList: tasks,
    noHandleSignals: true,
    logger: house.workerLogger,
    events,
    preset: {
      worker: {
        concurrentJobs: 4,
        pollInterval: 1000,
        maxResetLockedInterval: 60_000,
        minResetLockedInterval: 30_000,
        localQueue: { size: 64, ttl: 20_000 },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  });
}

/** Runs the jobs that are due now and returns; for tests and for demo data. */
export async function runJobsOnce(house: House, reactions: readonly Reaction[]): Promise<void> {
  await runOnce({
    pgPool: house.queuePool,
    taskList: taskList(house, reactions),
    noHandleSignals: true,
    logger: house.workerLogger,
    preset: { worker: { concurrentJobs: 4 } },
  });
}

/** A process that died leaves its jobs locked, by default for four hours; a minute is enough for what reactions do. */
export const unlockDeadJobs = schedule("jobs.unlock", 20, async (house) => {
  await sql`update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = now()
            where locked_at < now() - interval '60 seconds'`.execute(house.system);
  await sql`update graphile_worker._private_job_queues set locked_at = null, locked_by = null
            where locked_at < now() - interval '60 seconds'`.execute(house.system);
  return 0;
});
