import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../server/platform/migrate.ts";
import { startPostgres } from "../server/platform/postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    /** For making and dropping databases: an autovacuum inside is ended by a superuser only. */
    postgresAdminUrl: string;
  }
}

/** One real PostgreSQL for the whole run with a migrated template; each test house gets a copy of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "baton-test-"));
  // PostgreSQL runs as somebody else when the tests run as root, and must get in.
  await chmod(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir, say: () => {} });
  const admin = new pg.Client({ connectionString: postgres.superuserUrl });
  await admin.connect();
  // Nothing of this outlives the run: whoever is killed loses nothing, only a power cut would.
  for (const part of ["fsync", "full_page_writes", "synchronous_commit"])
    await admin.query(`alter system set ${part} = off`);
  await admin.query("select pg_reload_conf()");
  await admin.query("alter role baton createdb");
  await admin.query("create database baton_template owner baton");
  await admin.end();
  await migrate(withDatabase(postgres.url, "baton_template"));
  project.provide("postgresUrl", postgres.url);
  project.provide("postgresAdminUrl", postgres.superuserUrl);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
