import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { scopes } from "../shared/endpoint.ts";
import { createKey } from "../shared/keys.ts";

const root = join(import.meta.dirname, "..");
const owner = { email: "bench@bench.example", password: "relay-race-on-the-track" };

/** A Baton of its own for a measurement: a real process on 127.0.0.1 with its own data, removed at the end. */
export class Baton {
  readonly dataDir: string;
  readonly port: number;
  readonly smtpPort: number;
  readonly #preload: string | undefined;
  readonly #more: NodeJS.ProcessEnv;
  #child: ChildProcess | null = null;
  #said = "";

  private constructor(
    dataDir: string,
    [port, smtpPort]: [number, number],
    preload: string | undefined,
    more: NodeJS.ProcessEnv,
  ) {
    this.dataDir = dataDir;
    this.port = port;
    this.smtpPort = smtpPort;
    this.#preload = preload;
    this.#more = more;
  }

  /** Ports and an empty data directory; nothing is started yet. `preload` is a module that the server loads first. */
  static async prepare(preload?: string, more: NodeJS.ProcessEnv = {}): Promise<Baton> {
    const dataDir = await mkdtemp(join(tmpdir(), "baton-bench-"));
    return new Baton(dataDir, [await freePort(), await freePort()], preload, more);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts the server; returns the milliseconds until it first answered that it is ready. */
  async start(): Promise<number> {
    const began = performance.now();
    const child = spawn(
      process.execPath,
      // As `./baton start` does.
      [
        "--max-semi-space-size=16",
        ...(this.#preload ? ["--import", this.#preload] : []),
        join(root, "server", "main.ts"),
      ],
      { cwd: root, env: this.#environment(), stdio: ["ignore", "pipe", "pipe"] },
    );
    this.#child = child;
    this.#said = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (bytes: Buffer) => {
        this.#said = (this.#said + bytes.toString()).slice(-4000);
      });
    while (performance.now() - began < 60_000) {
      if (child.exitCode !== null) throw new Error(`Baton ended: ${this.#said}`);
      const reply = await fetch(`${this.url}/health/ready`).catch(() => null);
      await reply?.arrayBuffer();
      if (reply?.ok) return performance.now() - began;
      await pause(5);
    }
    throw new Error(`Baton did not become ready: ${this.#said}`);
  }

  /** What it said last, for when something goes wrong. */
  get said(): string {
    return this.#said;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    const impatience = setTimeout(() => child.kill("SIGKILL"), 20_000);
    await ended;
    clearTimeout(impatience);
  }

  /** kill -9 of the server alone; its PostgreSQL lives on until the next start. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
  }

  /** Process number of the PostgreSQL that serves it. */
  async postmaster(): Promise<number> {
    const { cluster } = await this.#memory();
    const note = await readFile(
      join(cluster.startsWith("/") ? "" : this.dataDir, cluster, "postmaster.pid"),
      "utf8",
    );
    return Number(note.split("\n")[0]);
  }

  /** A connection past row-level security, for filling and judging. */
  async superuser(): Promise<pg.Client> {
    const { port, superuserPassword } = await this.#memory();
    const client = new pg.Client(`postgres://postgres:${superuserPassword}@127.0.0.1:${port}/baton`);
    client.on("error", () => {});
    await client.connect();
    return client;
  }

  /** Connections like the server's own, bound by row-level security. */
  async appPool(max: number): Promise<pg.Pool> {
    const { port, password } = await this.#memory();
    const url = `postgres://baton:${password}@127.0.0.1:${port}/baton`;
    return new pg.Pool({ connectionString: url, max, options: "-c role=baton_app -c timezone=UTC" });
  }

  /** The workspace that was set up at the start, its owner's cookie, and an API key that may do everything. */
  async enter(): Promise<{ workspaceId: string; ownerId: string; cookie: string; key: string }> {
    const signIn = await this.#post("/api/session", owner);
    const cookie = signIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const me = (await signIn.json()) as { id: string };
    // A server that is made to answer too early has not kept the session yet.
    await pause(this.#preload ? 500 : 0);
    const made = await this.#post("/api/keys", { name: "bench", scopes: [...scopes] }, { cookie });
    const { secret } = createKey.reply.parse(await made.json());
    await pause(this.#preload ? 500 : 0);
    const client = await this.superuser();
    const { rows } = await client.query<{ id: string }>("select id from workspaces");
    await client.end();
    return { workspaceId: rows[0]?.id ?? "", ownerId: me.id, cookie, key: secret };
  }

  async #post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const reply = await fetch(`${this.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`POST ${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  }

  async remove(): Promise<void> {
    await this.stop();
    const { cluster } = await this.#memory().catch(() => ({ cluster: "" }));
    await rm(this.dataDir, { recursive: true, force: true });
    // Where PostgreSQL's account may not enter the data directory, the cluster lies elsewhere.
    if (cluster.startsWith("/")) await rm(join(cluster, ".."), { recursive: true, force: true });
  }

  async #memory(): Promise<{ cluster: string; port: number; password: string; superuserPassword: string }> {
    return JSON.parse(await readFile(join(this.dataDir, "postgres.json"), "utf8"));
  }

  #environment(): NodeJS.ProcessEnv {
    const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
    return {
      PATH,
      HOME,
      NODE_COMPILE_CACHE,
      PORT: String(this.port),
      BATON_HOST: "127.0.0.1",
      BATON_SMTP_PORT: String(this.smtpPort),
      BATON_SMTP_HOST: "127.0.0.1",
      BATON_DATA_DIR: this.dataDir,
      BATON_LOG_LEVEL: "warn",
      BATON_SETUP_WORKSPACE: "Bench",
      BATON_SETUP_EMAIL: owner.email,
      BATON_SETUP_PASSWORD: owner.password,
      ...this.#more,
    };
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address ? address.port : 0;
}

/** Waits until nothing is left to relay, no job is due, and no mail waits to be read; gives up after `seconds`. */
export async function settled(client: pg.Client, seconds: number): Promise<boolean> {
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    const { rows } = await client.query<{ left: number }>(`
      select (select count(*) from events, log_state s where (events.xid, events.position) > (s.relayed_xid, s.relayed_position))
           + (select count(*) from graphile_worker._private_jobs where attempts < max_attempts)
           + (select count(*) from inbound_mails where state = 'received') as left`);
    if (Number(rows[0]?.left) === 0) return true;
    await pause(100);
  }
  return false;
}
