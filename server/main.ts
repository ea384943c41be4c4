import { mkdir } from "node:fs/promises";
import { openApp, reactions, schedules } from "./app.ts";
import { type Config, readConfig } from "./platform/config.ts";
import { lockDataDir } from "./platform/data-lock.ts";
import { openHouse, openLog } from "./platform/house.ts";
import { startJobs } from "./platform/jobs.ts";
import { migrate } from "./platform/migrate.ts";
import { startPostgres } from "./platform/postgres.ts";
import { Relay } from "./platform/relay.ts";
import { startSchedules } from "./platform/schedule.ts";

type Stop = () => Promise<unknown> | unknown;

/** Starts everything in order and returns how to end it, last begun first ended. */
async function start(config: Config): Promise<Stop[]> {
  const stops: Stop[] = [];
  const log = openLog(config);
  const say = (sentence: string) => log.info(sentence);

  await mkdir(config.dataDir, { recursive: true });
  const lock = lockDataDir(config.dataDir);
  stops.push(() => lock.release());

  const postgres = config.databaseUrl ? null : await startPostgres({ dataDir: config.dataDir, say });
  if (postgres) stops.push(() => postgres.stop());
  const databaseUrl = config.databaseUrl ?? postgres?.url ?? "";
  await migrate(databaseUrl);

  const house = await openHouse({ config, databaseUrl, log });
  stops.push(() => house.close());
  void house.wake.listen();

  const app = await openApp(house);
  stops.push(() => app.fastify.close());
  if (config.roles.has("worker")) stops.push(await startWorker(house));
  if (config.roles.has("web")) {
    await app.realtime.start();
    stops.push(() => app.realtime.stop());
    await app.fastify.listen({ port: config.port, host: config.host });
  }
  return stops;
}

async function startWorker(house: Awaited<ReturnType<typeof openHouse>>): Promise<Stop> {
  const relay = new Relay(house, reactions);
  relay.start();
  const jobs = await startJobs(house, reactions);
  const stopSchedules = startSchedules(house, schedules);
  return async () => {
    await Promise.all([stopSchedules(), relay.stop()]);
    await jobs.stop();
  };
}

const config = readConfig();
const stops = await start(config);
let ending = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    void (async () => {
      for (const stop of stops.reverse()) await stop();
      process.exit(0);
    })();
  });
}
