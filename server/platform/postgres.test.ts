import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lockDataDir } from "./data-lock.ts";
import { openPostgres, type Postgres, startPostgres } from "./postgres.ts";
import { clearPostmaster, readPostmaster } from "./postmaster-file.ts";

const isRoot = process.getuid?.() === 0;
let base = "";
let running: Postgres[] = [];
let said: string[] = [];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "baton-postgres-"));
  // mkdtemp makes it 0700, and PostgreSQL's account must be able to enter.
  chmodSync(base, 0o755);
  running = [];
  said = [];
});

afterEach(async () => {
  await Promise.all(running.map((postgres) => postgres.stop()));
  // What a killed process has left running.
  await clearPostmaster(clusterOf(join(base, "data")));
  rmSync(base, { recursive: true, force: true });
});

async function start(dataDir = join(base, "data")): Promise<Postgres> {
  const postgres = await startPostgres({
    dataDir,
    say: (line) => said.push(line),
    systemDir: join(base, "system"),
  });
  running.push(postgres);
  return postgres;
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that runs the same data directory, so that it can be killed. */
async function startElsewhere(dataDir: string): Promise<ChildProcess> {
  const program = `
    const { startPostgres } = await import(${JSON.stringify(join(import.meta.dirname, "postgres.ts"))});
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, say: () => {} });
    process.stdout.write("ready");
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

const clusterOf = (dataDir: string) => join(dataDir, "postgres");
const memoryOf = (dataDir: string) => JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));

test("makes a durable database in UTF-8 and UTC whose role cannot step around row-level security", async () => {
  const { url } = await start();
  const [row] = await ask(
    url,
    `select current_user as who, rolsuper, rolbypassrls, rolcreaterole, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as committed, current_setting('full_page_writes') as pages,
       current_setting('timezone') as zone, pg_encoding_to_char(encoding) as encoding, datlocprovider as provider,
       datlocale as locale, pg_get_userbyid(datdba) as owner, current_setting('server_version_num')::int / 10000 as major
     from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  );
  expect(row).toEqual({
    who: "baton",
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: true,
    fsync: "on",
    committed: "on",
    pages: "on",
    zone: "UTC",
    encoding: "UTF8",
    provider: "b",
    locale: "C.UTF-8",
    owner: "baton",
    major: 18,
  });
});

test("keeps its data, passwords and port from one start to the next", async () => {
  const first = await start();
  await ask(first.url, "create table kept (word text); insert into kept values ('relay')");
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, "select word from kept")).toEqual([{ word: "relay" }]);
});

