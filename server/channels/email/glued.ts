import { evidenceOf, FIRST_PERSON } from "./attribution.ts";
import type { LineKind, Lines } from "./lines.ts";

const MAX_TRIED = 300;

const GLUED =
  /^(?![>\s]).*?[^\s>](?:\s|\s?-{2,4}\s?)(?=(?:On|Am|Le|El|Il|Em|Op|Den|W dniu|Dnia)\s(?:\p{L}{2,10}\.?,?\s)?(?:\d{1,4}\b|\p{L}{3,10}\.?,?\s\d{1,2}\b))/u;

/** Where "… wrote:" above a quote begins in the middle of a line: what stands before it is an answer. */
export function gluedAttributions(text: string): number[] {
  const found: number[] = [];
  let at = text.indexOf(":\n>");
  for (let tried = 0; at >= 0 && tried < MAX_TRIED; tried++) {
    const start = text.lastIndexOf("\n", at) + 1;
    const offset = at - start < 600 ? gluedAt(text.slice(start, at + 1)) : 0;
    if (offset > 0) found.push(start + offset);
    at = text.indexOf(":\n>", at + 3);
  }
  return found;
}

function gluedAt(line: string): number {
  const before = GLUED.exec(line)?.[0] ?? "";
  if (before === "") return 0;
  const { verb, date, time } = evidenceOf(line.slice(before.length));
  return verb && date && time && !FIRST_PERSON.test(line) ? before.length : 0;
}

/** A link that programs put in brackets behind its words, and wrapped out of the quote: "(https://…) >". It is no answer. */
export function quoteLinks(lines: Lines, kinds: LineKind[]): void {
  for (let i = 1; i < kinds.length - 1; i++) {
    if (kinds[i] !== "written" || kinds[i - 1] !== "quoted" || kinds[i + 1] !== "quoted") continue;
    const line = lines.text(i);
    const torn =
      /[(<]https?:\/\/[^\s()<>]*$/i.test(lines.text(i - 1)) && /^[^\s()<>]{1,500}[)>]\s*$/.test(line);
    if (torn || /^\s*\(https?:\/\/[^\s()]{1,500}\)\s*>$/i.test(line)) kinds[i] = "quoted";
  }
}
