import { mkdir } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { type App, openApp, reactions, schedules } from "./app.ts";
import { finishSending } from "./channels/email/sender.ts";
import { startMail } from "./channels/email/start.ts";
import { presenceSchedule } from "./people/presence.ts";
import { setUpHeadless, setupNeeded } from "./people/setup.ts";
import { type Clock, systemClock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import { lockDataDir } from "./platform/data-lock.ts";
import { type House, type Log, openHouse } from "./platform/house.ts";
import { startJobs } from "./platform/jobs.ts";
import { migrate } from "./platform/migrate.ts";
import { startPostgres } from "./platform/postgres.ts";
import { Relay } from "./platform/relay.ts";
import { startSchedules } from "./platform/schedule.ts";

export interface Running {
  /** True while nobody has set up the first workspace. */
  fresh: boolean;
  house: House;
  app: App;
  /** Ends everything, what was begun last first. */
  stop(): Promise<void>;
}

/** Longest that one part may take to end; PostgreSQL, which comes last, has its own patience. */
const stopSeconds = 30;

type Stop = () => Promise<unknown> | unknown;

/** Starts everything a process has been given to do; what has begun is ended again when a later step fails. */
export async function start(config: Config, log: Log, clock: Clock = systemClock): Promise<Running> {
  const stops: Stop[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) {
      const patience = pause(stopSeconds * 1000, "late", { ref: false });
      const ended = (async () => end())().catch((error: unknown) => {
        log.warn({ err: error }, "could not end cleanly");
      });
      if ((await Promise.race([ended, patience])) === "late") log.warn("a part took too long to end");
    }
  };
  try {
    const house = await openGround(config, log, clock, stops);
    const { needed: fresh } = await setupNeeded(house);
    return { ...(await openRoles(house, stops)), house, fresh, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openGround(config: Config, log: Log, clock: Clock, stops: Stop[]): Promise<House> {
  await mkdir(config.dataDir, { recursive: true });
  // With a database of one's own several processes may share the directory: its key and its files.
  const lock = config.databaseUrl ? null : lockDataDir(config.dataDir);
  if (lock) stops.push(() => lock.release());
  const say = (sentence: string) => log.info(sentence);
  const postgres = config.databaseUrl ? null : await startPostgres({ dataDir: config.dataDir, say });
  if (postgres) stops.push(() => postgres.stop());
  const databaseUrl = config.databaseUrl ?? postgres?.url ?? "";
  await migrate(databaseUrl);
  const house = await openHouse({ config, databaseUrl, clock, log });
  stops.push(() => house.close());
  await setUpHeadless(house);
  return house;
}

async function openRoles(house: House, stops: Stop[]): Promise<{ app: App }> {
  const { roles, port, host } = house.config;
  void house.wake.listen();
  const app = await openApp(house);
  stops.push(() => app.fastify.close());
  if (roles.has("worker")) stops.push(await startWorker(house));
  if (roles.has("mail")) {
    const mail = await startMail(house);
    stops.push(() => mail.stop());
  }
  if (roles.has("web")) {
    await app.realtime.start();
    stops.push(() => app.realtime.stop());
    stops.push(startSchedules(house, [presenceSchedule(() => app.realtime.present())]));
  }
  // Every role answers /health and /metrics; without `web` there is nothing else behind the port that anybody is told of.
  await app.fastify.listen({ port, host });
  return { app };
}

async function startWorker(house: House): Promise<Stop> {
  const relay = new Relay(house, reactions);
  relay.start();
  const jobs = await startJobs(house, reactions);
  const stopSchedules = startSchedules(house, schedules);
  return async () => {
    await Promise.all([stopSchedules(), relay.stop()]);
    await jobs.stop();
    await finishSending(house, 20_000);
  };
}
