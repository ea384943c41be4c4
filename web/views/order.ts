/** The list with one entry so many places further; over the ends it stays where it is. */
export function moved<T>(list: readonly T[], index: number, by: number): T[] {
  const to = index + by;
  const entry = list[index];
  if (entry === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, at) => at !== index);
  return [...rest.slice(0, to), entry, ...rest.slice(to)];
}
