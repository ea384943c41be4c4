import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, relative, resolve } from "node:path";
import { takeLock } from "./data-lock.ts";
import { createCluster, provision, settleCluster } from "./postgres-cluster.ts";
import { findHome, SYSTEM_DIR } from "./postgres-home.ts";
import { Postmaster } from "./postmaster.ts";
import { clearPostmaster } from "./postmaster-file.ts";

export type Postgres = { url: string; superuserUrl: string; stop(): Promise<void> };

type Options = { dataDir: string; say: (sentence: string) => void; systemDir?: string };

/** What a data directory remembers about its PostgreSQL, in `postgres.json` (0600: it holds both passwords). */
type Memory = {
  cluster: string;
  port: number;
  password: string;
  superuserPassword: string;
  provisioned: boolean;
};

/**
 * Starts the embedded PostgreSQL of a data directory, making it at the first start, and keeps it running until `stop`.
 * Refuses a directory whose PostgreSQL another process runs, or which another major version wrote.
 */
export async function startPostgres(options: Options): Promise<Postgres> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const lock = takeLock(lockFile(dataDir));
  if (!lock) throw new Error(`Another process already runs the database in ${dataDir}.`);
  try {
    const { memory, postmaster } = await launch({ ...options, dataDir });
    const stop = () => postmaster.stop().finally(() => lock.release());
    return { ...addresses(memory), stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The PostgreSQL of a data directory: the one a running Baton holds, or else one started here until `stop`. */
export async function openPostgres(options: Options): Promise<Postgres> {
  const memory = recall(options.dataDir);
  if (!memory?.provisioned) return startPostgres(options);
  const lock = takeLock(lockFile(options.dataDir));
  lock?.release();
  return lock ? startPostgres(options) : { ...addresses(memory), stop: async () => {} };
}

async function launch({ dataDir, say, systemDir = SYSTEM_DIR }: Options) {
  const known = recall(dataDir);
  const home = findHome(dataDir, known?.cluster, systemDir);
  const memory = known ?? newMemory(relative(dataDir, home.cluster), home.cluster);
  if (!known) remember(dataDir, memory);
  createCluster(home, memory.superuserPassword);
  settleCluster(home);
  await clearPostmaster(home.cluster);
  const port = await freePort(memory.port);
  if (port !== memory.port) remember(dataDir, Object.assign(memory, { port }));
  const postmaster = new Postmaster({ home, port, logFile: join(dataDir, "postgres.log"), say });
  await postmaster.start();
  if (!memory.provisioned) {
    await provision(addresses(memory).superuserUrl, memory.password);
    remember(dataDir, Object.assign(memory, { provisioned: true }));
  }
  return { memory, postmaster };
}

function newMemory(inside: string, cluster: string): Memory {
  const password = randomBytes(24).toString("hex");
  const superuserPassword = randomBytes(24).toString("hex");
  // A cluster inside the data directory moves with it.
  return {
    cluster: inside.startsWith("..") ? cluster : inside,
    port: 0,
    password,
    superuserPassword,
    provisioned: false,
  };
}

function recall(dataDir: string): Memory | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function remember(dataDir: string, memory: Memory): void {
  const file = join(dataDir, "postgres.json");
  writeFileSync(`${file}.new`, `${JSON.stringify(memory, undefined, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

function addresses({ port, password, superuserPassword }: Memory): { url: string; superuserUrl: string } {
  return {
    url: `postgres://baton:${password}@127.0.0.1:${port}/baton`,
    superuserUrl: `postgres://postgres:${superuserPassword}@127.0.0.1:${port}/postgres`,
  };
}

function lockFile(dataDir: string): string {
  return join(dataDir, "postgres.lock");
}

/** The wished-for port if nobody listens there, or else any free one on the loopback address. */
async function freePort(wish: number): Promise<number> {
  const server = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once("error", reject);
      server.listen(wish, "127.0.0.1", () => {
        const address = server.address();
        if (address && typeof address === "object") resolve(address.port);
      });
    });
  } catch (error) {
    if (wish === 0) throw error;
    return await freePort(0);
  } finally {
    server.close();
  }
}
