import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export type DataLock = { release(): void };

// A handle that nobody holds would be collected, and the lock with it.
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only Baton on a data directory until it ends, however it ends; refuses with a sentence
 * when another one is there.
 */
export function lockDataDir(dataDir: string): DataLock {
  const lock = takeLock(join(dataDir, "baton.lock"));
  if (!lock)
    throw new Error(`Another Baton${holderOf(dataDir)} is already using the data directory ${dataDir}.`);
  writeFileSync(join(dataDir, "baton.pid"), `${process.pid}\n`);
  return lock;
}

/**
 * Holds a file exclusively, or answers undefined when another process holds it.
 * SQLite is used for nothing but its lock: the kernel drops it when the process dies, so a lock is never stale,
 * needs no process number, and reaches into other containers on the same volume.
 */
export function takeLock(file: string): DataLock | undefined {
  mkdirSync(join(file, ".."), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === 5) return undefined;
    throw error;
  }
  held.add(database);
  return {
    release: () => {
      if (held.delete(database)) database.close();
    },
  };
}

function holderOf(dataDir: string): string {
  try {
    return ` (process ${readFileSync(join(dataDir, "baton.pid"), "utf8").trim()})`;
  } catch {
    return "";
  }
}
