import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { newAgent, newWorkspace } from "../../test/builders.ts";
import { contentOf } from "../../test/content.ts";
import { dropDatabase, openTestHouse, type TestHouse } from "../../test/house.ts";
import { ArchiveWriter } from "./archive.ts";
import { backUp, type Manifest } from "./backup.ts";
import { database } from "./database.ts";
import { readLog } from "./events.ts";
import { diskStore } from "./files.ts";
import { newId } from "./ids.ts";
import { migrate } from "./migrate.ts";
import { reaction } from "./reactions.ts";
import { Relay } from "./relay.ts";
import { restore, verifyBackup } from "./restore.ts";

let house: TestHouse;
let folder: string;
let admin: pg.Client;
const made: string[] = [];

beforeAll(async () => {
  house = await openTestHouse();
  folder = await mkdtemp(join(tmpdir(), "baton-backup-"));
  admin = new pg.Client({ connectionString: inject("postgresAdminUrl") });
  await admin.connect();
});
afterAll(async () => {
  await house.close();
  for (const name of made) await dropDatabase(admin, name);
  await admin.end();
  await rm(folder, { recursive: true, force: true });
});

async function emptyDatabase(): Promise<string> {
  const name = `restored_${randomBytes(6).toString("hex")}`;
  made.push(name);
  await admin.query(`create database ${name} owner baton`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

const source = () => ({
  databaseUrl: house.databaseUrl,
  files: house.files,
  secretKey: Buffer.from("key\n"),
  keyPrint: "print",
});
const fileNamed = (name: string) => join(folder, name);

async function rowsOf<Row extends pg.QueryResultRow>(url: string, query: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end();
  }
}

async function keepFile(workspaceId: string, content: Buffer): Promise<Buffer> {
  const { sha256, size } = await house.files.put(workspaceId, content);
  await house.system
    .insertInto("files")
    .values({
      workspaceId,
      id: newId(),
      sha256,
      size,
      mediaType: "application/octet-stream",
      name: "Grüße.bin",
      createdAt: new Date(),
    })
    .execute();
  return sha256;
}

const jobs =
  "select t.identifier, j.payload::text, j.attempts, j.max_attempts from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by 2";

test("what was backed up comes back: every row, every file, every pending job, and the log goes on where it was", async () => {
  const owner = await newWorkspace(house);
  for (let count = 0; count < 5; count++) await newAgent(house, owner.workspaceId);
  const content = randomBytes(300_000);
  const sha256 = await keepFile(owner.workspaceId, content);
  const relay = new Relay(house, [reaction("agent.joined", "test.greet", async () => {})]);
  await relay.drain();
  await newAgent(house, owner.workspaceId, "lead", 'Zoë "quoted"\\ \n two lines');

  const path = fileNamed("whole.baton");
  expect(await backUp(source(), path)).toMatchObject({ files: 1, missing: [] });
  const before = await contentOf(house.databaseUrl);
  const databaseUrl = await emptyDatabase();
  const files = diskStore(fileNamed("files"));
  const verified = await verifyBackup(path);
  await restore(path, verified, { databaseUrl, files });

  expect(verified.secretKey?.toString()).toBe("key\n");
  expect(await contentOf(databaseUrl)).toEqual(before);
  expect(before["agents"]).not.toBe(before["teams"]);
  expect((await files.read(owner.workspaceId, sha256)).equals(content)).toBe(true);
  const pending = await rowsOf(databaseUrl, jobs);
  expect(pending).toEqual(await rowsOf(house.databaseUrl, jobs));
  expect(pending.length).toBeGreaterThanOrEqual(6);

  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  pool.on("error", () => {});
  const restored = database(pool);
  const state = await restored.selectFrom("logState").selectAll().executeTakeFirstOrThrow();
  const { events: left } = await readLog(
    restored,
    { xid: state.relayedXid, position: Number(state.relayedPosition) },
    100,
  );
  expect(left.map(({ name }) => name)).toEqual(["agent.joined", "session.opened"]);
  expect(state.epoch).not.toBe(
    (await house.system.selectFrom("logState").select("epoch").executeTakeFirstOrThrow()).epoch,
  );
  await pool.end();
});

test("a new event comes after all restored ones", async () => {
  const path = fileNamed("order.baton");
  await backUp(source(), path);
  const databaseUrl = await emptyDatabase();
  await restore(path, await verifyBackup(path), { databaseUrl, files: diskStore(fileNamed("order")) });
  const [last] = await rowsOf<{ first: boolean }>(
    databaseUrl,
    `with added as (
       insert into events (workspace_id, id, name, actor_kind, data, at)
       select id, gen_random_uuid(), 'workspace.changed', 'system', '{}', now() from workspaces limit 1 returning xid, position)
     select bool_and((events.xid, events.position) < (added.xid, added.position)) as first from events, added`,
  );
  expect(last).toEqual({ first: true });
});

test("a backup taken while Baton works is one moment: whoever is in it is in the log too", async () => {
  const owner = await newWorkspace(house);
  let going = true;
  let joined = 0;
  const writers = Array.from({ length: 4 }, async () => {
    while (going && joined < 2000) joined += (await newAgent(house, owner.workspaceId)) ? 1 : 0;
  });
  const path = fileNamed("running.baton");
  await backUp(source(), path);
  const atTheEnd = joined;
  going = false;
  await Promise.all(writers);
  const databaseUrl = await emptyDatabase();
  await restore(path, await verifyBackup(path), { databaseUrl, files: diskStore(fileNamed("running")) });
  const [count] = await rowsOf<{ agents: number; events: number }>(
    databaseUrl,
    `select (select count(*)::int from agents where workspace_id = '${owner.workspaceId}') as agents,
            (select count(*)::int from events where workspace_id = '${owner.workspaceId}' and name = 'agent.joined') as events`,
  );
  expect(count?.agents).toBe(count?.events);
  expect(count?.agents).toBeLessThanOrEqual(atTheEnd + 5);
});

test("a backup of an older Baton is brought up to this schema", async () => {
  const older = await emptyDatabase();
  await migrate(older, new Set(["0001-ground.sql", "0002-people.sql", "0003-customers.sql"]));
  await rowsOf(
    older,
    `with w as (insert into workspaces (id, name, business_hours, created_at) values (gen_random_uuid(), 'Old', '{}', now()) returning id)
     insert into customers (workspace_id, id, name, created_at) select id, gen_random_uuid(), 'Carla', now() from w`,
  );
  const path = fileNamed("older.baton");
  await backUp({ ...source(), databaseUrl: older }, path);
  const databaseUrl = await emptyDatabase();
  await restore(path, await verifyBackup(path), { databaseUrl, files: diskStore(fileNamed("older")) });
  expect(await rowsOf(databaseUrl, "select name from customers")).toEqual([{ name: "Carla" }]);
  expect(await rowsOf(databaseUrl, "select name from schema_migrations order by 1")).toEqual(
    await rowsOf(house.databaseUrl, "select name from schema_migrations order by 1"),
  );
});

test("refuses a file that is damaged, cut short, or no backup, before it touches anything", async () => {
  const path = fileNamed("damaged.baton");
  await backUp(source(), path);
  const whole = await readFile(path);
  const changed = Buffer.from(whole);
  const middle = Math.floor(changed.length / 2);
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  await writeFile(path, changed);
  await expect(verifyBackup(path)).rejects.toThrow("damaged");
  await writeFile(path, whole);
  await truncate(path, whole.length - 20);
  await expect(verifyBackup(path)).rejects.toThrow("damaged");
  await writeFile(path, "Dear diary");
  await expect(verifyBackup(path)).rejects.toThrow("damaged");
});

test("refuses a backup whose content was exchanged though its gzip is sound", async () => {
  const path = fileNamed("exchanged.baton");
  const archive = new ArchiveWriter(path);
  await archive.add("baton.json", Buffer.from("{}"));
  await archive.add("sha256", Buffer.from("00".repeat(32)));
  await archive.finish();
  await expect(verifyBackup(path)).rejects.toThrow("damaged");
});

test("refuses a backup of a newer Baton", async () => {
  const path = fileNamed("newer.baton");
  const manifest: Partial<Manifest> = { format: 1, migrations: ["0001-ground.sql", "9999-tomorrow.sql"] };
  const archive = new ArchiveWriter(path);
  await archive.add("baton.json", Buffer.from(JSON.stringify(manifest)));
  await archive.finish();
  await expect(verifyBackup(path)).rejects.toThrow("newer Baton (it knows 9999-tomorrow.sql)");
});

test("refuses a database that is not empty, and leaves it as it was", async () => {
  const path = fileNamed("refused.baton");
  await backUp(source(), path);
  const before = await contentOf(house.databaseUrl);
  await expect(
    restore(path, await verifyBackup(path), { databaseUrl: house.databaseUrl, files: house.files }),
  ).rejects.toThrow("not empty");
  expect(await contentOf(house.databaseUrl)).toEqual(before);
});

test("overwrites no file, and leaves nothing half done", async () => {
  const path = fileNamed("taken.baton");
  await expect(backUp({ ...source(), databaseUrl: "postgres://127.0.0.1:1/nothing" }, path)).rejects.toThrow(
    "ECONNREFUSED",
  );
  await expect(readFile(`${path}.unfinished`)).rejects.toThrow("ENOENT");
  await writeFile(path, "precious");
  await expect(backUp(source(), path)).rejects.toThrow("there already");
  expect(await readFile(path, "utf8")).toBe("precious");
});
