import type { Writable } from "node:stream";
import { CamelCasePlugin, Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { keepPrepared } from "./prepared.ts";
import type { DB } from "./tables.ts";

export type Database = Kysely<DB>;

const int8 = 20;
const numeric = 1700;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === int8 || oid === numeric
      ? Number
      : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig["getTypeParser"],
};

export interface PoolOptions {
  url: string;
  max: number;
  /** Bound to one workspace by row-level security; without it the pool belongs to the house and sees all. */
  role?: "baton_app";
  /** Milliseconds after which an idle transaction is cut off, and a running one after ten times as long; 0 for never. */
  transactionMs: number;
  name: string;
  onError: (error: Error) => void;
  /** Statements are sent without waiting for the answers of those before. */
  pipeline?: boolean;
  /** A commit need not wait for the disk: only for what is done again when it is lost. */
  lossy?: boolean;
}

/** Milliseconds that one waits for a connection, at least; otherwise as long as somebody may keep one for nothing. */
const shortestWait = 5_000;

/** A pool whose dying connections are reported, not thrown. */
export function openPool({
  url,
  max,
  role,
  transactionMs,
  name,
  onError,
  lossy,
  pipeline,
}: PoolOptions): pg.Pool {
  const settings = [
    ...(role ? [`-c role=${role}`] : []),
    ...(lossy ? ["-c synchronous_commit=off"] : []),
    ...(transactionMs > 0 ? [`-c idle_in_transaction_session_timeout=${transactionMs}`] : []),
    "-c timezone=UTC",
    // A host that vanishes says no goodbye: without these its locks, the relay's too, would be held for hours.
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3",
  ];
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    options: settings.join(" "),
    application_name: `baton-${name}`,
    connectionTimeoutMillis: Math.max(shortestWait, transactionMs),
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    pipeline: pipeline ?? false,
    keepAliveInitialDelayMillis: 10_000,
    ...(transactionMs > 0 && { onConnect: (client) => limitTransactions(client, transactionMs * 10) }),
  });
  pool.on("error", onError);
  pool.on("connect", (client) => {
    client.on("error", onError);
    keepPrepared(client);
    if (pipeline) sendTogether(client);
  });
  return pool;
}

/** What is asked in one turn of the loop leaves in one write: each write costs more than what it carries. */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown;
  let corked = false;
  const together = (...args: unknown[]): unknown => {
    if (!corked) {
      corked = true;
      stream.cork();
      process.nextTick(() => {
        corked = false;
        stream.uncork();
      });
    }
    return plain(...args);
  };
  client.query = together as typeof client.query;
}

/** PostgreSQL 16 does not know this limit, and would refuse a connection that asks for it at the start. */
async function limitTransactions(client: pg.ClientBase, milliseconds: number): Promise<void> {
  await client.query(
    "select set_config(name, $1, false) from pg_settings where name = 'transaction_timeout'",
    [String(milliseconds)],
  );
}

/** Typed SQL over a pool; columns are snake_case there and camelCase here, contents of jsonb stay as they are. */
export function database(pool: pg.Pool): Database {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

const over = new WeakMap<pg.PoolClient, Database>();

/** The same over one connection that the caller holds: statements asked at once travel at once, in their order. */
export function databaseOver(client: pg.PoolClient): Database {
  const known = over.get(client);
  if (known) return known;
  const borrowed = {
    query: (...what: Parameters<pg.PoolClient["query"]>) => client.query(...what),
    release: () => {},
  };
  const made = database({ connect: async () => borrowed, end: async () => {} } as unknown as pg.Pool);
  over.set(client, made);
  return made;
}
