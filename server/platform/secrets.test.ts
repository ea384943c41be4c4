import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newToken, openSecrets, secretsOf, tokenHash } from "./secrets.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "baton-secrets-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const keyFile = () => join(folder, "secret.key");

test("what is sealed comes back, never looks the same twice, and shows nothing", () => {
  const secrets = secretsOf(Buffer.alloc(32, 7));
  const [one, other] = [secrets.seal("Passwört 🔑"), secrets.seal("Passwört 🔑")];
  expect(secrets.unseal(one)).toBe("Passwört 🔑");
  expect(one.equals(other)).toBe(false);
  expect(one.includes("Pass")).toBe(false);
  expect(secrets.unseal(secrets.seal(""))).toBe("");
});

test("refuses what was changed in any byte, cut short, or sealed with another key", () => {
  const secrets = secretsOf(Buffer.alloc(32, 7));
  const sealed = secrets.seal("hello");
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => secrets.unseal(changed)).toThrow(Error);
  }
  for (let length = 0; length < sealed.length; length++)
    expect(() => secrets.unseal(sealed.subarray(0, length))).toThrow(Error);
  expect(() => secretsOf(Buffer.alloc(32, 8)).unseal(sealed)).toThrow(Error);
});

test("a signature holds for its purpose, its content and its key only, and not when it is shortened to nothing", () => {
  const secrets = secretsOf(Buffer.alloc(32, 7));
  const signature = secrets.sign("tracker", "a");
  expect(secrets.verify("tracker", "a", signature)).toBe(true);
  expect(secrets.verify("tracker", "b", signature)).toBe(false);
  expect(secrets.verify("follow-up", "a", signature)).toBe(false);
  expect(secretsOf(Buffer.alloc(32, 8)).verify("tracker", "a", signature)).toBe(false);
  expect(secrets.verify("tracker", "a", signature.subarray(0, 16))).toBe(true);
  expect(secrets.verify("tracker", "a", signature.subarray(0, 4))).toBe(false);
  expect(secrets.verify("tracker", "a", Buffer.concat([signature, signature]))).toBe(false);
});

test("the key is made once, for its owner only, and is the same after a restart", async () => {
  const sealed = (await openSecrets(folder, null)).seal("kept");
  expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
  expect((await openSecrets(folder, null)).unseal(sealed)).toBe("kept");
});

test("many that start at once agree on one key", async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => openSecrets(folder, null)));
  expect(new Set(all.map((secrets) => secrets.key("x").toString("hex"))).size).toBe(1);
});

test("a key file that holds no key is refused with what to do, not replaced", async () => {
  await writeFile(keyFile(), "");
  await expect(openSecrets(folder, null)).rejects.toThrow("backup");
  expect(await readFile(keyFile(), "utf8")).toBe("");
});

test("a configured key needs no file, and two processes with it understand each other", async () => {
  const [one, other] = [await openSecrets(folder, "from outside"), await openSecrets(folder, "from outside")];
  expect(other.unseal(one.seal("shared"))).toBe("shared");
  await expect(stat(keyFile())).rejects.toThrow("ENOENT");
});

test("tokens are never the same and only their hash is kept", () => {
  const tokens = Array.from({ length: 100 }, newToken);
  expect(new Set(tokens).size).toBe(100);
  expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true);
  expect(tokenHash("abc").toString("hex")).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
