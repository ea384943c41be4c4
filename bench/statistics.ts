/** The value below which a share of the sorted list lies (nearest rank). */
export function percentile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (list: readonly number[]) => percentile(list, 0.5);

/** Rounded to a number of digits after the point. */
export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** How many seconds a task took. */
export async function seconds(task: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await task();
  return (performance.now() - began) / 1000;
}
