import { readdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { type Entry, readArchive } from "./archive.ts";
import { type BackupTable, backupFormat, type Manifest } from "./backup.ts";
import type { FileStore } from "./files.ts";
import { migrate } from "./migrate.ts";

export interface RestoreTarget {
  databaseUrl: string;
  files: FileStore;
}

export interface Verified {
  manifest: Manifest;
  /** Content of secret.key; null when it came from the environment. */
  secretKey: Buffer | null;
}

/** Reads a backup to its end and changes nothing; refuses a damaged one, one that is none, and one of a newer Baton. */
export async function verifyBackup(path: string): Promise<Verified> {
  let manifest: Manifest | null = null;
  let secretKey: Buffer | null = null;
  for await (const { name, content } of readArchive(path)) {
    if (name === "baton.json") manifest = JSON.parse(content.toString()) as Manifest;
    if (name === "secret.key") secretKey = content;
  }
  if (!manifest) throw new Error(`${path} is not a backup of Baton.`);
  const known = await readdir(join(import.meta.dirname, "../migrations"));
  const newer = manifest.migrations.find((name) => !known.includes(name));
  if (manifest.format > backupFormat || newer !== undefined)
    throw new Error(
      `The backup was made by a newer Baton${newer ? ` (it knows ${newer})` : ""}: restore it with that version.`,
    );
  return { manifest, secretKey };
}

/**
 * Fills an empty database and file store from a verified backup and brings it to this version's schema. The rows come in one
 * transaction: a restore that fails leaves no rows. Refuses a database that has tables.
 */
export async function restore(path: string, { manifest }: Verified, target: RestoreTarget): Promise<void> {
  const client = new pg.Client({ connectionString: target.databaseUrl, application_name: "baton-restore" });
  client.on("error", () => {});
  await client.connect();
  try {
    await refuseUsed(client);
    await migrate(target.databaseUrl, new Set(manifest.migrations));
    await client.query("begin");
    await client.query("set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0");
    await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO'");
    const foreignKeys = await takeOffForeignKeys(client);
    const inserts = new Map<string, string>();
    for (const table of manifest.tables) {
      // What migrations put in is in the backup too.
      await client.query(`truncate ${pg.escapeIdentifier(table.name)}`);
      inserts.set(table.name, await insertOf(client, table));
    }
    for await (const entry of readArchive(path)) await put(client, target.files, inserts, entry);
    for (const { target: on, name, definition } of foreignKeys)
      await client.query(`alter table ${on} add constraint ${name} ${definition}`);
    await continueCounting(client);
    // A new life of the log: whoever remembers a place in the old one fetches anew.
    await client.query(
      "update log_state set epoch = gen_random_uuid(), relayed_xid = $1::text::xid8, relayed_position = $2",
      [manifest.relayedPosition > 0 ? "1" : "0", manifest.relayedPosition],
    );
    await client.query("commit");
  } finally {
    await client.end().catch(() => {});
  }
  await migrate(target.databaseUrl);
}

async function refuseUsed(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    "select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') limit 1",
  );
  if (rows.length > 0)
    throw new Error("The database is not empty. A restore needs an empty one, so that nothing is mixed.");
}

interface ForeignKey {
  target: string;
  name: string;
  definition: string;
}

/** Tables point at each other in circles; their keys come back, and are checked, when every row is in. */
async function takeOffForeignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select conrelid::regclass::text as target, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 order by oid`);
  for (const { target, name } of rows) await client.query(`alter table ${target} drop constraint ${name}`);
  return rows;
}

async function insertOf(client: pg.Client, { name, columns }: BackupTable): Promise<string> {
  const table = pg.escapeIdentifier(name);
  const { rows } = await client.query<{ column: string; type: string }>(
    "select attname as column, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attnum > 0",
    [table],
  );
  const types = new Map(rows.map(({ column, type }) => [column, type]));
  const values = columns.map((column, index) => `(line->>${index})::${types.get(column)}`);
  return `insert into ${table} (${columns.map((column) => pg.escapeIdentifier(column)).join(", ")})
    overriding system value select ${values.join(", ")} from jsonb_array_elements($1::jsonb) as line`;
}

async function put(
  client: pg.Client,
  files: FileStore,
  inserts: ReadonlyMap<string, string>,
  { name, content }: Entry,
): Promise<void> {
  const [kind, first = "", second = ""] = name.split("/");
  if (kind === "tables") {
    const insert = inserts.get(first);
    if (!insert) throw new Error(`The backup holds rows of ${first}, which it does not describe.`);
    await client.query(insert, [`[${linesOf(content).join(",")}]`]);
  } else if (kind === "jobs") {
    for (const line of linesOf(content)) await putJob(client, JSON.parse(line));
  } else if (kind === "files") {
    const { sha256 } = await files.put(first, content);
    if (sha256.toString("hex") !== second) throw new Error(`${name} is not what its name says.`);
  }
}

const linesOf = (content: Buffer) => content.toString().split("\n").slice(0, -1);

interface Job {
  identifier: string;
  /** JSON as PostgreSQL kept it. */
  payload: string;
  runAt: string;
  attempts: number;
  maxAttempts: number;
  lastError: string | null;
}

/** Jobs that were being worked on start over: their marks in reaction_runs came along, so none works twice. */
async function putJob(client: pg.Client, job: Job): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    "select id from graphile_worker.add_job($1, $2::json, run_at := $3, max_attempts := $4)",
    [job.identifier, job.payload, job.runAt, job.maxAttempts],
  );
  await client.query(
    "update graphile_worker._private_jobs set attempts = $2, last_error = $3 where id = $1",
    [rows[0]?.id, job.attempts, job.lastError],
  );
}

/** Numbers the database gives go on after the highest that came back. */
async function continueCounting(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    select attrelid::regclass::text as table, quote_ident(attname) as column,
           pg_get_serial_sequence(attrelid::regclass::text, attname) as sequence
    from pg_attribute join pg_class c on c.oid = attrelid
    where attidentity <> '' and c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`);
  for (const { table, column, sequence } of rows)
    await client.query(
      `select setval($1::regclass, (select coalesce(max(${column}), 0) + 1 from ${table}), false)`,
      [sequence],
    );
}
