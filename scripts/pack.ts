import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const packed = new Set([".js", ".css", ".svg", ".json", ".webmanifest", ".html"]);
/** Below this, what packing saves is less than one packet. */
const least = 1024;
/** Far more than the app itself, and the app works without them: they are asked for when they are needed. */
const seldom = /^(compact|emojibase)-/;

/** Finishes a built app: tells its service worker what belongs to it, and puts packed copies beside what browsers ask for. */
export async function finish(folder: string): Promise<void> {
  const page = await readFile(join(folder, "index.html"), "utf8");
  const entry = /<script[^>]* src="(\/assets\/[^"]+)"/.exec(page)?.[1];
  if (!entry) throw new Error("The built page names no script.");
  await writeFile(join(folder, "version.json"), JSON.stringify({ entry }));
  await tellWorker(folder, entry);
  const files = await readdir(folder, { recursive: true });
  await Promise.all(files.map((name) => pack(join(folder, name))));
}

/** The names carry a hash of what is in them, so a worker with another list is another worker. */
async function tellWorker(folder: string, entry: string): Promise<void> {
  const path = join(folder, "sw.js");
  const assets = (await readdir(join(folder, "assets"))).toSorted();
  const files = assets.filter((name) => !seldom.test(name)).map((name) => `/assets/${name}`);
  const worker = await readFile(path, "utf8");
  const told = worker.replace(/const built = \{[^}]*\};/, () => `const built = ${list(entry, files)};`);
  if (told === worker) throw new Error("sw.js has no place for the list of files.");
  await writeFile(path, told);
}

const list = (entry: string, files: string[]) => JSON.stringify({ version: entry, files });

async function pack(path: string): Promise<void> {
  if (!packed.has(extname(path)) || (await stat(path)).size < least) return;
  const content = await readFile(path);
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await Promise.all([
    writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 })),
    writeFile(`${path}.br`, await promisify(brotliCompress)(content, brotli)),
  ]);
}
