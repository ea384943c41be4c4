import { type RawBuilder, sql } from "kysely";
import { type Figure, type FigureName, figures } from "../../shared/insights.ts";
import type { Work } from "../platform/work.ts";
import { seen, sourcesOf } from "./board-rows.ts";
import { type Interval, meanInterval, shareInterval } from "./interval.ts";

const unsure = { low: null, high: null };
const sure = (interval: Interval | null) => interval ?? unsure;

/** The figures over the last days, of what this actor may see: each one's value, unit, rows behind it, and how sure it is. */
export async function getBoard(work: Work, days: number): Promise<{ figures: Figure[] }> {
  const all: Figure[] = [];
  for (const name of figures) all.push(await getFigure(work, name, days));
  return { figures: all };
}

async function getFigure(work: Work, name: FigureName, days: number): Promise<Figure> {
  const { rows } = await figureQuery(work, name, days).execute(work.db);
  const { count = 0, median = null, mean = null, deviation = null } = rows[0] ?? {};
  switch (name) {
    case "first_reply":
    case "resolution":
      return { name, value: median, unit: "seconds", count, ...unsure };
    case "promise_kept":
      return { name, value: mean, unit: "share", count, ...sure(shareInterval((mean ?? 0) * count, count)) };
    case "csat":
      return {
        name,
        value: mean,
        unit: "rating",
        count,
        ...sure(meanInterval(mean ?? 0, deviation ?? 0, count)),
      };
    case "open":
    case "overdue":
      return { name, value: count, unit: "conversations", count, ...unsure };
  }
}

interface Measured {
  count: number;
  median: number | null;
  mean: number | null;
  deviation: number | null;
}

/** Count, median, mean and sample deviation of the values behind a figure; only what that figure is made of is computed. */
export function figureQuery(work: Work, name: FigureName, days: number): RawBuilder<Measured> {
  const parts = sourcesOf(work, name, days).map(
    (source) => sql`select ${source.value}::float8 as value from ${seen(work, source)}`,
  );
  const timed = name === "first_reply" || name === "resolution";
  const median = timed ? sql`percentile_cont(0.5) within group (order by value)` : sql`null::float8`;
  return sql<Measured>`select count(*)::int as count, ${median} as median, avg(value) as mean, stddev_samp(value) as deviation
    from (${sql.join(parts, sql` union all `)}) measured`;
}
