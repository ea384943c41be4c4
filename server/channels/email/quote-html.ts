import { type HtmlLine, HtmlLines } from "./html-lines.ts";
import type { LineKind } from "./lines.ts";
import { type FoldOptions, lineKinds } from "./quote.ts";

export interface FoldedHtml {
  /** What was written now, signature included. Not sanitised. */
  written: string;
  /** What is quoted; null when nothing is. Not sanitised. */
  quoted: string | null;
}

const MAX_HTML = 4_000_000;

/** Splits an HTML mail into new and quoted markup by the same rules as text; cuts may leave tags open, sanitising closes them. */
export function foldHtml(html: string, options: FoldOptions = {}): FoldedHtml {
  if (html.length > MAX_HTML) return { written: html, quoted: null };
  const found = new HtmlLines(html);
  if (found.lines.length === 0) return { written: html, quoted: null };

  const kinds = lineKinds({ count: found.lines.length, text: (index) => shown(found.lines[index]) }, options);
  const cuts = cutsOf(found, kinds, html.length);
  if (cuts.length === 0) return { written: html, quoted: null };

  let written = "";
  let quoted = "";
  let at = 0;
  for (const [from, to] of cuts) {
    written += html.slice(at, from);
    quoted += html.slice(from, to);
    at = to;
  }
  return { written: written + html.slice(at), quoted };
}

/** Lines inside quote elements look to the rules like quoted text. */
function shown(line: HtmlLine | undefined): string {
  if (!line) return "";
  return line.quote >= 0 && line.text !== "-----Original Message-----"
    ? `> ${line.text}`
    : line.text.replace(/^>(?=\s?[^>\s])/, ">").slice(0, 600);
}

function cutsOf(found: HtmlLines, kinds: LineKind[], length: number): [number, number][] {
  const cuts: [number, number][] = [];
  const lastWords = kinds.findLastIndex((kind) => kind === "written" || kind === "signature");
  const done = new Set<number>();
  for (let i = 0; i < found.lines.length; i++) {
    const line = found.lines[i];
    if (!line || kinds[i] !== "quoted") continue;
    if (i > lastWords) {
      cuts.push([Math.min(line.start, found.quotes[line.quote]?.start ?? line.start), length]);
      break;
    }
    const quote = found.quotes[line.quote];
    if (!quote) cuts.push([line.textStart, line.textEnd]);
    else if (!done.has(line.quote)) cuts.push([quote.start, quote.end]);
    done.add(line.quote);
  }
  return ordered(cuts);
}

function ordered(cuts: [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  for (const [from, to] of cuts.sort((a, b) => a[0] - b[0])) {
    const before = kept.at(-1);
    if (before && from < before[1]) before[1] = Math.max(before[1], to);
    else if (to > from) kept.push([from, to]);
  }
  return kept;
}
