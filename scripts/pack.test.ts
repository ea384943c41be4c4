import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { webFiles } from "../server/platform/web-files.ts";
import { finish } from "./pack.ts";

const script = `export const words = ${JSON.stringify("A kettle leaks. ".repeat(400))};`;
const manifest = JSON.stringify({ name: "Baton", about: "nothing is dropped ".repeat(100) });
let folder: string;
let fastify: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "baton-pack-"));
  await mkdir(join(folder, "assets"));
  const page = `<!doctype html><script type="module" crossorigin src="/assets/index-1a2b.js"></script>`;
  await writeFile(join(folder, "index.html"), page + "<!-- -->".repeat(400));
  await writeFile(join(folder, "assets/index-1a2b.js"), script);
  await writeFile(join(folder, "assets/small-3c4d.js"), "export {};");
  await writeFile(join(folder, "assets/compact-5e6f.js"), "export {};");
  await writeFile(join(folder, "manifest-en.webmanifest"), manifest);
  await writeFile(join(folder, "sw.js"), await readFile(join(import.meta.dirname, "../web/public/sw.js")));
  await finish(folder);
  fastify = Fastify();
  await webFiles(fastify, folder);
});
afterAll(async () => {
  await fastify.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = (url: string, encoding?: string) =>
  fastify.inject({ url, headers: encoding ? { "accept-encoding": encoding } : {} });

test("a browser gets a file packed in the best way it takes, with its own type, for ever", async () => {
  const [brotli, gzip, plain] = await Promise.all(
    ["gzip, deflate, br", "gzip", undefined].map((encoding) => ask("/assets/index-1a2b.js", encoding)),
  );
  expect(brotli?.headers["content-encoding"]).toBe("br");
  expect(brotliDecompressSync(brotli?.rawPayload ?? "").toString()).toBe(script);
  expect(gzip?.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(gzip?.rawPayload ?? "").toString()).toBe(script);
  expect(plain?.headers["content-encoding"]).toBeUndefined();
  expect(plain?.body).toBe(script);
  for (const answer of [brotli, gzip, plain])
    expect(answer?.headers).toMatchObject({
      "content-type": expect.stringContaining("javascript"),
      "cache-control": "public, max-age=31536000, immutable",
      vary: expect.stringMatching(/accept-encoding/i),
    });
  const etags = [brotli, gzip, plain].map((answer) => answer?.headers.etag);
  expect(new Set(etags).size).toBe(3);
});

test("the page and what names no version are asked for anew each time, and answered with 304 while they are the same", async () => {
  for (const url of ["/", "/inbox/all", "/manifest-en.webmanifest"]) {
    const answer = await ask(url, "gzip");
    expect(answer.headers).toMatchObject({ "content-encoding": "gzip", "cache-control": "no-cache" });
    const again = await fastify.inject({
      url,
      headers: { "accept-encoding": "gzip", "if-none-match": String(answer.headers.etag) },
    });
    expect(again.statusCode).toBe(304);
  }
  expect((await ask("/manifest-en.webmanifest", "br")).headers["content-type"]).toMatch(/manifest\+json/);
});

test("what is tiny is left as it is", async () => {
  expect(existsSync(join(folder, "assets/small-3c4d.js.gz"))).toBe(false);
  expect((await ask("/assets/small-3c4d.js", "gzip, br")).headers["content-encoding"]).toBeUndefined();
});

test("the service worker is told the files of its version, and the page which one is the newest", async () => {
  expect((await ask("/version.json")).json()).toEqual({ entry: "/assets/index-1a2b.js" });
  const worker = (await ask("/sw.js")).body;
  expect(worker).toContain(
    '{"version":"/assets/index-1a2b.js","files":["/assets/index-1a2b.js","/assets/small-3c4d.js"]}',
  );
});
