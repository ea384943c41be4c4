import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Postgres, startPostgres } from "../server/platform/postgres.ts";
import { LiveClient, soon } from "./live-client.ts";

const password = "correct horse battery";
/** Milliseconds after which a request counts as left without an answer. */
const patience = 30_000;
const email = "olga@workshop.example";
let base = "";
let postgres: Postgres;
const servers: Server[] = [];

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), "baton-processes-"));
  // PostgreSQL's account must be able to enter.
  chmodSync(base, 0o755);
  postgres = await startDatabase();
});
afterEach(() => {
  for (const { child } of servers.splice(0)) child.kill("SIGKILL");
});
afterAll(async () => {
  await postgres.stop();
  rmSync(base, { recursive: true, force: true });
});

const startDatabase = () => startPostgres({ dataDir: join(base, "database"), say: () => {} });

interface Server {
  child: ChildProcess;
  url: string;
  /** What it has written so far. */
  said: string;
}

/** A real server process on the shared database, with a data directory of its own; ready when this returns. */
async function serve(name: string, more: Record<string, string> = {}): Promise<Server> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ["--import", join(import.meta.dirname, "fixtures/greeting.ts"), "server/main.ts"],
    {
      cwd: join(import.meta.dirname, ".."),
      env: {
        PATH: process.env["PATH"],
        DATABASE_URL: postgres.url,
        PORT: String(port),
        BATON_HOST: "127.0.0.1",
        BATON_DATA_DIR: join(base, name),
        BATON_SECRET_KEY: "the same for all",
        // On a busy machine a process may stand still for seconds in the middle of a transaction.
        BATON_TRANSACTION_MS: "20000",
        BATON_ROLES: "web,worker",
        BATON_SETUP_WORKSPACE: "Workshop",
        BATON_SETUP_EMAIL: email,
        BATON_SETUP_PASSWORD: password,
        ...more,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const server: Server = { child, url: `http://127.0.0.1:${port}`, said: "" };
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => (server.said += String(chunk)));
  servers.push(server);
  const ready = await soon(
    async () => child.exitCode !== null || (await status(server, "/health/ready")) === 200,
  );
  if (!ready || child.exitCode !== null) throw new Error(`The server did not start: ${server.said}`);
  return server;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof address === "object" && address ? address.port : 0;
}

/** Status of a request, or 0 when there was no answer. */
async function status({ url }: Server, path: string, cookie = ""): Promise<number> {
  const response = await fetch(url + path, {
    headers: { cookie },
    signal: AbortSignal.timeout(patience),
  }).catch(() => null);
  await response?.text();
  return response?.status ?? 0;
}

/** Signs in, which records an event that the reaction of the fixture waits for; returns the cookie, or null. */
async function signIn({ url }: Server): Promise<string | null> {
  const response = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
    signal: AbortSignal.timeout(patience),
  }).catch(() => null);
  await response?.text();
  return response?.status === 200 ? (response.headers.get("set-cookie")?.split(";")[0] ?? null) : null;
}

/** What the shared database says. */
async function look<Row extends pg.QueryResultRow>(question: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: postgres.url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Row>(question)).rows;
  } finally {
    await client.end();
  }
}

/** Sessions that were opened so far, in the order of the log. */
const sessions = async () =>
  (
    await look<{ id: string }>(
      "select data->>'sessionId' as id from events where name = 'session.opened' order by xid, position",
    )
  ).map(({ id }) => id);

/** Whether everybody who signed in has been greeted. */
const allGreeted = async () => {
  const [row] = await look<{ opened: number; greeted: number }>(
    `select (select count(*)::int from events where name = 'session.opened') as opened,
            (select count(*)::int from reaction_runs where reaction = 'test.greet') as greeted`,
  );
  return row !== undefined && row.opened > 0 && row.opened === row.greeted;
};

async function end({ child }: Server, signal: NodeJS.Signals): Promise<number | null> {
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  child.kill(signal);
  return ended;
}

test("of two processes on one database one relays, and when it is killed the other has taken over within five seconds", async () => {
  const one = await serve("one");
  const began = performance.now();
  expect(await signIn(one)).not.toBeNull();
  expect(await soon(allGreeted)).toBe(true);
  // As slow as that is the machine itself, while nobody has to take over.
  const usual = performance.now() - began;
  const other = await serve("other");

  expect(await end(one, "SIGKILL")).toBeNull();
  expect(await signIn(other)).not.toBeNull();
  expect(await soon(allGreeted, 5_000 + 10 * usual)).toBe(true);
});

