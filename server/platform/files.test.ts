import { createHash, randomBytes } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { diskStore, type FileStore } from "./files.ts";
import { s3Store } from "./files-s3.ts";
import { newId } from "./ids.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "baton-files-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const one = newId();
const other = newId();
const hex = (content: Buffer) => createHash("sha256").update(content).digest("hex");
const names = async () =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe("in the data directory", () => {
  test("what was put comes back, whole and as a stream, under the name of its content", async () => {
    const store = diskStore(root);
    const content = randomBytes(3_000_000);
    const { sha256, size } = await store.put(one, content);
    expect([sha256.toString("hex"), size]).toEqual([hex(content), 3_000_000]);
    expect((await store.read(one, sha256)).equals(content)).toBe(true);
    expect((await buffer(await store.stream(one, sha256))).equals(content)).toBe(true);
    const empty = await store.put(one, Buffer.alloc(0));
    expect(await store.read(one, empty.sha256)).toHaveLength(0);
  });

  test("the same content twice, also at the same moment, is one file and leaves no draft", async () => {
    const store = diskStore(root);
    const content = Buffer.from("twice");
    await Promise.all(Array.from({ length: 20 }, () => store.put(one, content)));
    expect(await names()).toEqual([hex(content)]);
  });

  test("nobody reaches what another workspace has", async () => {
    const store = diskStore(root);
    const { sha256 } = await store.put(one, Buffer.from("private"));
    await expect(store.read(other, sha256)).rejects.toThrow("ENOENT");
    await expect(store.stream(other, sha256)).rejects.toThrow("ENOENT");
  });

  test("a crash in the middle leaves nothing under the name, and the next try succeeds", async () => {
    const store = diskStore(root);
    const content = Buffer.from("survives");
    const folder = join(root, one, hex(content).slice(0, 2));
    await store.put(one, content);
    // As a process leaves it that died before the rename.
    await rm(join(folder, hex(content)));
    await writeFile(join(folder, `${hex(content)}.deadbeef`), "surv");
    await expect(store.read(one, Buffer.from(hex(content), "hex"))).rejects.toThrow("ENOENT");
    await store.put(one, content);
    expect(await readFile(join(folder, hex(content)), "utf8")).toBe("survives");
  });

  test("a file that was cut short is written anew, not believed", async () => {
    const store = diskStore(root);
    const content = Buffer.from("whole");
    const { sha256 } = await store.put(one, content);
    await writeFile(join(root, one, hex(content).slice(0, 2), hex(content)), "who");
    await store.put(one, content);
    expect((await store.read(one, sha256)).toString()).toBe("whole");
  });

  test("says whether it can write, also when many ask at once", async () => {
    const store = diskStore(root);
    expect(await Promise.all(Array.from({ length: 30 }, () => store.healthy()))).toEqual(
      Array(30).fill(true),
    );
    expect(await names()).toEqual([]);
    const blocked = join(root, "blocked");
    await writeFile(blocked, "a file where the folder should be");
    await chmod(blocked, 0o400);
    expect(await diskStore(blocked).healthy()).toBe(false);
    await expect(diskStore(blocked).put(one, Buffer.from("x"))).rejects.toThrow(Error);
  });
});

describe("in S3-compatible storage", () => {
  let server: Server;
  let store: FileStore;
  let failures = 0;
  let seen: IncomingMessage[] = [];
  const objects = new Map<string, Buffer>();

  /** A storage that keeps objects and lets nobody in without a signature of our key. */
  async function answer(request: IncomingMessage): Promise<[number, Buffer?]> {
    const body = await buffer(request);
    seen.push(request);
    const signed =
      /^AWS4-HMAC-SHA256 Credential=our-key\/\d{8}\/eu-north-1\/s3\/aws4_request, SignedHeaders=\S*host\S*, Signature=[0-9a-f]{64}$/;
    if (!signed.test(request.headers.authorization ?? "")) return [403];
    if (failures > 0) return [failures-- && 503];
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (request.method === "PUT") objects.set(path, body);
    if (path === "/baton") return [200];
    const object = objects.get(path);
    return object ? [200, object] : [404];
  }

  beforeEach(async () => {
    objects.clear();
    [seen, failures] = [[], 0];
    server = createServer((request, response) => {
      void answer(request).then(([status, body]) => response.writeHead(status).end(body));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    store = s3Store({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      bucket: "baton",
      accessKeyId: "our-key",
      secretAccessKey: "our-secret",
      region: "eu-north-1",
    });
  });
  afterEach(() => void server.close());

  test("what was put comes back, signed, apart for each workspace", async () => {
    const content = randomBytes(100_000);
    const { sha256 } = await store.put(one, content);
    expect([...objects.keys()]).toEqual([`/baton/${one}/${hex(content)}`]);
    expect((await store.read(one, sha256)).equals(content)).toBe(true);
    expect((await buffer(await store.stream(one, sha256))).equals(content)).toBe(true);
    await expect(store.read(other, sha256)).rejects.toThrow("404");
    expect(await store.healthy()).toBe(true);
  });

  test("a storage that stumbles is asked again; one that refuses is not believed to have kept anything", async () => {
    failures = 2;
    const content = Buffer.from("stumbles");
    const { sha256 } = await store.put(one, content);
    expect((await store.read(one, sha256)).toString()).toBe("stumbles");
    const stranger = s3Store({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      bucket: "baton",
      accessKeyId: "stranger",
      secretAccessKey: "guess",
      region: "eu-north-1",
    });
    await expect(stranger.put(one, Buffer.from("x"))).rejects.toThrow("403");
    expect(await stranger.healthy()).toBe(false);
  });

  test("one that is away is not healthy", async () => {
    await new Promise((done) => server.close(done));
    expect(await store.healthy()).toBe(false);
    await expect(store.put(one, Buffer.from("x"))).rejects.toThrow(Error);
  });
});
