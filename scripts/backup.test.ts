import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorkspace } from "../server/people/workspace.ts";
import { system } from "../server/platform/actor.ts";
import { readConfig } from "../server/platform/config.ts";
import { openHouse } from "../server/platform/house.ts";
import { newId } from "../server/platform/ids.ts";
import { migrate } from "../server/platform/migrate.ts";
import { openPostgres, startPostgres } from "../server/platform/postgres.ts";
import { contentOf } from "../test/content.ts";

const root = join(import.meta.dirname, "..");
let folder: string;
const children: ChildProcess[] = [];
/** On a busy machine a process may stand still for seconds in the middle of a transaction. */
const unhurried = { BATON_TRANSACTION_MS: "20000" };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "baton-backup-"));
  // PostgreSQL's account must be able to enter, or the clusters would be kept, and left, elsewhere.
  await chmod(folder, 0o755);
  await furnish(join(folder, "first"));
});
afterAll(async () => {
  for (const child of children) await end(child);
  await rm(folder, { recursive: true, force: true });
});

/** A data directory with a workspace and an attachment of a megabyte, as a Baton that was stopped leaves it. */
async function furnish(dataDir: string): Promise<void> {
  const postgres = await startPostgres({ dataDir, say: () => {} });
  await migrate(postgres.url);
  const config = readConfig({ BATON_DATA_DIR: dataDir, BATON_LOG_LEVEL: "silent", ...unhurried });
  const house = await openHouse({ config, databaseUrl: postgres.url });
  const { workspaceId } = await createWorkspace(house, {
    workspace: "Kept",
    name: "Olga",
    email: "olga@kept.example",
    passwordHash: "",
    timeZone: "Europe/Berlin",
  });
  const { sha256, size } = await house.files.put(workspaceId, randomBytes(1_000_000));
  await house.work(system(workspaceId, "test"), async (work) => {
    const row = { workspaceId, id: newId(), sha256, size, mediaType: "image/png", name: "photo.png" };
    await work.db
      .insertInto("files")
      .values({ ...row, createdAt: work.now })
      .execute();
  });
  await house.close();
  await postgres.stop();
}

function run(script: string, args: string[], dataDir: string): Promise<{ code: number; said: string }> {
  const env = {
    ...process.env,
    ...unhurried,
    BATON_DATA_DIR: dataDir,
    DATABASE_URL: "",
    BATON_SECRET_KEY: "",
  };
  return new Promise((done) => {
    execFile(process.execPath, [join(root, "scripts", script), ...args], { env }, (error, out, err) =>
      done({ code: error ? Number(error.code ?? 1) : 0, said: out + err }),
    );
  });
}

/** Starts a Baton on a data directory and returns its address once it is ready. */
async function start(dataDir: string): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort();
  const env = {
    ...process.env,
    ...unhurried,
    BATON_DATA_DIR: dataDir,
    DATABASE_URL: "",
    PORT: String(port),
    BATON_HOST: "127.0.0.1",
    BATON_SMTP_PORT: String(await freePort()),
    BATON_LOG_LEVEL: "silent",
  };
  const child = spawn(process.execPath, [join(root, "server", "main.ts")], {
    env,
    cwd: root,
    stdio: "ignore",
  });
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 2_400; tries++) {
    if (child.exitCode !== null) throw new Error(`Baton ended with ${child.exitCode}.`);
    const reply = await fetch(`${url}/health/ready`).catch(() => null);
    if (reply?.ok) return { url, child };
    await pause(50);
  }
  throw new Error("Baton did not become ready.");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address ? address.port : 0;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const impatience = setTimeout(() => child.kill("SIGKILL"), 120_000);
  await ended;
  clearTimeout(impatience);
}

async function hashesOf(directory: string): Promise<Record<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const hashes: Record<string, string> = {};
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    hashes[relative(directory, path)] = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
  }
  return hashes;
}

async function databaseOf(dataDir: string): Promise<Record<string, string>> {
  const postgres = await openPostgres({ dataDir, say: () => {} });
  try {
    return await contentOf(postgres.url);
  } finally {
    await postgres.stop();
  }
}

test("a running Baton is backed up and comes back in another data directory, the same to the last byte", async () => {
  const [first, second, file] = ["first", "second", "one.baton"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const { child } = await start(first);
  expect(await run("backup.ts", [file], first)).toMatchObject({ code: 0 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await end(child);

  expect(await run("restore.ts", [file], second)).toMatchObject({ code: 0 });

  const database = await databaseOf(first);
  expect(database["files"]).toMatch(/^1 rows/);
  expect(await databaseOf(second)).toEqual(database);
  const files = await hashesOf(join(first, "files"));
  expect(Object.keys(files)).toHaveLength(1);
  expect(await hashesOf(join(second, "files"))).toEqual(files);
  expect(await readFile(join(second, "secret.key"), "utf8")).toBe(
    await readFile(join(first, "secret.key"), "utf8"),
  );
  const { url } = await start(second);
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  expect((await fetch(`${url}/api/me`)).status).toBe(401);
}, 600_000);

test("a backup may also be taken of a Baton that is stopped", async () => {
  const file = join(folder, "stopped.baton");
  expect(await run("backup.ts", [file], join(folder, "first"))).toMatchObject({ code: 0 });
  expect(await run("backup.ts", [file], join(folder, "first"))).toMatchObject({
    code: 1,
    said: expect.stringContaining("overwrites nothing"),
  });
});

test("restoring refuses a data directory with something in it, and changes nothing there", async () => {
  const file = join(folder, "for-refusal.baton");
  await run("backup.ts", [file], join(folder, "first"));
  const used = await mkdtemp(join(folder, "used-"));
  await writeFile(join(used, "photo.jpg"), "precious");
  expect(await run("restore.ts", [file], used)).toMatchObject({
    code: 1,
    said: expect.stringContaining("is not empty"),
  });
  expect(await readdir(used)).toEqual(["photo.jpg"]);
});

test("backing up where no Baton is makes none", async () => {
  const nowhere = join(folder, "nowhere");
  expect(await run("backup.ts", [join(folder, "none.baton")], nowhere)).toMatchObject({
    code: 1,
    said: expect.stringContaining("There is no Baton"),
  });
  await expect(stat(nowhere)).rejects.toThrow("ENOENT");
});
