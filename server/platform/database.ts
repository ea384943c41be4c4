import { CamelCasePlugin, Kysely, PostgresDialect } from "kysely";
import pg from "pg";
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
  /** Cut-off for transactions, milliseconds; 0 for none. */
  transactionMs: number;
  name: string;
  onError: (error: Error) => void;
}

/** A pool whose dying connections are reported, not thrown. */
export function openPool({ url, max, role, transactionMs, name, onError }: PoolOptions): pg.Pool {
  const settings = [
    ...(role ? [`-c role=${role}`] : []),
    ...(transactionMs > 0 ? [`-c idle_in_transaction_session_timeout=${transactionMs}`] : []),
    "-c timezone=UTC",
  ];
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    options: settings.join(" "),
    application_name: `baton-${name}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  return pool;
}

/** Typed SQL over a pool; columns are snake_case there and camelCase here, contents of jsonb stay as they are. */
export function database(pool: pg.Pool): Database {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
