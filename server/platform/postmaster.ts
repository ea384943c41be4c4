import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { identity, POSTGRES_ENV } from "./postgres-cluster.ts";
import type { Home } from "./postgres-home.ts";
import { clearPostmaster, readPostmaster } from "./postmaster-file.ts";

type Options = { home: Home; port: number; logFile: string; say: (sentence: string) => void };

const LOG_LIMIT = 5_000_000;
const STEADY_MS = 60_000;

/**
 * Runs PostgreSQL as a child and starts it again, with a growing pause, when it dies unasked.
 * Its clients see refused connections meanwhile and are expected to reconnect.
 */
export class Postmaster {
  private readonly options: Options;
  private readonly stopping = new AbortController();
  private child: ChildProcess | undefined;
  private reviving: Promise<void> | undefined;
  private failures = 0;

  constructor(options: Options) {
    this.options = options;
  }

  /** Settles once connections are taken; crash recovery may make that long. Fails with PostgreSQL's own words. */
  async start(): Promise<void> {
    const { home, logFile } = this.options;
    await clearPostmaster(home.cluster);
    const { child, ended, logStart } = this.launch();
    this.child = child;
    for (;;) {
      const note = readPostmaster(home.cluster);
      if (note?.ready && note.pid === child.pid) break;
      if (await Promise.race([ended, pause(5)]))
        throw new Error(`PostgreSQL did not start. ${said(logFile, logStart)}`);
    }
    const since = Date.now();
    void ended.then((reason) => {
      if (Date.now() - since > STEADY_MS) this.failures = 0;
      if (!this.stopping.signal.aborted) this.reviving = this.revive(reason);
    });
  }

  /** A fast shutdown: transactions are rolled back, everything committed is on disk. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.reviving;
    const { child } = this;
    if (!child || hasEnded(child)) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGINT");
    const impatience = setTimeout(() => child.kill("SIGQUIT"), 20_000);
    await ended;
    clearTimeout(impatience);
  }

  private async revive(reason: string): Promise<void> {
    const { say } = this.options;
    const { signal } = this.stopping;
    say(`PostgreSQL ended unexpectedly (${reason}); starting it again.`);
    while (!signal.aborted) {
      await pause(Math.min(100 * 2 ** this.failures++, 10_000), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await this.start();
        return say("PostgreSQL is back.");
      } catch (error) {
        say(`${error instanceof Error ? error.message : error} Trying again.`);
      }
    }
  }

  // Detached, so that Ctrl-C in a terminal reaches Baton alone, which then ends PostgreSQL last.
  private launch(): { child: ChildProcess; ended: Promise<string>; logStart: number } {
    const { home, port, logFile } = this.options;
    const log = openLog(logFile);
    const logStart = statSync(logFile).size;
    const child = spawn(join(home.bin, "postgres"), ["-D", home.cluster, "-p", String(port)], {
      cwd: "/",
      env: POSTGRES_ENV,
      stdio: ["ignore", log, log],
      detached: true,
      ...identity(home.account),
    });
    closeSync(log);
    const endWithUs = () => child.kill("SIGINT");
    process.once("exit", endWithUs);
    const ended = new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
    });
    void ended.then(() => process.off("exit", endWithUs));
    return { child, ended, logStart };
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) {
    rmSync(`${file}.old`, { force: true });
    renameSync(file, `${file}.old`);
  }
  return openSync(file, "a", 0o600);
}

function said(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString().trim().split("\n");
  return lines.slice(-5).join(" ");
}
