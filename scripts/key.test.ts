import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorkspace } from "../server/people/workspace.ts";
import { readConfig } from "../server/platform/config.ts";
import { openHouse } from "../server/platform/house.ts";
import { migrate } from "../server/platform/migrate.ts";
import { openPostgres } from "../server/platform/postgres.ts";
import { listAgents } from "../shared/agents.ts";
import { getWorkspace } from "../shared/workspace.ts";
import { inject, newWorkspace } from "../test/builders.ts";
import { openTestHouse, type TestHouse } from "../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

function key(args: string[], env: Record<string, string> = {}) {
  const ask = {
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: house.databaseUrl,
      BATON_DATA_DIR: house.config.dataDir,
      ...env,
    },
  };
  return new Promise<{ code: number; out: string; err: string }>((done) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, "key.ts"), ...args],
      ask,
      (_, out, err) => done({ code: child.exitCode ?? -1, out: out.trim(), err: err.trim() }),
    );
  });
}

test("before there is a workspace it says what to do", async () => {
  const { code, out, err } = await key(["create", "--scopes", "settings:read"]);
  expect({ code, out, err }).toEqual({
    code: 1,
    out: "",
    err: "There is no workspace yet: start Baton and set it up first.",
  });
});

test("prints a key that opens what its scopes say, and nothing else", async () => {
  const owner = await newWorkspace(house);
  const { code, out } = await key([
    "create",
    "--scopes",
    "settings:read, conversations:read",
    "--name",
    "Robot",
  ]);
  expect(code).toBe(0);
  expect(out).toMatch(/^baton_[\w-]{43}$/);
  const authorization = `Bearer ${out}`;
  expect(await inject(house, getWorkspace, {}, { authorization })).toMatchObject({
    status: 200,
    body: { id: owner.workspaceId },
  });
  expect(await inject(house, listAgents, {}, { authorization })).toMatchObject({ status: 403 });
  expect(await house.system.selectFrom("apiKeys").select(["name", "scopes"]).execute()).toEqual([
    { name: "Robot", scopes: ["settings:read", "conversations:read"] },
  ]);
});

test("asks which workspace when there are several, and takes its id or name", async () => {
  const other = await newWorkspace(house);
  const which = await key(["create", "--scopes", "settings:read"]);
  expect(which).toMatchObject({ code: 1, out: "" });
  expect(which.err).toContain(other.workspaceId);
  const { out } = await key(["create", "--scopes", "settings:read", "--workspace", other.workspaceId]);
  expect(await inject(house, getWorkspace, {}, { authorization: `Bearer ${out}` })).toMatchObject({
    body: { id: other.workspaceId },
  });
});

test.each([
  ["no scopes", ["create"], "Usage"],
  ["an unknown scope", ["create", "--scopes", "everything"], 'no scope "everything"'],
  ["an unknown command", ["destroy", "--scopes", "settings:read"], "Usage"],
  ["an unknown workspace", ["create", "--scopes", "settings:read", "--workspace", "Nowhere"], '"Nowhere"'],
])("refuses %s with a sentence", async (_, args, sentence) => {
  const { code, out, err } = await key(args);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toContain(sentence);
});

test("works on a stopped Baton's own database, and while it runs", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "baton-key-"));
  try {
    const postgres = await openPostgres({ dataDir, say: () => {} });
    await migrate(postgres.url);
    const own = await openHouse({
      config: readConfig({
        BATON_DATA_DIR: dataDir,
        BATON_LOG_LEVEL: "silent",
        BATON_TRANSACTION_MS: "20000",
      }),
      databaseUrl: postgres.url,
    });
    await createWorkspace(own, {
      workspace: "Own",
      name: "O",
      email: "o@own.example",
      passwordHash: "",
      timeZone: "UTC",
    });
    await own.close();
    const env = { DATABASE_URL: "", BATON_DATA_DIR: dataDir };
    expect((await key(["create", "--scopes", "settings:read"], env)).out).toMatch(/^baton_/);
    await postgres.stop();
    expect((await key(["create", "--scopes", "settings:read"], env)).out).toMatch(/^baton_/);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
