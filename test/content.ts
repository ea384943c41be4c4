import pg from "pg";

/**
 * A hash of what every table holds, independent of the order of rows. The log counts in its order, without the transaction
 * ids and positions that are only this cluster's; its state and the list of migrations are left out.
 */
export async function contentOf(databaseUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('schema_migrations', 'log_state') order by 1",
    );
    const content: Record<string, string> = {};
    for (const { name } of rows) {
      const row =
        name === "events"
          ? "(select row_number() over (order by xid, position) as place, to_jsonb(events) - 'xid' - 'position' as event from events)"
          : pg.escapeIdentifier(name);
      const hash = await client.query<{ hash: string }>(
        `select count(*) || ' rows ' || coalesce(md5(string_agg(line, e'\n' order by line)), '') as hash from (select to_jsonb(t)::text collate "C" as line from ${row} t) l`,
      );
      content[name] = hash.rows[0]?.hash ?? "";
    }
    return content;
  } finally {
    await client.end();
  }
}
