/** What may be asked before a colon; everything else with a colon in it is words. */
export const searchOperators = [
  "from",
  "to",
  "subject",
  "has",
  "holder",
  "team",
  "status",
  "tag",
  "topic",
  "priority",
  "in",
  "before",
  "after",
] as const;
export type SearchOperator = (typeof searchOperators)[number];

/** One word, one phrase, one number or one operator with what stands behind it; `from` and `to` say where it was typed. */
export interface SearchTerm {
  term: "word" | "phrase" | "number" | SearchOperator;
  value: string;
  from: number;
  to: number;
}
export type SearchQuery = { all: SearchQuery[] } | { any: SearchQuery[] } | { not: SearchQuery } | SearchTerm;

export const searchTroubleCodes = [
  "nothing_after",
  "unclosed",
  "stray",
  "or_alone",
  "too_long",
  "too_deep",
  "unknown_person",
  "unknown_team",
  "unknown_status",
  "unknown_topic",
  "unknown_priority",
  "unknown_inbox",
  "unknown_day",
  "unknown_has",
  "mixed",
] as const;
export type SearchTroubleCode = (typeof searchTroubleCodes)[number];

/** What of a search was not understood, and where it was typed; the rest is searched all the same. */
export interface SearchTrouble {
  code: SearchTroubleCode;
  from: number;
  to: number;
}

interface ParsedSearch {
  /** Null when nothing is asked. */
  query: SearchQuery | null;
  troubles: SearchTrouble[];
}

const mostSearchTerms = 40;
const deepest = 6;

interface Token {
  kind: "(" | ")" | "or" | "not" | "term";
  term?: SearchTerm;
  from: number;
  to: number;
}

const quotes = '"“”„';
const operator = new RegExp(`^(${searchOperators.join("|")}):`, "i");

/** Reads what was typed: words, "phrases", operators, -not, or, and ( ). It never fails; what it cannot read is told and left out. */
export function parseSearch(text: string): ParsedSearch {
  const troubles: SearchTrouble[] = [];
  const tokens = tokensOf(text, troubles);
  let at = 0;
  let terms = 0;

  const anyOf = (depth: number): SearchQuery | null => {
    const parts: SearchQuery[] = [];
    for (;;) {
      const part = allOf(depth);
      const next = tokens[at];
      if (part) parts.push(part);
      if (next?.kind !== "or") return joined("any", parts);
      const follows = tokens[at + 1];
      if (!part || !follows || follows.kind === ")" || follows.kind === "or")
        troubles.push({ code: "or_alone", from: next.from, to: next.to });
      at++;
    }
  };
  const allOf = (depth: number): SearchQuery | null => {
    const parts: SearchQuery[] = [];
    for (let next = tokens[at]; next && next.kind !== "or"; next = tokens[at]) {
      if (next.kind === ")") {
        if (depth > 0) break;
        troubles.push({ code: "stray", from: next.from, to: next.to });
        at++;
        continue;
      }
      const part = unary(depth);
      if (part) parts.push(part);
    }
    return joined("all", parts);
  };
  const unary = (depth: number): SearchQuery | null => {
    const token = tokens[at++];
    if (!token || token.kind === ")" || token.kind === "or") {
      at--;
      return null;
    }
    if (token.kind === "not") {
      const part = unary(depth);
      return part && ("not" in part ? part.not : { not: part });
    }
    if (token.kind === "(") return group(token, depth);
    if (++terms > mostSearchTerms) {
      if (terms === mostSearchTerms + 1) troubles.push({ code: "too_long", from: token.from, to: token.to });
      return null;
    }
    return token.term ?? null;
  };
  const group = (open: Token, depth: number): SearchQuery | null => {
    if (depth >= deepest) {
      troubles.push({ code: "too_deep", from: open.from, to: open.to });
      at = tokens.length;
      return null;
    }
    const inner = anyOf(depth + 1);
    if (tokens[at]?.kind === ")") at++;
    else troubles.push({ code: "unclosed", from: open.from, to: open.to });
    return inner;
  };

  return { query: anyOf(0), troubles };
}

