import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";

interface Chunk {
  file: string;
  imports?: string[];
}

const root = join(import.meta.dirname, "../..");
let out: string;
let manifest: Record<string, Chunk>;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "baton-paint-"));
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const into = ["--outDir", out, "--emptyOutDir", "--manifest", "--logLevel", "error"];
  await promisify(execFile)(process.execPath, [vite, "build", "-c", "web/vite.config.ts", ...into], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
  });
  manifest = JSON.parse(await readFile(join(out, ".vite/manifest.json"), "utf8"));
});
afterAll(() => rm(out, { recursive: true, force: true }));

/** Every chunk that must be there before these can run. */
function neededBy(entries: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const one of manifest[name]?.imports ?? []) visit(one);
  };
  entries.forEach(visit);
  return seen;
}

async function gzipped(names: Iterable<string>): Promise<{ file: string; bytes: number }[]> {
  const sizes = [...names].map(async (name) => {
    const file = manifest[name]?.file ?? "";
    return { file, bytes: gzipSync(await readFile(join(out, file))).length };
  });
  return (await Promise.all(sizes)).toSorted((a, b) => b.bytes - a.bytes);
}

test("the first paint of the inbox takes at most 250 kB of script, gzipped", async () => {
  expect(Object.keys(manifest)).toEqual(expect.arrayContaining(["index.html", "app/start.tsx"]));
  const sizes = await gzipped(neededBy(["index.html", "app/start.tsx"]));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  // Less would mean that the inbox itself is not in what was counted.
  expect(total).toBeGreaterThan(100_000);
  const heaviest = sizes.slice(0, 8).map(({ file, bytes }) => `${file} ${bytes}`);
  expect(total, `the heaviest: ${heaviest.join(", ")}`).toBeLessThan(250_000);
});

test("the sentences of the settings, of an open conversation, of the board and of the help come with their screens", () => {
  const first = neededBy(["index.html", "app/start.tsx"]);
  for (const area of ["settings", "conversation", "board", "help"]) {
    const chunk = `lib/locales/en-${area}.ts`;
    expect(Object.keys(manifest)).toContain(chunk);
    expect(first.has(chunk)).toBe(false);
  }
});

test("only English comes with the first paint: nobody waits for a language that is not theirs", () => {
  const first = neededBy(["index.html", "app/start.tsx"]);
  for (const language of ["de", "ar"]) {
    const chunk = `lib/locales/${language}.ts`;
    expect(Object.keys(manifest)).toContain(chunk);
    expect(first.has(chunk)).toBe(false);
  }
});
