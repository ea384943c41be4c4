/** What a line of a message is; blank lines follow their neighbours. */
export type LineKind = "written" | "quoted" | "attribution" | "signature" | "blank";

export interface Lines {
  count: number;
  /** The line without its end and odd spaces, at most 600 characters: what rules look at. */
  text(index: number): string;
}

// More than this of one message is not examined line by line; the rest belongs to the last segment.
const MAX_LINES = 50_000;

/** Splits text into lines by offset, and at `cuts` inside of lines; the text of a line is made when asked for. */
export function linesOf(
  text: string,
  cuts: readonly number[] = [],
): Lines & { start(index: number): number } {
  const starts: number[] = [0];
  for (let at = text.indexOf("\n"); at >= 0 && starts.length < MAX_LINES; at = text.indexOf("\n", at + 1))
    starts.push(at + 1);
  if (starts.at(-1) === text.length && starts.length > 1) starts.pop();
  if (cuts.length > 0) {
    starts.push(...cuts);
    starts.sort((a, b) => a - b);
  }
  const count = starts.length;
  const start = (index: number) => (index >= count ? text.length : (starts[index] ?? text.length));
  return {
    count,
    start,
    text: (index) => {
      if (index < 0 || index >= count) return "";
      const from = start(index);
      return plain(text.slice(from, Math.min(start(index + 1), from + 600)));
    },
  };
}

function plain(line: string): string {
  return line
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, " ")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\r\n]/g, "")
    .trimEnd();
}
