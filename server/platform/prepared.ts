import { createHash } from "node:crypto";
import type pg from "pg";

/** Asked this often, a statement is worth keeping prepared on each connection. */
const often = 3;
const mostWatched = 2_000;
const mostNamed = 400;
const longest = 6_000;

const seen = new Map<string, number>();
const names = new Map<string, string>();
let generation = 0;

/** The name of a statement that is asked often, null for others: lists of many lengths would fill every connection. */
export function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known) return known;
  if (text.length > longest || names.size >= mostNamed) return null;
  const times = (seen.get(text) ?? 0) + 1;
  if (times < often) {
    if (seen.size >= mostWatched) seen.clear();
    seen.set(text, times);
    return null;
  }
  seen.delete(text);
  const name = `b${generation}_${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
  names.set(text, name);
  return name;
}

/** True for the answer to a prepared statement whose tables were changed by an upgrade meanwhile. */
export function isStalePlan(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return code === "0A000" && /cached plan/.test(message ?? "");
}

/** Prepares everything anew under other names. */
export function forgetPlans(): void {
  generation++;
  names.clear();
}

/** Planning a statement can cost more than running it: those with parameters that come often are kept prepared. */
export function keepPrepared(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown;
  const named = (...args: unknown[]): unknown => {
    const [text, values, ...rest] = args;
    if (typeof text !== "string" || !Array.isArray(values) || values.length === 0) return plain(...args);
    const name = nameOf(text);
    return name ? plain({ name, text, values }, ...rest) : plain(...args);
  };
  client.query = named as typeof client.query;
}
