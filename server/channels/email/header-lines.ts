/** Header lines of a block as pairs, folded ones joined by their line break, as they came. */
export function headerLines(block: string): [name: string, value: string][] {
  return block
    .replace(/\r\n?/g, "\n")
    .split(/\n(?![ \t])/)
    .map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, Math.max(colon, 0)).trim(), line.slice(colon + 1).trim()];
    })
    .filter(([name]) => name !== "");
}
