import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { pino } from "pino";
import { inject } from "vitest";
import { type App, openApp, reactions, schedules } from "../server/app.ts";
import { MovableClock } from "../server/platform/clock.ts";
import { type Config, readConfig } from "../server/platform/config.ts";
import { type House, openHouse } from "../server/platform/house.ts";
import { runJobsOnce } from "../server/platform/jobs.ts";
import { Relay } from "../server/platform/relay.ts";
import { runDue } from "../server/platform/schedule.ts";

/** A house of its own for one test file: real database, real routes, jobs and schedules on demand, a clock to move. */
export interface TestHouse extends House {
  clock: MovableClock;
  app: App;
  relay: Relay;
  databaseUrl: string;
  /** Hands on the log and runs the jobs, and those that come of them, until nothing is left. */
  runReactions(): Promise<void>;
  /** Does what is due by the house's clock. */
  runSchedules(): Promise<void>;
  /** Both, until nothing happens any more. */
  settle(): Promise<void>;
}

export async function openTestHouse(env: Record<string, string> = {}): Promise<TestHouse> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = await createDatabase(name);
  const dataDir = await mkdtemp(join(tmpdir(), "baton-house-"));
  const config: Config = readConfig({
    BATON_DATA_DIR: dataDir,
    BATON_TRANSACTION_MS: "60000",
    // However busy the machine: what a test has sent has left, or was refused, when the test goes on.
    BATON_SEND_WAIT_MS: "120000",
    BATON_SMTP_PORT: "0",
    ...env,
  });
  const databaseUrl = withDatabase(inject("postgresUrl"), name);
  const clock = new MovableClock();
  const log = pino({ level: process.env["BATON_TEST_LOG"] ?? "silent" });
  const house = await openHouse({ config, databaseUrl, clock, log });
  const app = await openApp(house);
  await app.fastify.ready();
  const relay = new Relay(house, reactions);

  const runReactions = async () => {
    for (let round = 0; round < 50; round++) {
      const events = await relay.drain();
      await sql`update graphile_worker._private_jobs set run_at = now() - interval '1 second' where attempts < max_attempts`.execute(
        house.system,
      );
      const { rows } = await sql<{
        due: number;
      }>`select count(*)::int as due from graphile_worker._private_jobs where attempts < max_attempts`.execute(
        house.system,
      );
      if (events === 0 && rows[0]?.due === 0) return;
      await runJobsOnce(house, reactions);
    }
    throw new Error("Reactions go on and on.");
  };
  const runSchedules = async () => void (await runDue(house, schedules));

  return {
    ...house,
    clock,
    app,
    relay,
    databaseUrl,
    runReactions,
    runSchedules,
    settle: async () => {
      await runReactions();
      await runSchedules();
      await runReactions();
    },
    close: async () => {
      await app.fastify.close();
      await house.close();
      await dropDatabase(admin, name);
      await admin.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A copy of the migrated template; the connection it returns can drop it again. */
export async function createDatabase(name: string): Promise<pg.Client> {
  const admin = new pg.Client({ connectionString: inject("postgresAdminUrl") });
  await admin.connect();
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.query(`create database ${name} template baton_template owner baton`);
      return admin;
    } catch (error) {
      // Another test file copies the template at this moment.
      if (attempt >= 50 || (error as { code?: string }).code !== "55006") throw error;
      await pause(100);
    }
  }
}

/** Drops a database once those in it have left: a connection that is just closing takes being thrown out as an error. */
export async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  for (let looks = 0; looks < 200; looks++) {
    const { rows } = await admin.query(
      "select from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
      [name],
    );
    if (rows.length === 0) break;
    await pause(100);
  }
  await admin.query(`drop database if exists ${name} with (force)`);
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
