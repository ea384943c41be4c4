import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Config } from "./config.ts";
import { type FileStore, sha256Of } from "./file-store.ts";
import { s3Store } from "./files-s3.ts";

export type { FileStore } from "./file-store.ts";

/** The data directory, or S3-compatible storage when that is configured. */
export function openFiles(config: Config): FileStore {
  return config.s3 ? s3Store(config.s3) : diskStore(join(config.dataDir, "files"));
}

export function diskStore(root: string): FileStore {
  const pathOf = (workspaceId: string, sha256: Buffer) => {
    const name = sha256.toString("hex");
    return join(root, workspaceId, name.slice(0, 2), name);
  };
  return {
    put: async (workspaceId, content) => {
      const sha256 = sha256Of(content);
      const path = pathOf(workspaceId, sha256);
      if (!(await isThere(path, content.length))) await writeSafely(path, content);
      // Also when it was there: whoever put it may not have come this far yet.
      await syncFolder(dirname(path));
      return { sha256, size: content.length };
    },
    read: (workspaceId, sha256) => readFile(pathOf(workspaceId, sha256)),
    stream: async (workspaceId, sha256) => {
      const path = pathOf(workspaceId, sha256);
      await stat(path);
      return createReadStream(path);
    },
    healthy: async () => {
      const probe = join(root, `probe-${randomBytes(6).toString("hex")}`);
      try {
        await mkdir(root, { recursive: true });
        const file = await open(probe, "w");
        await file.write("ok");
        await file.close();
        await unlink(probe);
        return true;
      } catch {
        return false;
      }
    },
  };
}

async function isThere(path: string, size: number): Promise<boolean> {
  return (await stat(path).catch(() => null))?.size === size;
}

/** Written beside, synced, renamed: a crash leaves either all of it or nothing under its name. */
async function writeSafely(path: string, content: Buffer): Promise<void> {
  await makeFolder(dirname(path));
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => {});
    throw error;
  }
}

/** A new folder is safe once the one that names it is synced, up to the first that was there. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (!first) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
