import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { type Runner, run, runOnce, type TaskList, type WorkerEvents } from "graphile-worker";
import { sql } from "kysely";
import type { House } from "./house.ts";
import { placesInside, placesOutside } from "./places.ts";
import { type JobOfMany, type JobPayload, nameOfMany } from "./queue.ts";
import { runReaction, runTogether } from "./reaction-runs.ts";
import type { Reaction } from "./reactions.ts";
import { schedule } from "./schedule.ts";

/** One task per reaction name, and one for what it does together. */
export function taskList(house: House, reactions: readonly Reaction[]): TaskList {
  const list: TaskList = {};
  for (const reaction of reactions) {
    if (list[reaction.name]) throw new Error(`Two reactions are called ${reaction.name}.`);
    list[reaction.name] = (payload, { job }) =>
      runReaction(house, reaction, payload as JobPayload, job.attempts >= job.max_attempts);
    if (!reaction.together) continue;
    list[nameOfMany(reaction.name)] = (payload, { job }) =>
      runTogether(house, reaction, payload as JobOfMany, job.attempts === 1);
  }
  return list;
}

/**
 * Works on jobs until stopped: those that wait for others (mail servers, name servers) in places of their own, so that however
 * many of these never answer, the rest goes on. When the database was away, what was in hand is given back and the work starts anew.
 */
export async function startJobs(
  house: House,
  reactions: readonly Reaction[],
): Promise<{ stop(): Promise<void> }> {
  const those = (outside: boolean) => reactions.filter((one) => (one.outside ?? false) === outside);
  const lanes = await Promise.all([
    startLane({ house, tasks: taskList(house, those(false)), places: placesInside }),
    startLane({ house, tasks: taskList(house, those(true)), places: placesOutside }),
  ]);
  return { stop: async () => void (await Promise.all(lanes.map((lane) => lane.stop()))) };
}

/** Tasks that share places. */
interface Lane {
  house: House;
  tasks: TaskList;
  places: number;
}

async function startLane(lane: Lane): Promise<{ stop(): Promise<void> }> {
  const { log } = lane.house;
  const stopping = new AbortController();
  let shift = await startShift(lane);
  const watched = (async () => {
    while (!stopping.signal.aborted) {
      await Promise.race([shift.over, gone(stopping.signal)]);
      if (stopping.signal.aborted) return;
      log.warn("the work on jobs was interrupted; it starts again");
      await Promise.race([shift.end(), pause(endWithin, undefined, { ref: false })]);
      const next = await comeBack(lane, shift, stopping.signal);
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

async function startShift(lane: Lane): Promise<Shift> {
  const { house } = lane;
  const events: WorkerEvents = new EventEmitter();
  const running = new Set<string>();
  let poolId = "";
  events.on("pool:create", ({ workerPool }) => (poolId = workerPool.id));
  events.on("job:start", ({ job }) => running.add(job.id));
  events.on("job:complete", ({ job }) => running.delete(job.id));
  tellFailures(house, events);
  const lineLost = new Promise((lost) => events.once("pool:listen:error", lost));
  const runner = await startRunner(lane, events);
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

/** Failed work is listed from the moment at which the queue has written it down, a little after its event. */
function tellFailures(house: House, events: WorkerEvents): void {
  events.on("job:failed", ({ job }) => {
    const { workspaceId } = job.payload as JobPayload;
    void isWritten(house, job.id)
      .then(() => house.passings.tell(workspaceId, "failed_work.changed"))
      .catch(() => {});
  });
}

async function isWritten(house: House, id: string): Promise<void> {
  for (let looks = 0; looks < 100; looks++) {
    const { rows } = await sql`select from graphile_worker._private_jobs
      where id = ${id}::bigint and locked_at is null`.execute(house.system);
    if (rows.length > 0) return;
    await pause(50, undefined, { ref: false });
  }
}

/** The next shift, as soon as the database takes back what the last one had in hand; null when stopped before. */
async function comeBack(lane: Lane, last: Shift, stopping: AbortSignal): Promise<Shift | null> {
  while (!stopping.aborted) {
    try {
      await giveBack(lane.house, last);
      return await startShift(lane);
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
function startRunner({ house, tasks, places }: Lane, events: WorkerEvents): Promise<Runner> {
  return run({
    pgPool: house.queuePool,
    taskList: tasks,
    noHandleSignals: true,
    logger: house.workerLogger,
    events,
    preset: {
      worker: {
        concurrentJobs: places,
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
  const events: WorkerEvents = new EventEmitter();
  tellFailures(house, events);
  await runOnce({
    events,
    pgPool: house.queuePool,
    taskList: taskList(house, reactions),
    noHandleSignals: true,
    logger: house.workerLogger,
    preset: { worker: { concurrentJobs: placesInside } },
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
