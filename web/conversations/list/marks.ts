/** Which rows of a list are selected: these, or all but these. */
export interface Marks {
  all: boolean;
  keys: ReadonlySet<string>;
  /** What was selected before the range that begins at the anchor. */
  base: ReadonlySet<string>;
  anchor: string | null;
}

const none: ReadonlySet<string> = new Set();
export const noMarks: Marks = { all: false, keys: none, base: none, anchor: null };

/** Everything the view holds, also what is not loaded. */
export const allMarks: Marks = { all: true, keys: none, base: none, anchor: null };

export const isMarked = ({ all, keys }: Marks, key: string): boolean => keys.has(key) !== all;

export const anyMarked = ({ all, keys }: Marks): boolean => all || keys.size > 0;

/** Selects a row or lets it go; ranges begin here from now on. */
export function toggleMark(marks: Marks, key: string): Marks {
  const keys = new Set(marks.keys);
  if (!keys.delete(key)) keys.add(key);
  return { all: marks.all, keys, base: keys, anchor: key };
}

/** Selects from the anchor to this row, and lets go what an earlier range from there held beyond it. */
export function markRange(marks: Marks, order: readonly string[], from: string, to: string): Marks {
  const anchor = marks.anchor !== null && order.includes(marks.anchor) ? marks.anchor : from;
  const [start, end] = [order.indexOf(anchor), order.indexOf(to)];
  if (start < 0 || end < 0) return marks;
  const range = order.slice(Math.min(start, end), Math.max(start, end) + 1);
  const keys = new Set(marks.base);
  for (const key of range) {
    if (marks.all) keys.delete(key);
    else keys.add(key);
  }
  return { all: marks.all, keys, base: marks.base, anchor };
}

/** How many are selected of a list that holds so many; null while that is not known. */
export function countMarks({ all, keys }: Marks, total: number | null): number | null {
  if (!all) return keys.size;
  return total === null ? null : Math.max(0, total - keys.size);
}
