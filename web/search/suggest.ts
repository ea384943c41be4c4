import { type SearchOperator, searchOperators, writeTerm } from "../../shared/search-query.ts";

/** What can stand behind an operator here: its value, and what it is called. */
export interface SearchValue {
  value: string;
  label: string;
}
export type SearchValues = Partial<Record<SearchOperator, readonly SearchValue[]>>;

export interface Suggestion extends SearchValue {
  /** What takes the place of the characters from `from` to `to`. */
  insert: string;
}

export interface Suggestions {
  from: number;
  to: number;
  items: Suggestion[];
}

const most = 8;
const nothing: Suggestions = { from: 0, to: 0, items: [] };

/** What may be meant by the word before the caret: an operator that begins so, or a value of the one that stands there. */
export function suggestionsFor(text: string, caret: number, values: SearchValues): Suggestions {
  const before = text.slice(0, caret);
  const named = /(?:^|[\s(-])([a-z]+):(?:"([^"]*)|([^\s"()]*))$/i.exec(before);
  if (named) {
    const operator = named[1]?.toLowerCase() as SearchOperator;
    const typed = named[2] ?? named[3] ?? "";
    const from = caret - typed.length - (named[2] === undefined ? 0 : 1) - operator.length - 1;
    const items = (values[operator] ?? [])
      .filter(({ value, label }) => begins(label, typed) || begins(value, typed))
      .slice(0, most)
      .map((one) => ({ ...one, insert: `${writeTerm({ term: operator, value: one.value })} ` }));
    return { from, to: caret, items };
  }
  const word = /(?:^|[\s(-])([a-z]{2,})$/i.exec(before)?.[1]?.toLowerCase();
  if (!word) return nothing;
  const items = searchOperators
    .filter((operator) => operator.startsWith(word))
    .map((operator) => ({ value: operator, label: `${operator}:`, insert: `${operator}:` }));
  return { from: caret - word.length, to: caret, items };
}

function begins(name: string, typed: string): boolean {
  const wanted = typed.toLocaleLowerCase();
  const known = name.toLocaleLowerCase();
  return known.startsWith(wanted) || known.split(/[\s/]+/).some((word) => word.startsWith(wanted));
}

/** The text with a suggestion taken, and where the caret is then. */
export function take(
  text: string,
  { from, to }: Pick<Suggestions, "from" | "to">,
  { insert }: Pick<Suggestion, "insert">,
): { text: string; caret: number } {
  const rest = text.slice(to).replace(/^ +/, insert.endsWith(" ") ? "" : " ");
  return { text: text.slice(0, from) + insert + rest, caret: from + insert.length };
}

/** The text without one part of it, and without the sign that turned it around. */
export function withoutPart(text: string, { from, to }: { from: number; to: number }): string {
  return `${text.slice(0, from).replace(/-+$/, "")}${text.slice(to)}`.replace(/\s+/g, " ").trim();
}
