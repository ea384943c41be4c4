import { isDeepStrictEqual } from "node:util";
import { Refusal } from "./errors.ts";
import { takeTurn } from "./turn.ts";
import type { Work } from "./work.ts";

type Loose<T> = { [K in keyof T]?: T[K] | undefined };

/**
 * What of a form is its writer's own change: what they left as they had `seen` it stays as it is now. Refuses what somebody else
 * changed meanwhile, too; without `seen` everything given counts. `now` is read in the thing's turn.
 */
export function ownChanges<T extends object>(given: T, seen: Loose<T> | undefined, now: Loose<T>): T {
  if (!seen) return given;
  const names = (Object.keys(given) as (keyof T & string)[]).filter((name) => given[name] !== undefined);
  const own = names.filter((name) => !(name in seen) || !equal(given[name], seen[name]));
  const lost = own.filter(
    (name) => name in seen && !equal(seen[name], now[name]) && !equal(given[name], now[name]),
  );
  if (lost.length > 0)
    throw new Refusal("conflict", `Somebody else changed this meanwhile: ${lost.join(", ")}.`);
  return Object.fromEntries(own.map((name) => [name, given[name]])) as T;
}

/** Two who change one thing at once do it one after the other: the later one is compared with what the first one left. */
export const inTurn = (work: Work, kind: string, id: string) => takeTurn(work, `${kind} ${id}`);

/** The order of names in the database is not the order in which they were sent. */
const equal = (one: unknown, other: unknown) => isDeepStrictEqual(plain(one), plain(other));
const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));
