/** What fields were and what they became. */
export type Changes = Record<string, { from: unknown; to: unknown }>;

/** Those of these fields that differ between two states of one thing, for the log; never name a secret here. */
export function changesBetween<T extends object>(
  before: T,
  after: { [K in keyof T]?: T[K] | undefined },
  fields: readonly (keyof T & string)[],
): Changes {
  const changed = fields.filter(
    (field) => after[field] !== undefined && JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}
