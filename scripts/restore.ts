// Puts a backup into an empty data directory (and an empty database, when DATABASE_URL names one).
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Config, readConfig } from "../server/platform/config.ts";
import { lockDataDir } from "../server/platform/data-lock.ts";
import { openFiles } from "../server/platform/files.ts";
import { openPostgres } from "../server/platform/postgres.ts";
import { restore, type Verified, verifyBackup } from "../server/platform/restore.ts";
import { keyPrint, openSecrets } from "../server/platform/secrets.ts";

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`baton: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function main([file, ...rest]: string[]): Promise<void> {
  if (!file || rest.length > 0) throw new Error("Say which file to read: ./baton restore FILE");
  const path = resolve(file);
  const config = readConfig();
  const verified = await verifyBackup(path);
  await refuseUsed(config.dataDir);
  const lock = lockDataDir(config.dataDir);
  try {
    await restoreKey(config, verified);
    await fill(config, path, verified);
  } catch (error) {
    console.error(
      `baton: nothing was put to use; empty ${config.dataDir} (and the database) before trying again.`,
    );
    throw error;
  } finally {
    lock.release();
  }
  console.log(`Restored what ${path} held on ${verified.manifest.at}. Start it with ./baton start`);
}

async function refuseUsed(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const there = (await readdir(dataDir)).filter((name) => name !== "lost+found");
  if (there.length > 0)
    throw new Error(
      `${dataDir} is not empty. A restore needs an empty data directory, so that nothing is mixed.`,
    );
}

/** Without the key that sealed them, mailbox passwords and links would be lost: better to say so now. */
async function restoreKey(config: Config, { manifest, secretKey }: Verified): Promise<void> {
  if (secretKey && !config.secretKey)
    await writeFile(join(config.dataDir, "secret.key"), secretKey, { mode: 0o600, flag: "wx", flush: true });
  if (!secretKey && !config.secretKey)
    throw new Error("The key is not in this backup: give the BATON_SECRET_KEY it was made with.");
  const secrets = await openSecrets(config.dataDir, config.secretKey);
  if (keyPrint(secrets) !== manifest.keyPrint)
    throw new Error("BATON_SECRET_KEY is not the key this backup was made with.");
}

async function fill(config: Config, path: string, verified: Verified): Promise<void> {
  const say = (sentence: string) => console.error(sentence);
  const postgres = config.databaseUrl ? null : await openPostgres({ dataDir: config.dataDir, say });
  try {
    const databaseUrl = config.databaseUrl ?? postgres?.url ?? "";
    await restore(path, verified, { databaseUrl, files: openFiles(config) });
  } finally {
    await postgres?.stop();
  }
}
