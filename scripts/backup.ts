// Writes database, attachments and key into one file; Baton may be running or not.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { backUp } from "../server/platform/backup.ts";
import { readConfig } from "../server/platform/config.ts";
import { openFiles } from "../server/platform/files.ts";
import { openPostgres } from "../server/platform/postgres.ts";
import { keyPrint, openSecrets } from "../server/platform/secrets.ts";

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`baton: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function main([file, ...rest]: string[]): Promise<void> {
  if (!file || rest.length > 0) throw new Error("Say which file to write: ./baton backup FILE");
  const path = resolve(file);
  const config = readConfig();
  const keyFile = join(config.dataDir, "secret.key");
  if (!config.secretKey && !existsSync(keyFile))
    throw new Error(`There is no Baton in ${config.dataDir}; say where it is with BATON_DATA_DIR.`);
  const secrets = await openSecrets(config.dataDir, config.secretKey);
  const postgres = config.databaseUrl
    ? null
    : await openPostgres({ dataDir: config.dataDir, say: (sentence) => console.error(sentence) });
  try {
    const count = await backUp(
      {
        databaseUrl: config.databaseUrl ?? postgres?.url ?? "",
        files: openFiles(config),
        secretKey: config.secretKey ? null : await readFile(keyFile),
        keyPrint: keyPrint(secrets),
      },
      path,
    );
    console.log(`${path}: ${count.rows} rows, ${count.jobs} pending jobs, ${count.files} attachments.`);
    console.log(
      config.secretKey
        ? "Keep BATON_SECRET_KEY beside it: mailbox passwords and links need it, and it is not in the file."
        : "The key is in it: keep it as secret as the data directory.",
    );
    for (const name of count.missing) console.error(`baton: ${name} is gone from the file store.`);
    if (count.missing.length > 0) process.exitCode = 1;
  } finally {
    await postgres?.stop();
  }
}
