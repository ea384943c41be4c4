import { setTimeout as pause } from "node:timers/promises";
import { CompiledQuery, sql } from "kysely";
import type { Actor } from "../server/platform/actor.ts";
import type { Work } from "../server/platform/work.ts";
import type { TestHouse } from "./house.ts";

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: Plan[];
}

/**
 * How many rows of tables and entries of indexes the database touches for everything that a read asks, behind row-level security.
 * What is scanned or sorted whole counts whole; `where` says which statement touches most, and how.
 */
export async function touchedBy(
  house: TestHouse,
  actor: Actor,
  read: (work: Work) => Promise<unknown>,
): Promise<{ rows: number; where: string }> {
  return house.work(actor, async (work) => {
    const worst = { rows: 0, where: "" };
    let rows = 0;
    for (const { sql: text, parameters } of await askedBy(work, read)) {
      const explained = CompiledQuery.raw(`explain (analyze, timing off, format json) ${text}`, [
        ...parameters,
      ]);
      const answer = await work.db.executeQuery<Record<string, [{ Plan: Plan }]>>(explained);
      const plan = Object.values(answer.rows[0] ?? {})[0]?.[0].Plan;
      const touched = plan ? touchedIn(plan) : 0;
      rows += touched;
      if (touched >= worst.rows) Object.assign(worst, { rows: touched, where: `${told(plan)} for ${text}` });
    }
    return { rows, where: worst.where };
  });
}

/** The statements that a read sends. */
async function askedBy(work: Work, read: (work: Work) => Promise<unknown>): Promise<CompiledQuery[]> {
  const asked: CompiledQuery[] = [];
  const executor = work.db.getExecutor() as { executeQuery: (query: CompiledQuery) => Promise<unknown> };
  const plain = executor.executeQuery;
  executor.executeQuery = (query) => {
    asked.push(query);
    return plain.call(executor, query);
  };
  try {
    await read(work);
  } finally {
    executor.executeQuery = plain;
  }
  return asked;
}

const seen = (plan: Plan) =>
  (plan["Actual Rows"] +
    (plan["Rows Removed by Filter"] ?? 0) +
    (plan["Rows Removed by Index Recheck"] ?? 0)) *
  plan["Actual Loops"];

function touchedIn(plan: Plan): number {
  const reads = plan["Relation Name"] || plan["Node Type"] === "Bitmap Index Scan";
  return (plan.Plans ?? []).reduce((sum, part) => sum + touchedIn(part), reads ? seen(plan) : 0);
}

function told(plan: Plan | undefined): string {
  if (!plan) return "";
  const name = plan["Index Name"] ?? plan["Relation Name"];
  const parts = (plan.Plans ?? []).map(told).filter(Boolean).join(", ");
  const here = name ? `${plan["Node Type"]} ${name} ${seen(plan)}` : "";
  return [here, parts].filter(Boolean).join(", ");
}

/**
 * Brings the planner's knowledge up to date, as autovacuum does in a house that lives. While somebody else's transaction is still
 * open, a page does not count as seen by all, and an index alone would not do: then it is done again.
 */
export async function analysed(house: TestHouse, tables: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    await sql`vacuum analyze ${sql.join(tables.map((table) => sql.table(table)))}`.execute(house.system);
    const { rows } = await sql<{ hidden: number }>`select count(*)::int as hidden from pg_class
      where oid = any(${[...tables]}::regclass[]) and relallvisible < relpages`.execute(house.system);
    if (rows[0]?.hidden === 0) return;
    await pause(200);
  }
}
