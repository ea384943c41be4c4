import pg from "pg";
import { ArchiveWriter } from "./archive.ts";
import type { FileStore } from "./files.ts";

/** Format of the file; a Baton refuses a number it does not know. */
export const backupFormat = 1;
const chunkBytes = 1_000_000;

export interface BackupTable {
  name: string;
  columns: string[];
}

/** The first entry, `baton.json`: what is in the file and how to read it. */
export interface Manifest {
  format: number;
  at: string;
  /** Names of the migrations its rows belong to. */
  migrations: string[];
  tables: BackupTable[];
  /** Events are numbered anew from 1; this is the last one whose reactions had been enqueued. */
  relayedPosition: number;
  /** Tells whether a key is the one that sealed what is in it, without telling the key. */
  keyPrint: string;
}

export interface BackupSource {
  databaseUrl: string;
  files: FileStore;
  /** Content of secret.key; null when the key comes from the environment and must be kept elsewhere. */
  secretKey: Buffer | null;
  keyPrint: string;
}

export interface BackupCount {
  rows: number;
  jobs: number;
  files: number;
  /** Attachments the database knows and the file store no longer has. */
  missing: string[];
}

/**
 * Writes database, attachments and key into one file, from one snapshot, while Baton may go on running; memory does not grow
 * with the data. Refuses a name that is taken.
 */
export async function backUp(source: BackupSource, path: string): Promise<BackupCount> {
  const client = new pg.Client({ connectionString: source.databaseUrl, application_name: "baton-backup" });
  client.on("error", () => {});
  const archive = new ArchiveWriter(path);
  try {
    await client.connect();
    // Reads only, so it takes no transaction id and the relay does not wait for it.
    await client.query("begin isolation level repeatable read, read only");
    await client.query("set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0");
    await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO'");
    const count = await writeAll(client, archive, source);
    await archive.finish();
    return count;
  } catch (error) {
    await archive.abandon();
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function writeAll(
  client: pg.Client,
  archive: ArchiveWriter,
  source: BackupSource,
): Promise<BackupCount> {
  const manifest = await describe(client, source.keyPrint);
  await archive.add("baton.json", Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`));
  if (source.secretKey) await archive.add("secret.key", source.secretKey);
  let rows = 0;
  for (const table of manifest.tables)
    rows += await writeLines(client, archive, `tables/${table.name}`, rowsOf(table));
  const jobs = await writeLines(client, archive, "jobs", pendingJobs);
  return { rows, jobs, ...(await writeFiles(client, archive, source.files)) };
}

async function describe(client: pg.Client, keyPrint: string): Promise<Manifest> {
  const migrations = await client.query<{ name: string }>("select name from schema_migrations order by name");
  const tables = await client.query<BackupTable>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('schema_migrations', 'log_state')
    group by 1 order by 1`);
  const relayed = await client.query<{ position: string }>(`
    select count(*) as position from events, log_state
    where (events.xid, events.position) <= (relayed_xid, relayed_position)`);
  return {
    format: backupFormat,
    at: new Date().toISOString(),
    migrations: migrations.rows.map((row) => row.name),
    tables: tables.rows,
    relayedPosition: Number(relayed.rows[0]?.position ?? 0),
    keyPrint,
  };
}

// Each row is a JSON array of its columns in PostgreSQL's own text form, which loses nothing. Transaction ids mean
// something only in the cluster they come from, so the log is numbered anew, in its order.
function rowsOf({ name, columns }: BackupTable): string {
  const texts = columns.map((column) => `${pg.escapeIdentifier(column)}::text`).join(", ");
  const rows =
    name === "events"
      ? `(select *, '1'::xid8 as xid, row_number() over (order by old_xid, old_position) as position from
           (select ${columns
             .map((column) =>
               column === "xid" || column === "position"
                 ? `${column} as old_${column}`
                 : pg.escapeIdentifier(column),
             )
             .join(", ")} from events) as log order by old_xid, old_position) as events`
      : pg.escapeIdentifier(name);
  return `select to_json(array[${texts}])::text as line from ${rows}`;
}

// A job that is being worked on right now has its attempt counted already; after a restore it was never made.
const pendingJobs = `
  select json_build_object('identifier', t.identifier, 'payload', j.payload::text, 'runAt', j.run_at,
           'attempts', greatest(j.attempts - (j.locked_at is not null)::int, 0), 'maxAttempts', j.max_attempts,
           'lastError', j.last_error)::text as line
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`;

/** Writes the lines of a query as entries of about a megabyte; returns how many lines. */
async function writeLines(
  client: pg.Client,
  archive: ArchiveWriter,
  name: string,
  query: string,
): Promise<number> {
  let total = 0;
  let part = 0;
  let lines: string[] = [];
  let bytes = 0;
  const flush = async () => {
    if (lines.length > 0)
      await archive.add(`${name}/${String(++part).padStart(6, "0")}.jsonl`, Buffer.from(lines.join("")));
    [lines, bytes] = [[], 0];
  };
  for await (const { line } of fetched<{ line: string }>(client, query)) {
    total++;
    bytes += lines.push(`${line}\n`) && line.length;
    if (bytes >= chunkBytes) await flush();
  }
  await flush();
  return total;
}

/** Rows of a query through a cursor; few at a time when they are large. */
async function* fetched<Row extends pg.QueryResultRow>(client: pg.Client, query: string) {
  await client.query(`declare reading no scroll cursor for ${query}`);
  let count = 50;
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${count} from reading`);
    yield* rows;
    if (rows.length < count) break;
    const average = rows.reduce((sum, row) => sum + sizeOf(row), 0) / rows.length;
    count = Math.max(1, Math.min(2000, Math.floor(chunkBytes / (average + 1))));
  }
  await client.query("close reading");
}

const sizeOf = (row: pg.QueryResultRow) =>
  Object.values(row).reduce<number>((sum, value) => sum + String(value).length, 0);

async function writeFiles(client: pg.Client, archive: ArchiveWriter, files: FileStore) {
  const query = "select distinct workspace_id, encode(sha256, 'hex') as name, size from files";
  const missing: string[] = [];
  let count = 0;
  for await (const row of fetched<{ workspace_id: string; name: string; size: string }>(client, query)) {
    const name = `files/${row.workspace_id}/${row.name}`;
    const stream = await files.stream(row.workspace_id, Buffer.from(row.name, "hex")).catch(() => null);
    if (stream) await archive.addStream(name, Number(row.size), stream);
    else missing.push(name);
    count += stream ? 1 : 0;
  }
  return { files: count, missing };
}
