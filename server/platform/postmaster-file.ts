import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** What PostgreSQL says of itself in postmaster.pid: its process, and whether it takes connections. */
export type PostmasterNote = { pid: number; ready: boolean };

/** Reads postmaster.pid of a cluster; undefined when there is none or it is not yet written. */
export function readPostmaster(cluster: string): PostmasterNote | undefined {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, ready: lines[7]?.trim() === "ready" } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Ends a PostgreSQL that outlived the Baton which started it, and makes a stale postmaster.pid harmless.
 * A fast shutdown first; after ten seconds an immediate one, from which the log recovers everything committed.
 */
export async function clearPostmaster(cluster: string): Promise<void> {
  const note = readPostmaster(cluster);
  if (!note) return;
  for (let waited = 0; runsCluster(note.pid, cluster); waited += 10) {
    if (waited === 0) process.kill(note.pid, "SIGINT");
    if (waited === 10_000) process.kill(note.pid, "SIGQUIT");
    if (waited > 60_000)
      throw new Error(`PostgreSQL (process ${note.pid}) in ${cluster} does not end: end it by hand.`);
    await pause(10);
  }
  disown(cluster);
}

// A stale number may belong to a stranger by now, and PostgreSQL would refuse to start beside it. It ignores its own
// parent's number, though; the rest of the file must stay, for it guards against surviving backends.
function disown(cluster: string): void {
  const file = join(cluster, "postmaster.pid");
  try {
    const [, ...rest] = readFileSync(file, "utf8").split("\n");
    if (rest.length < 6) rmSync(file);
    else writeFileSync(file, [process.pid, ...rest].join("\n"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

// A process that has ended but was never reaped has no command line, so it does not count.
function runsCluster(pid: number, cluster: string): boolean {
  try {
    const command =
      process.platform === "linux"
        ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
        : execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return command.includes(`-D ${cluster} `);
  } catch {
    return false;
  }
}
