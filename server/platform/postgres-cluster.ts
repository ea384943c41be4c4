import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Account, Home } from "./postgres-home.ts";

const MAJOR = 18;

// ALTER SYSTEM writes another file, read after this one: an operator's own tuning wins and stays.
const SETTINGS = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 100
shared_buffers = 128MB
effective_cache_size = 1GB
work_mem = 8MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
jit = off
fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on
max_wal_size = 1GB
checkpoint_timeout = 10min
# Fewer processes, less idle memory: reads go straight to the kernel, nobody replicates from here.
io_method = sync
max_wal_senders = 0
max_logical_replication_workers = 0
# The log must never hold a customer's words: no statements, no row values, no ordinary errors.
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
log_line_prefix = '%m [%p] '
timezone = 'UTC'
log_timezone = 'UTC'
`;

/** The environment PostgreSQL's programs run in: English messages, UTC, and nothing of ours. */
export const POSTGRES_ENV = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** Makes the cluster if there is none; a creation that was interrupted leaves nothing that counts. */
export function createCluster({ bin, cluster, account }: Home, superuserPassword: string): void {
  if (existsSync(cluster)) return;
  const fresh = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(fresh, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  give(account, fresh, passwordFile);
  const { status, stderr, error } = spawnSync(
    join(bin, "initdb"),
    [
      `--pgdata=${fresh}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
    ],
    { cwd: "/", env: POSTGRES_ENV, encoding: "utf8", ...identity(account) },
  );
  rmSync(passwordFile);
  if (status !== 0)
    throw new Error(`The database could not be created in ${cluster}: ${error?.message ?? stderr.trim()}`);
  renameSync(fresh, cluster);
}

/** Refuses a cluster of another PostgreSQL major, then writes Baton's settings into it. */
export function settleCluster({ cluster, account }: Home): void {
  const major = Number(readFileSync(join(cluster, "PG_VERSION"), "utf8"));
  if (major > MAJOR)
    throw new Error(
      `${cluster} was written by PostgreSQL ${major}, a newer one than this Baton carries (${MAJOR}): start the newer Baton.`,
    );
  if (major < MAJOR)
    throw new Error(
      `${cluster} was written by PostgreSQL ${major}, and this Baton carries ${MAJOR}: back up with the older Baton and restore with this one.`,
    );
  // Renamed into place, so that a link planted by PostgreSQL's account is replaced and never followed.
  const fresh = join(cluster, `postgresql.conf.${randomBytes(6).toString("hex")}`);
  writeFileSync(fresh, SETTINGS, { flag: "wx", mode: 0o600 });
  give(account, fresh);
  renameSync(fresh, join(cluster, "postgresql.conf"));
}

/** Makes the role `baton`, which can neither bypass row-level security nor become superuser, and its database. */
export async function provision(superuserUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount: role } = await client.query("select from pg_roles where rolname = 'baton'");
    const options = `login nosuperuser nobypassrls createrole password '${password}'`;
    await client.query(`${role ? "alter" : "create"} role baton ${options}`);
    const { rowCount: database } = await client.query("select from pg_database where datname = 'baton'");
    if (!database) await client.query("create database baton owner baton");
    await client.query("revoke all on database baton from public");
  } finally {
    await client.end();
  }
}

/** Spawn options that run a program as an account. */
export function identity(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

function give(account: Account | undefined, ...paths: string[]): void {
  if (account) for (const path of paths) chownSync(path, account.uid, account.gid);
}
