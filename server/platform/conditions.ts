import type { RawBuilder } from "kysely";
import { conditionTroubles } from "../../shared/condition-check.ts";
import type { Condition, FieldDescription, Trouble } from "../../shared/conditions.ts";
import { Refusal } from "./errors.ts";

/** A field with the SQL expression that gives its value for a row of the query it stands in. */
export interface Field extends FieldDescription {
  /** One value: text, number, timestamptz, date, boolean, text[], or uuid. */
  sql: RawBuilder<unknown>;
  /** What choices, people and teams are compared as. */
  as: "text" | "uuid";
  /**
   * For a value in a table of its own: what it is called there, and the rows with a value for which a predicate over that
   * holds, so that the database may start from an index on the value.
   */
  within?: { value: RawBuilder<unknown>; holds: (predicate: RawBuilder<unknown>) => RawBuilder<unknown> };
}

/** From where a condition is looked at: by whom, and when. */
export interface Frame {
  now: Date;
  /** The day it is in the workspace, as 2030-12-31. */
  today: string;
  /** Null for programs: then "me" and "my teams" are nobody. */
  me: string | null;
  teamIds: readonly string[];
  /** The moment so many business minutes ago. */
  businessAgo(minutes: number): Date;
}

/** What a field holds for one row; null when it is empty. */
export type Fact = string | number | boolean | Date | readonly string[] | null;
export type Facts = Readonly<Record<string, Fact>>;

/** Refuses a condition that cannot be used with these fields, with the path of every part that is wrong. */
export function requireSound(
  condition: Condition,
  fields: readonly FieldDescription[],
  at = "/condition",
): void {
  const troubles = conditionTroubles(condition, fields);
  if (troubles.length === 0) return;
  throw new Refusal("condition_unusable", said(troubles), {
    errors: troubles.map(({ path, message }) => ({ path: at + path, message })),
  });
}

const said = (troubles: readonly Trouble[]) => troubles.map(({ message }) => message).join(" ");
