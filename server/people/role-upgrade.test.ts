import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { dropDatabase, withDatabase } from "../../test/house.ts";
import { newId } from "../platform/ids.ts";
import { migrate } from "../platform/migrate.ts";

/** Everything of the versions that knew the five built-in roles only. */
const before = "0058-roles.sql";
const name = `test_${randomBytes(6).toString("hex")}`;
let admin: pg.Client;
let client: pg.Client;
let url: string;

beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject("postgresAdminUrl") });
  await admin.connect();
  await admin.query(`create database ${name} owner baton`);
  url = withDatabase(inject("postgresUrl"), name);
  const files = await readdir(join(import.meta.dirname, "../migrations"));
  await migrate(url, new Set(files.filter((file) => file < before)));
  client = new pg.Client({ connectionString: url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await dropDatabase(admin, name);
  await admin.end();
});

const people = () =>
  client
    .query<{ email: string; role: string }>(
      "select email, role, active, password_hash from agents order by email",
    )
    .then(({ rows }) => rows);

test("people of before keep their built-in roles, with nothing given besides and nothing taken away", async () => {
  const workspaceId = newId();
  await client.query(
    "insert into workspaces (id, name, time_zone, business_hours, created_at) values ($1, 'Old', 'UTC', '{}', now())",
    [workspaceId],
  );
  for (const role of ["collaborator", "agent", "lead", "admin", "owner"])
    await client.query(
      "insert into agents (workspace_id, id, name, email, role, password_hash, created_at) values ($1, $2, $3, $4, $3, 'kept', now())",
      [workspaceId, newId(), role, `${role}@shop.example`],
    );
  const kept = await people();
  await migrate(url);
  expect(await people()).toEqual(kept);
  expect(kept).toHaveLength(5);
  const { rows } = await client.query("select role_id from agents where role_id is not null");
  expect(rows).toEqual([]);
  expect((await client.query("select id from roles")).rows).toEqual([]);
});
