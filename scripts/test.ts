// Runs all tests, or those whose path contains an argument, and ends with "N passed, N failed" on a line of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "./chromium.ts";
import { countTests } from "./test-count.ts";

const root = join(import.meta.dirname, "..");
const filters = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "baton-test-"));
const report = join(folder, "report.json");

const status = await run();
const { passed, failed } = countTests(read(report), status);
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : status;

async function run(): Promise<number> {
  const everything = filters.length === 0 || filters.some((filter) => filter.includes("browser"));
  const env: NodeJS.ProcessEnv = { ...process.env, TZ: "UTC" };
  if (everything) {
    try {
      env.BATON_CHROMIUM = ensureChromium();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return 1;
    }
  }
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [vitest, "run", ...reporters, ...filters], {
    cwd: root,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  return await new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
