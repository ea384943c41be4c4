// Everything a change must pass, one line a part; `--static` leaves the tests out.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

type Part = { name: string; command: string[]; shown?: boolean };

const root = join(import.meta.dirname, "..");
const tool = (name: string) => join(root, "node_modules", ".bin", name);
const script = (name: string) => join(root, "scripts", name);

const parts: Part[] = [
  { name: "format", command: [tool("biome"), "check", "--error-on-warnings", "."] },
  { name: "lint", command: [tool("oxlint"), "--type-aware"] },
  { name: "types", command: [tool("tsc"), "--noEmit", "--project", "."] },
];
if (existsSync(script("types.ts")))
  parts.push({ name: "database types", command: [process.execPath, script("types.ts"), "--check"] });
parts.push(
  { name: "unused code", command: [tool("knip"), "--no-progress"] },
  { name: "architecture", command: [tool("vitest"), "run", "test/architecture.test.ts"] },
);
if (!process.argv.includes("--static"))
  parts.push({ name: "tests", command: [process.execPath, script("test.ts")], shown: true });

const failed = parts.filter((part) => !passes(part));
if (failed.length > 0) {
  console.log(`\nFailed: ${failed.map((part) => part.name).join(", ")}.`);
  process.exitCode = 1;
}

function passes({ name, command: [program = "", ...args], shown }: Part): boolean {
  const began = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", shown ? "inherit" : "pipe", shown ? "inherit" : "pipe"],
    maxBuffer: 100_000_000,
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${name.padEnd(16)} ${status === 0 ? "ok    " : "failed"} ${seconds.padStart(6)} s`);
  if (status !== 0 && !shown) console.log(`${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`);
  return status === 0;
}
