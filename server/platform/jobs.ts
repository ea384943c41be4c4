import { type Runner, run, runOnce, type TaskList } from "graphile-worker";
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

/** Works on jobs until stopped, also after a database that was away for so long that the runner gave up. */
export async function startJobs(
  house: House,
  reactions: readonly Reaction[],
): Promise<{ stop(): Promise<void> }> {
  const tasks = taskList(house, reactions);
  let stopped = false;
  let runner = await startRunner(house, tasks);
  const watched = (async () => {
    while (!stopped) {
      await runner.promise.catch(() => {});
      if (stopped) return;
      house.log.warn("the work on jobs was interrupted; it starts again");
      await new Promise((done) => setTimeout(done, 1000));
      if (stopped) return;
      runner = await startRunner(house, tasks).catch(() => runner);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await runner.stop().catch(() => {});
      await watched;
    },
  };
}

/** A worker that died gives its jobs back after a minute; none waits in this process for as long as that. */
function startRunner(house: House, tasks: TaskList): Promise<Runner> {
  return run({
    pgPool: house.queuePool,
    taskList: tasks,
    noHandleSignals: true,
    logger: house.workerLogger,
    preset: {
      worker: {
        concurrentJobs: 8,
        pollInterval: 1000,
        maxResetLockedInterval: 60_000,
        minResetLockedInterval: 30_000,
        localQueue: { size: 64, ttl: 20_000 },
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
