import { type HeaderField, headerLine } from "./header-labels.ts";
import type { Lines } from "./lines.ts";
import { isFramed, isRule } from "./separators.ts";

export interface QuotedHeaders {
  /** Line number of the first line after the block. */
  end: number;
  fields: Partial<Record<HeaderField, string>>;
}

const MAX_LINES = 40;
const MAILBOX = /[^\s<>"@]{1,64}@[^\s<>"@]{1,190}/;
const TIME = /\d{1,2}\s?[:.h]\s?\d{2}|\b(?:19|20)\d{2}\b|\d{4}年/;

/**
 * The header block of a quoted or forwarded message that begins at `start`, or null.
 * `announced`: a separator stands above, so two fields are enough; else it takes a sender, two more, and a value only
 * mail has (an address, a time), because customers write "From: Berlin, To: Paris, Date: 5 May" as well.
 */
export function headerBlockAt(
  lineAt: (index: number) => string,
  count: number,
  start: number,
  announced: boolean,
): QuotedHeaders | null {
  const head = headerLine(lineAt(start));
  if (!head) return null;

  const fields: Partial<Record<HeaderField, string>> = {};
  let last: HeaderField | null = null;
  let blanks = 0;
  let at = start;
  for (; at < count && at < start + MAX_LINES; at++) {
    const line = lineAt(at);
    const bare = line.replace(/^[>\s|]+/, "").trimEnd();
    if (bare === "") {
      // Some clients leave a blank line between the fields; two end the block.
      if (++blanks > 1 || !headerLine(lineAt(at + 1)) || Object.keys(fields).length > 4) break;
      continue;
    }
    const found = headerLine(line);
    if (found) {
      if (fields[found.field] !== undefined && found.field !== "other") {
        if (found.field === "from" || found.field === "subject") break;
      } else fields[found.field] = found.value;
      last = found.field;
      blanks = 0;
    } else if (isStranger(bare, Object.keys(fields).length, lineAt(at + 1))) {
      last = "other";
      blanks = 0;
    } else if (last && blanks === 0 && continues(last, fields[last] ?? "", bare, line)) {
      fields[last] = `${fields[last] ?? ""} ${bare}`.trim();
    } else break;
  }
  return isBlock(fields, announced) ? { end: at, fields } : null;
}

/** A label nobody knows, with fields above and below it, is a field of a language or a program we do not know. */
function isStranger(line: string, above: number, below: string): boolean {
  return (
    above >= 2 &&
    /^[*_]{0,2}\p{L}[\p{L}\p{M} .()'-]{1,28}[*_]{0,2} ?[:：]/u.test(line) &&
    headerLine(below) !== null
  );
}

/** A long list of recipients or a wrapped subject goes on in the next line. */
function continues(field: HeaderField, value: string, bare: string, line: string): boolean {
  if (value === "") return bare.length < 200;
  if (field === "to" || field === "cc" || field === "from")
    return (
      /[,;]$/.test(value) ||
      /^<?[^\s@<>]+@[^\s@<>]+>?[,;]?$/.test(bare) ||
      (/^\s/.test(line) && MAILBOX.test(bare))
    );
  return /^[>|]?\s{1,}\S/.test(line) && value.length > 50 && bare.length < 200;
}

function isBlock(fields: Partial<Record<HeaderField, string>>, announced: boolean): boolean {
  const known = (["from", "date", "to", "cc", "subject"] as const).filter(
    (field) => fields[field] !== undefined,
  ).length;
  if (fields.from === undefined) return false;
  if (announced) return known >= 2;
  const addresses = `${fields.from} ${fields.to ?? ""}`;
  const mailish = MAILBOX.test(addresses) || TIME.test(fields.date ?? "");
  return (
    known >= 3 &&
    mailish &&
    (fields.subject !== undefined || (MAILBOX.test(addresses) && fields.date !== undefined))
  );
}

/** Whether a header block begins at the line, or right below it where the line is a rule or framed words. */
export function isHeaderBlock(lines: Lines, i: number, line: string): boolean {
  const framed = isFramed(line);
  const rule = framed || isRule(line);
  if (!rule && !/[:：]/.test(line.slice(0, 40))) return false;
  let at = rule ? i + 1 : i;
  if (rule && lines.text(at).trim() === "") at++;
  const block = headerBlockAt((index) => lines.text(index), lines.count, at, rule);
  // "---- My trip ----, From: Berlin, To: Paris" is the customer's.
  return block !== null && (!framed || /@/.test(block.fields.from ?? ""));
}
