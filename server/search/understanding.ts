import { shapeTroubles } from "../../shared/condition-shape.ts";
import type { Condition } from "../../shared/conditions.ts";
import type { SearchPart, Understood } from "../../shared/search.ts";
import {
  parseSearch,
  type SearchQuery,
  type SearchTerm,
  type SearchTrouble,
  termsOf,
  writeTerm,
} from "../../shared/search-query.ts";
import type { Work } from "../platform/work.ts";
import { type Meaning, meaningOf } from "./meaning.ts";
import { isText, type Looked, lookedFor, textQuery } from "./text-query.ts";
import { viewCondition } from "./view-condition.ts";

type Meanings = ReadonlyMap<SearchTerm, Meaning>;

/** A search as the database can be asked. */
export interface Understanding {
  /** What messages must say; null when nothing is asked of them. */
  text: string | null;
  /** The same, when it is nothing but words and not only what is not wanted: then customers and files may have them too. */
  plain: string | null;
  /** Who is asked for as sender or recipient, as typed. */
  correspondent: string | null;
  looked: Looked[];
  /** What their conversation must be; null when nothing is asked of it. */
  condition: Condition | null;
  since: Date | null;
  until: Date | null;
  told: Understood;
}

/** Reads a search in this workspace's names and days. What is not understood is told, and left out. */
export async function understand(work: Work, typed: string): Promise<Understanding> {
  const { query, troubles } = parseSearch(typed);
  const terms = termsOf(query);
  const meanings = new Map<SearchTerm, Meaning>();
  for (const { term } of terms) {
    if (isText(term)) {
      if (term.term === "has" && !/^(attachment|file|note)s?$/i.test(term.value))
        troubles.push(at("unknown_has", term));
      continue;
    }
    const meant = term.value === "" ? null : await meaningOf(work, term);
    if (meant && "trouble" in meant) troubles.push(at(meant.trouble, term));
    else if (meant) meanings.set(term, meant);
  }
  const known =
    query &&
    without(query, (term) =>
      troubles.some(
        ({ from, to, code }) => code.startsWith("unknown") && from === term.from && to === term.to,
      ),
    );
  const sides = known ? apart(known, troubles) : { text: null, condition: null };
  const typing = terms.at(-1);
  const last = typing && !typing.not ? typing.term : null;
  const text = sides.text && textQuery(sides.text, last);
  const onlyWords = termsOf(known).every(({ term }) => term.term === "word" || term.term === "phrase");
  const condition = sides.condition && conditionOf(sides.condition, meanings);
  return {
    text,
    plain: onlyWords && terms.some(({ not }) => !not) ? text : null,
    correspondent:
      terms.find(({ term, not }) => !not && (term.term === "from" || term.term === "to"))?.term.value ?? null,
    looked: termsOf(sides.text)
      .filter(({ not }) => !not)
      .map(({ term }) => lookedFor(term, term === last))
      .filter((one) => one !== null),
    condition,
    ...bounds(sides.condition, meanings),
    told: { parts: partsOf(terms, meanings), troubles, ...asView(known, meanings) },
  };
}

const at = (code: SearchTrouble["code"], { from, to }: SearchTerm): SearchTrouble => ({ code, from, to });

function without(query: SearchQuery, gone: (term: SearchTerm) => boolean): SearchQuery | null {
  if ("not" in query) {
    const not = without(query.not, gone);
    return not && { not };
  }
  if ("all" in query || "any" in query) {
    const kept = ("all" in query ? query.all : query.any)
      .map((part) => without(part, gone))
      .filter((part) => part !== null);
    if (kept.length === 0) return null;
    return "all" in query ? { all: kept } : { any: kept };
  }
  return gone(query) ? null : query;
}

interface Sides {
  text: SearchQuery | null;
  condition: SearchQuery | null;
}

/** What is asked of messages, and what of conversations. Where "or" or "not" mixes both, the part is told and left out. */
function apart(query: SearchQuery, troubles: SearchTrouble[]): Sides {
  const terms = termsOf(query).map(({ term }) => term);
  if (terms.every(isText)) return { text: query, condition: null };
  if (!terms.some(isText)) return { text: null, condition: query };
  if (!("all" in query)) {
    const ends = terms.flatMap(({ from, to }) => [from, to]);
    troubles.push({ code: "mixed", from: Math.min(...ends), to: Math.max(...ends) });
    return { text: null, condition: null };
  }
  const sides = query.all.map((part) => apart(part, troubles));
  const side = (name: keyof Sides): SearchQuery | null => {
    const all = sides.map((one) => one[name]).filter((part) => part !== null);
    return all.length === 0 ? null : { all };
  };
  return { text: side("text"), condition: side("condition") };
}

function conditionOf(query: SearchQuery, meanings: Meanings): Condition {
  if ("not" in query) return { not: conditionOf(query.not, meanings) };
  if ("all" in query) return { all: query.all.map((part) => conditionOf(part, meanings)) };
  if ("any" in query) return { any: query.any.map((part) => conditionOf(part, meanings)) };
  return meanings.get(query)?.condition ?? { all: [] };
}

/** The stretch of time that messages must lie in: what stands at the top without "or" and "not". */
function bounds(query: SearchQuery | null, meanings: Meanings): Pick<Understanding, "since" | "until"> {
  const top = !query ? [] : "all" in query ? query.all : [query];
  const named = (name: string) =>
    top
      .filter((part): part is SearchTerm => "term" in part && part.term === name)
      .map((term) => meanings.get(term)?.moment?.getTime())
      .filter((moment) => moment !== undefined);
  const [since, until] = [named("after"), named("before")];
  return {
    since: since.length > 0 ? new Date(Math.max(...since)) : null,
    until: until.length > 0 ? new Date(Math.min(...until)) : null,
  };
}

function partsOf(terms: readonly { term: SearchTerm; not: boolean }[], meanings: Meanings): SearchPart[] {
  return terms.flatMap(({ term, not }) => {
    const { term: operator, value, from, to } = term;
    if (operator === "word" || operator === "phrase") return [];
    const label = isText(term) ? value : (meanings.get(term)?.label ?? null);
    return [{ operator, value, label, not, from, to }];
  });
}

function asView(query: SearchQuery | null, meanings: Meanings): Pick<Understood, "condition" | "leftOut"> {
  if (!query) return { condition: null, leftOut: [] };
  const leftOut: SearchTerm[] = [];
  const condition = viewCondition(query, meanings, leftOut);
  const fits = condition !== null && shapeTroubles(condition).length === 0;
  return { condition: fits ? condition : null, leftOut: leftOut.map(writeTerm) };
}