test("both processes tell a browser what happened through either, and end cleanly when told to", async () => {
  const [one, other] = await Promise.all([serve("one"), serve("other")]);
  const cookie = (await signIn(one)) ?? "";
  const clients = [new LiveClient(one.url, cookie), new LiveClient(other.url, cookie)];
  for (const client of clients) await client.connect();
  const before = await sessions();
  expect(await signIn(one)).not.toBeNull();
  expect(await signIn(other)).not.toBeNull();
  const opened = (await sessions()).filter((id) => !before.includes(id));
  expect(opened).toHaveLength(2);
  // Those that were opened before may still be on their way.
  const heard = (client: LiveClient) =>
    client.events().flatMap(({ ids }) => opened.filter((id) => id === ids["sessionId"]));
  expect(await soon(() => clients.every((client) => heard(client).length >= 2))).toBe(true);
  for (const client of clients) expect(heard(client)).toEqual(opened);
  // Nobody answers this farewell.
  clients[0]?.freeze();
  expect(await Promise.all([end(one, "SIGTERM"), end(other, "SIGINT")])).toEqual([0, 0]);
  expect(await soon(() => clients[1]?.closed === 1001)).toBe(true);
});

test("while the database is away everything is refused with 503, and all of it comes back by itself", async () => {
  const server = await serve("one");
  const cookie = (await signIn(server)) ?? "";
  expect(await soon(allGreeted)).toBe(true);
  const client = new LiveClient(server.url, cookie);
  await client.connect();

  const seen = new Set<number>();
  let away = true;
  const asking = Array.from({ length: 6 }, async (_, asker) => {
    while (away) {
      seen.add(asker === 0 ? ((await signIn(server)) ? 200 : 503) : await status(server, "/api/me", cookie));
      await pause(20);
    }
  });
  expect(await soon(() => seen.has(200))).toBe(true);
  await postgres.stop();
  expect(await soon(async () => (await status(server, "/health/ready")) === 503)).toBe(true);
  expect(await status(server, "/health/live")).toBe(200);
  await pause(3_000);
  expect(await soon(() => seen.has(503))).toBe(true);
  postgres = await startDatabase();
  expect(await soon(async () => (await status(server, "/api/me", cookie)) === 200)).toBe(true);
  away = false;
  await Promise.all(asking);
  expect(seen).toEqual(new Set([200, 503]));

  const before = await sessions();
  expect(await signIn(server)).not.toBeNull();
  const [opened] = (await sessions()).filter((id) => !before.includes(id));
  expect(await soon(() => client.events().some(({ ids }) => ids["sessionId"] === opened))).toBe(true);
  expect(client.closed).toBeNull();
  expect(await soon(allGreeted)).toBe(true);
  expect(await soon(async () => (await status(server, "/health/ready")) === 200)).toBe(true);
  expect(server.said).not.toContain("nobody noticed");
  expect(server.child.exitCode).toBeNull();
}, 600_000);

test("a bulk action whose server is killed in the middle goes on with the next one, each conversation exactly once, and is taken back", async () => {
  const first = await serve("one", { BATON_TRANSACTION_MS: "60000" });
  const cookie = (await signIn(first)) ?? "";
  const ids: string[] = [];
  for (let n = 0; n < 80; n++) {
    const body = { customer: { email: `bulk${n}@home.example` }, subject: `Bulk ${n}`, text: "x" };
    ids.push((await ask<{ id: string }>(first, cookie, "/api/conversations", body)).id);
  }
  const admin = new pg.Client({ connectionString: postgres.superuserUrl.replace(/\/postgres$/, "/baton") });
  await admin.connect();
  const count = async (statement: string) => Number((await admin.query(statement)).rows[0].n);
  const prioritised = "select count(*) as n from events where name = 'conversation.changed'";
  const before = await count(prioritised);
  try {
    // Somebody is at one of the second chunk: the server stands in the middle of it, with the first done.
    await admin.query("begin");
    await admin.query("select from conversations where id = $1 for update", [ids[40]]);
    const action = { do: "prioritise", priority: "high" };
    const { id } = await ask<{ id: string }>(first, cookie, "/api/bulk", { selection: { ids }, action });
    const held =
      "select count(*) as n from pg_stat_activity where wait_event_type = 'Lock' and datname = 'baton'";
    const done = "select count(*) as n from bulk_items where state = 'done'";
    expect(await soon(async () => (await count(done)) === 25 && (await count(held)) > 0)).toBe(true);
    expect(await end(first, "SIGKILL")).toBeNull();
    await admin.query("rollback");

    const second = await serve("two");
    const read = () => ask<{ state: string; counts: object }>(second, cookie, `/api/bulk/${id}`);
    expect(await soon(async () => (await read()).state === "done")).toBe(true);
    expect((await read()).counts).toEqual({ done: 80 });
    expect((await count(prioritised)) - before).toBe(80);
    expect(await count("select count(*) as n from conversations where priority = 'high'")).toBe(80);

    await ask(second, cookie, `/api/bulk/${id}/undo`, {});
    expect(await soon(async () => (await read()).state === "undone")).toBe(true);
    expect((await read()).counts).toEqual({ undone: 80 });
    expect((await count(prioritised)) - before).toBe(160);
    expect(await count("select count(*) as n from conversations where priority = 'high'")).toBe(0);
  } finally {
    await admin.end();
  }
}, 600_000);

/** Asks the API, by POST when there is something to say; refuses what is not a success. */
async function ask<T>({ url }: Server, cookie: string, path: string, body?: object): Promise<T> {
  const response = await fetch(url + path, {
    headers: { cookie, ...(body && { "content-type": "application/json" }) },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