function joined(how: "all" | "any", parts: SearchQuery[]): SearchQuery | null {
  const flat = parts.flatMap((part) =>
    how in part ? ((part as Record<string, SearchQuery[]>)[how] ?? []) : [part],
  );
  if (flat.length <= 1) return flat[0] ?? null;
  return how === "all" ? { all: flat } : { any: flat };
}

function tokensOf(text: string, troubles: SearchTrouble[]): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const char = text[at] as string;
    if (/\s/.test(char)) at++;
    else if (char === "(" || char === ")") tokens.push({ kind: char, from: at, to: ++at });
    else if (char === "-" && /[^\s)-]/.test(text[at + 1] ?? ""))
      tokens.push({ kind: "not", from: at, to: ++at });
    else {
      const term = termAt(text, at, troubles);
      if (term.term === "word" && /^or$/i.test(term.value))
        tokens.push({ kind: "or", from: at, to: term.to });
      else if (term.value !== "") tokens.push({ kind: "term", term, from: at, to: term.to });
      at = term.to;
    }
  }
  return tokens;
}

function termAt(text: string, from: number, troubles: SearchTrouble[]): SearchTerm {
  const named = operator.exec(text.slice(from, from + 12));
  const begin = from + (named?.[0].length ?? 0);
  const { value, to, quoted } = valueAt(text, begin, from, troubles);
  const term = (named?.[1]?.toLowerCase() as SearchOperator | undefined) ?? (quoted ? "phrase" : "word");
  if (named && value === "") troubles.push({ code: "nothing_after", from, to });
  if (term === "word" && /^#\d{1,15}$/.test(value))
    return { term: "number", value: value.slice(1), from, to };
  return { term, value, from, to };
}

function valueAt(text: string, begin: number, from: number, troubles: SearchTrouble[]) {
  if (quotes.includes(text[begin] ?? " ")) {
    let to = begin + 1;
    while (to < text.length && !quotes.includes(text[to] as string)) to++;
    if (to >= text.length) troubles.push({ code: "unclosed", from, to });
    return { value: text.slice(begin + 1, to).trim(), to: Math.min(to + 1, text.length), quoted: true };
  }
  const length = /^[^\s()"“”„]*/.exec(text.slice(begin))?.[0].length ?? 0;
  return { value: text.slice(begin, begin + length), to: Math.max(begin + length, from + 1), quoted: false };
}

const bare = /^[^\s()"“”„]+$/;

/** Writes a query as it would be typed; reading that again gives the same query. */
export function writeSearch(query: SearchQuery, inside: "" | "all" | "not" = ""): string {
  if ("not" in query) return `-${writeSearch(query.not, "not")}`;
  if ("all" in query) {
    const text = query.all.map((part) => writeSearch(part, "all")).join(" ");
    return inside === "not" ? `(${text})` : text;
  }
  if ("any" in query) {
    const text = query.any.map((part) => writeSearch(part)).join(" or ");
    return inside === "" ? text : `(${text})`;
  }
  return writeTerm(query);
}

/** One term as it would be typed. */
export function writeTerm({ term, value }: Pick<SearchTerm, "term" | "value">): string {
  if (term === "word") return value;
  if (term === "number") return `#${value}`;
  const shown = term !== "phrase" && bare.test(value) ? value : `"${value}"`;
  return term === "phrase" ? shown : `${term}:${shown}`;
}

/** Every term with whether it is turned around, in the order in which they were typed. */
export function termsOf(query: SearchQuery | null, not = false): { term: SearchTerm; not: boolean }[] {
  if (!query) return [];
  if ("not" in query) return termsOf(query.not, !not);
  if ("all" in query) return query.all.flatMap((part) => termsOf(part, not));
  if ("any" in query) return query.any.flatMap((part) => termsOf(part, not));
  return [{ term: query, not }];
}
