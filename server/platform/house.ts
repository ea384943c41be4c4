import { Logger } from "graphile-worker";
import type pg from "pg";
import { type DestinationStream, pino } from "pino";
import type { Actor } from "./actor.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { type Database, database, openPool } from "./database.ts";
import type { Cause } from "./events.ts";
import { type FileStore, openFiles } from "./files.ts";
import { type Metrics, openMetrics } from "./metrics.ts";
import { Passings } from "./passings.ts";
import { placesOutside } from "./places.ts";
import { openSecrets, type Secrets } from "./secrets.ts";
import { Wake } from "./wake.ts";
import { type Work, work } from "./work.ts";

export type Log = pino.Logger;

/** What every part of the program stands on. */
export interface House {
  config: Config;
  clock: Clock;
  log: Log;
  workerLogger: Logger;
  /** Bound to one workspace at a time; only `work` uses it. */
  db: Database;
  pool: pg.Pool;
  /** Sees every workspace: the relay, schedules, sign-in. Never for what an actor asked for. */
  system: Database;
  systemPool: pg.Pool;
  /** Of the relay and the job queue, whose commits may be lost in a crash. */
  queuePool: pg.Pool;
  files: FileStore;
  secrets: Secrets;
  metrics: Metrics;
  wake: Wake;
  passings: Passings;
  work<T>(actor: Actor, task: (work: Work) => Promise<T>, cause?: Cause): Promise<T>;
  close(): Promise<void>;
}

export interface HouseOptions {
  config: Config;
  databaseUrl: string;
  clock?: Clock;
  log?: Log;
}

/** Opens pools, files and secrets; the database must be migrated. */
export async function openHouse({
  config,
  databaseUrl,
  clock = systemClock,
  log = openLog(config),
}: HouseOptions): Promise<House> {
  let closing = false;
  // Pools do not wait for their last goodbyes, so a database that ends next may still cut some off.
  const onError = (error: Error) => {
    if (!closing) log.warn({ err: error.message }, "a database connection was lost");
  };
  const common = { url: databaseUrl, transactionMs: config.transactionMs, onError };
  const pool = openPool({ ...common, max: 16, role: "baton_app", name: "app", pipeline: true });
  const systemPool = openPool({ ...common, max: 12, name: "house" });
  // Relay and job queue: lost together, never apart, and then done again; what a reaction changes goes through `pool`.
  // The queue asks for room for as many as work at once; a connection is opened only when one is needed.
  const queuePool = openPool({ ...common, max: placesOutside, name: "queue", lossy: true });
  const db = database(pool);
  const wake = new Wake(queuePool);
  const passings = new Passings(wake);
  const place = { pool, clock, recorded: wake.ring, passed: passings.tell };
  return {
    config,
    clock,
    log,
    workerLogger: workerLogger(log),
    db,
    pool,
    system: database(systemPool),
    systemPool,
    queuePool,
    files: openFiles(config),
    secrets: await openSecrets(config.dataDir, config.secretKey),
    metrics: openMetrics(),
    wake,
    passings,
    work: (actor, task, cause) => work(place, actor, task, cause),
    close: async () => {
      closing = true;
      wake.close();
      await Promise.all([pool.end(), systemPool.end(), queuePool.end()]);
    },
  };
}

/** What a database error tells besides its message: the row that was refused, and so the words of a message. */
const tooMuch = ["detail", "where", "internalQuery", "hint"];

/** Lines of JSON to the terminal, or to `out`; without what people wrote, and without what proves who they are. */
export function openLog(config: Pick<Config, "logLevel">, out?: DestinationStream): Log {
  const options = {
    level: config.logLevel,
    redact: {
      paths: [
        "req.headers.cookie",
        "req.headers.authorization",
        "password",
        "*.password",
        ...tooMuch.flatMap((name) => [`err.${name}`, `err.cause.${name}`]),
      ],
      remove: true,
    },
  };
  return out ? pino(options, out) : pino(options);
}

function workerLogger(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === "error") log.error({ err: meta?.["error"] }, message);
    else if (level === "warning") log.warn(message);
    else log.debug(message);
  });
}
