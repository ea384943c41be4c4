import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";

const folder = join(import.meta.dirname, "../migrations");
const lock = 7_226_801;

/**
 * Brings the database to this version's schema, one file and one transaction at a time.
 * Refuses a database of a newer Baton, and a migration that was changed after it ran is not run again.
 * `only` stops at the schema of a backup.
 */
export async function migrate(url: string, only?: ReadonlySet<string>): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: "baton-migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lock]);
    await client.query(
      "create table if not exists schema_migrations (name text primary key, at timestamptz not null default now())",
    );
    const done = await pending(client, only);
    for (const file of done.todo) await apply(client, file);
    if (done.todo.length > 0 || !(await hasWorker(client))) await runMigrations({ connectionString: url });
    return done.todo.length;
  } finally {
    await client.end();
  }
}

async function pending(client: pg.Client, only?: ReadonlySet<string>): Promise<{ todo: string[] }> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const { rows } = await client.query<{ name: string }>("select name from schema_migrations");
  const applied = new Set(rows.map((row) => row.name));
  const newer = [...applied].find((name) => !files.includes(name));
  if (newer !== undefined) {
    throw new Error(
      `The database was used by a newer Baton (it knows ${newer}). Start that version, or restore a backup.`,
    );
  }
  return { todo: files.filter((name) => !applied.has(name) && (only?.has(name) ?? true)) };
}

async function apply(client: pg.Client, file: string): Promise<void> {
  const text = await readFile(join(folder, file), "utf8");
  await client.query("begin");
  try {
    await client.query(text);
    await client.query("insert into schema_migrations (name) values ($1)", [file]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${file} failed: ${(error as Error).message}`, { cause: error });
  }
}

async function hasWorker(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regnamespace('graphile_worker') is not null as there",
  );
  return rows[0]?.there ?? false;
}
