import { type Runner, run, runOnce, type TaskList } from "graphile-worker";
import { sql } from "kysely";
import { system } from "./actor.ts";
import type { House } from "./house.ts";
import { attemptsForGood, type JobPayload, type Reaction, runReaction } from "./reactions.ts";
import { schedule } from "./schedule.ts";

/** One task per reaction name. */
export function taskList(house: House, reactions: readonly Reaction[]): TaskList {
  const list: TaskList = {};
  for (const reaction of reactions) {
    if (list[reaction.name]) throw new Error(`Two reactions are called ${reaction.name}.`);
    list[reaction.name] = async (payload, helpers) => {
      const job = payload as JobPayload;
      try {
        await runReaction(house, reaction, job);
      } catch (error) {
        if (helpers.job.attempts >= attemptsForGood) await failedForGood(house, reaction.name, job);
        throw error;
      }
    };
  }
  return list;
}

async function failedForGood(
  house: House,
  reaction: string,
  { workspaceId, eventId }: JobPayload,
): Promise<void> {
  await house
    .work(system(workspaceId, "jobs"), async (work) => work.record("reaction.failed", { reaction, eventId }))
    .catch((error: unknown) => house.log.error({ err: error, reaction }, "could not record a failure"));
}

/** Works on jobs until stopped. A worker that died gives its jobs back after a minute. */
export async function startJobs(house: House, reactions: readonly Reaction[]): Promise<Runner> {
  return run({
    pgPool: house.systemPool,
    taskList: taskList(house, reactions),
    noHandleSignals: true,
    logger: house.workerLogger,
    preset: {
      worker: {
        concurrentJobs: 8,
        pollInterval: 1000,
        maxResetLockedInterval: 60_000,
        minResetLockedInterval: 30_000,
        localQueue: { size: 64 },
      },
    },
  });
}

/** Runs the jobs that are due now and returns; for tests and for demo data. */
export async function runJobsOnce(house: House, reactions: readonly Reaction[]): Promise<void> {
  await runOnce({
    pgPool: house.systemPool,
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