test("keeps its passwords from everybody else and listens on loopback only", async () => {
  const { superuserUrl } = await start();
  expect(statSync(join(base, "data", "postgres.json")).mode & 0o777).toBe(0o600);
  expect(await ask(superuserUrl, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  const wrong = superuserUrl.replace(/:[^:@]+@/, ":wrong@");
  await expect(ask(wrong, "select 1")).rejects.toThrow("password authentication failed");
});

test("moves to another port when a stranger has taken its own", async () => {
  const first = await start();
  await first.stop();
  const stranger = createServer().listen(memoryOf(join(base, "data")).port, "127.0.0.1");
  await new Promise((resolve) => stranger.once("listening", resolve));
  try {
    const second = await start();
    expect(second.url).not.toBe(first.url);
    expect(await ask(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  } finally {
    stranger.close();
  }
});

test("comes back by itself when PostgreSQL is killed, with everything that was committed", async () => {
  const { url } = await start();
  await ask(url, "create table kept (word text); insert into kept values ('relay')");
  const before = readPostmaster(clusterOf(join(base, "data")));
  process.kill(before?.pid ?? 0, "SIGKILL");
  await vi.waitFor(() => expect(said.at(-1)).toBe("PostgreSQL is back."), { timeout: 120_000 });
  expect(said[0]).toBe("PostgreSQL ended unexpectedly (SIGKILL); starting it again.");
  expect(await ask(url, "select word from kept")).toEqual([{ word: "relay" }]);
});

test("takes over from a Baton that was killed and left PostgreSQL running", async () => {
  const dataDir = join(base, "data");
  const dead = await startElsewhere(dataDir);
  const orphan = readPostmaster(clusterOf(dataDir))?.pid ?? 0;
  await kill(dead);
  expect(() => process.kill(orphan, 0)).not.toThrow();
  const { url } = await start(dataDir);
  expect(readPostmaster(clusterOf(dataDir))?.pid).not.toBe(orphan);
  expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("starts over a postmaster.pid whose number now belongs to a stranger", async () => {
  const dataDir = join(base, "data");
  const first = await start(dataDir);
  const file = join(clusterOf(dataDir), "postmaster.pid");
  const lines = readFileSync(file, "utf8").split("\n");
  await first.stop();
  const owner = statSync(clusterOf(dataDir));
  const stranger = spawn("sleep", ["600"], { uid: owner.uid, gid: owner.gid, cwd: "/" });
  try {
    writeFileSync(file, [stranger.pid, ...lines.slice(1)].join("\n"));
    const second = await start(dataDir);
    expect(await ask(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  } finally {
    stranger.kill();
  }
});

test("refuses data that another process runs, and opens it through that process instead", async () => {
  const dataDir = join(base, "data");
  const other = await startElsewhere(dataDir);
  try {
    await expect(start(dataDir)).rejects.toThrow(`Another process already runs the database in ${dataDir}.`);
    const guest = await openPostgres({ dataDir, say: () => {} });
    await guest.stop();
    expect(await ask(guest.url, "select 1 as one")).toEqual([{ one: 1 }]);
  } finally {
    await kill(other);
  }
});

test("refuses a cluster of a newer PostgreSQL and leaves it as it was", async () => {
  const dataDir = join(base, "data");
  await (await start(dataDir)).stop();
  const version = join(clusterOf(dataDir), "PG_VERSION");
  writeFileSync(version, "19\n");
  await expect(start(dataDir)).rejects.toThrow(
    "was written by PostgreSQL 19, a newer one than this Baton carries (18)",
  );
  expect(existsSync(join(clusterOf(dataDir), "postmaster.pid"))).toBe(false);
  writeFileSync(version, "18\n");
  expect(await ask((await start(dataDir)).url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("makes the cluster anew when its creation was interrupted", async () => {
  const dataDir = join(base, "data");
  mkdirSync(join(dataDir, "postgres.new"), { recursive: true });
  writeFileSync(join(dataDir, "postgres.new", "half"), "");
  expect(await ask((await start(dataDir)).url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("says PostgreSQL's own reason when it cannot start", async () => {
  const dataDir = join(base, "data");
  await (await start(dataDir)).stop();
  const control = join(clusterOf(dataDir), "global", "pg_control");
  rmSync(control);
  await expect(start(dataDir)).rejects.toThrow(/PostgreSQL did not start\. .*pg_control/s);
});

test("lets one Baton at a time use a data directory, and the next when that one was killed", async () => {
  const program = `
    const { lockDataDir } = await import(${JSON.stringify(join(import.meta.dirname, "data-lock.ts"))});
    lockDataDir(${JSON.stringify(base)});
    process.stdout.write("ready");
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  expect(() => lockDataDir(base)).toThrow(
    `Another Baton (process ${child.pid}) is already using the data directory ${base}.`,
  );
  await kill(child);
  const lock = lockDataDir(base);
  expect(() => lockDataDir(base)).toThrow("Another Baton");
  lock.release();
});

test.runIf(isRoot)(
  "keeps the cluster elsewhere when PostgreSQL's account may not enter the data directory",
  async () => {
    const closed = join(base, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const dataDir = join(closed, "data");
    const first = await start(dataDir);
    await ask(first.url, "create table kept (word text); insert into kept values ('relay')");
    await first.stop();
    expect(memoryOf(dataDir).cluster).toMatch(new RegExp(`^${base}/system/[0-9a-f]{16}/postgres$`));
    expect(statSync(closed).mode & 0o777).toBe(0o700);
    expect(await ask((await start(dataDir)).url, "select word from kept")).toEqual([{ word: "relay" }]);
  },
);

test.runIf(isRoot)(
  "refuses a copied data directory whose database stayed behind, and follows one that moved",
  async () => {
    const closed = join(base, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const dataDir = join(closed, "data");
    const first = await start(dataDir);
    await first.stop();
    const copy = join(closed, "copy");
    cpSync(dataDir, copy, { recursive: true });
    await expect(start(copy)).rejects.toThrow(`${copy} is a copy of ${dataDir}`);
    rmSync(dataDir, { recursive: true });
    expect((await start(copy)).url).toBe(first.url);
  },
);

test.runIf(isRoot)("runs PostgreSQL as the account that owns the cluster, never as root", async () => {
  const dataDir = join(base, "data");
  await start(dataDir);
  const pid = readPostmaster(clusterOf(dataDir))?.pid ?? 0;
  const owner = statSync(`/proc/${pid}`).uid;
  expect(owner).toBe(statSync(clusterOf(dataDir)).uid);
  expect(owner).not.toBe(0);
});
