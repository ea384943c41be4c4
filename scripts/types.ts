// Writes server/platform/tables.ts from a freshly migrated database; with --check only says whether it is stale.
import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../server/platform/migrate.ts";
import { startPostgres } from "../server/platform/postgres.ts";

const target = join(import.meta.dirname, "../server/platform/tables.ts");
const dataDir = await mkdtemp(join(tmpdir(), "baton-types-"));
// PostgreSQL runs as somebody else when this runs as root, and must get in.
await chmod(dataDir, 0o755);
const postgres = await startPostgres({ dataDir, say: () => {} });
try {
  await migrate(postgres.url);
  const fresh = join(dataDir, "tables.ts");
  execFileSync(
    join(import.meta.dirname, "../node_modules/.bin/kysely-codegen"),
    [
      "--dialect",
      "postgres",
      "--url",
      postgres.url,
      "--out-file",
      fresh,
      "--camel-case",
      "--default-schema",
      "public",
      "--include-pattern",
      "public.*",
      "--numeric-parser",
      "number",
      "--type-mapping",
      JSON.stringify({
        int8: "number",
        uuid: "string",
        xid8: "string",
        jsonb: "unknown",
        timestamptz: "Date",
      }),
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const text = await readFile(fresh, "utf8");
  const known = await readFile(target, "utf8").catch(() => "");
  if (process.argv.includes("--check")) {
    if (text !== known) {
      console.error("server/platform/tables.ts is stale: run `node scripts/types.ts`.");
      process.exitCode = 1;
    }
  } else await writeFile(target, text);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
