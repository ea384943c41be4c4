import { describe, expect, test } from "vitest";
import { parseSearch, type SearchQuery, type SearchTerm, termsOf, writeSearch } from "./search-query.ts";

/** A query without places, short enough for a table: word, "phrase", op:value, #number, lists and turned parts. */
function brief(query: SearchQuery | null): unknown {
  if (!query) return null;
  if ("all" in query) return { all: query.all.map(brief) };
  if ("any" in query) return { any: query.any.map(brief) };
  if ("not" in query) return { not: brief(query.not) };
  const { term, value } = query;
  return term === "word" ? value : term === "phrase" ? `"${value}"` : `${term}=${value}`;
}

const understood: [typed: string, query: unknown, ...troubles: string[]][] = [
  ["", null],
  ["   ", null],
  ["kettle", "kettle"],
  ["  kettle  ", "kettle"],
  ["Kettle Leaks", { all: ["Kettle", "Leaks"] }],
  ["kett*", "kett*"],
  ["Müller", "Müller"],
  ["電話が鳴る", "電話が鳴る"],
  ["الغلاية تسرب", { all: ["الغلاية", "تسرب"] }],
  ["ana@shop.example", "ana@shop.example"],
  ["12:30", "12:30"],
  ["http://shop.example/a", "http://shop.example/a"],
  ["Re: kettle", { all: ["Re:", "kettle"] }],
  ["foo:bar", "foo:bar"],
  ["order-123", "order-123"],
  ["-", "-"],
  ["a - b", { all: ["a", "-", "b"] }],
  ['"my kettle"', '"my kettle"'],
  ["“my kettle”", '"my kettle"'],
  ["„mein Kessel“", '"mein Kessel"'],
  ['"my kettle', '"my kettle"', "unclosed"],
  ['""', null],
  ['kettle ""', "kettle"],
  ['a"b c"', { all: ["a", '"b c"'] }],
  ["#1042", "number=1042"],
  ["#12a", "#12a"],
  ["#", "#"],
  ["1042", "1042"],
  ["#1 #2", { all: ["number=1", "number=2"] }],
  ["from:ana", "from=ana"],
  ["FROM:Ana", "from=Ana"],
  ['from:"Ana Lopez"', "from=Ana Lopez"],
  ["to:support@shop.example", "to=support@shop.example"],
  ["subject:kettle", "subject=kettle"],
  ['subject:"it leaks"', "subject=it leaks"],
  ["has:attachment", "has=attachment"],
  ["has:note", "has=note"],
  ["holder:me", "holder=me"],
  ["team:mine", "team=mine"],
  ["status:open", "status=open"],
  ["tag:vip", "tag=vip"],
  ["topic:Leaking", "topic=Leaking"],
  ["priority:urgent", "priority=urgent"],
  ["in:support", "in=support"],
  ["before:2026-01-31", "before=2026-01-31"],
  ["after:7d", "after=7d"],
  ["from:", null, "nothing_after"],
  ["from: ana", "ana", "nothing_after"],
  ['tag:""', null, "nothing_after"],
  ['from:"ana', "from=ana", "unclosed"],
  ["from:ana kettle", { all: ["from=ana", "kettle"] }],
  ["tag:a:b", "tag=a:b"],
  ["-kettle", { not: "kettle" }],
  ["--kettle", "--kettle"],
  ["-tag:vip", { not: "tag=vip" }],
  ['-"my kettle"', { not: '"my kettle"' }],
  ["-(a b)", { not: { all: ["a", "b"] } }],
  ["a or b", { any: ["a", "b"] }],
  ["a OR b OR c", { any: ["a", "b", "c"] }],
  ["a b or c d", { any: [{ all: ["a", "b"] }, { all: ["c", "d"] }] }],
  ["a (b or c)", { all: ["a", { any: ["b", "c"] }] }],
  ["(a)", "a"],
  ["((a))", "a"],
  ["(a b) c", { all: ["a", "b", "c"] }],
  ["()", null],
  ["a or", "a", "or_alone"],
  ["or a", "a", "or_alone"],
  ["or", null, "or_alone"],
  ["a or or b", { any: ["a", "b"] }, "or_alone", "or_alone"],
  ["(a or", "a", "or_alone", "unclosed"],
  ["(a", "a", "unclosed"],
  ["a)", "a", "stray"],
  [")(", null, "stray", "unclosed"],
  ['"or"', '"or"'],
  ["for", "for"],
  ["tag:(vip)", "vip", "nothing_after"],
  ["-(tag:vip or holder:me) kettle", { all: [{ not: { any: ["tag=vip", "holder=me"] } }, "kettle"] }],
];

test.each(understood)("%s is understood", (typed, query, ...troubles) => {
  const parsed = parseSearch(typed);
  expect(brief(parsed.query)).toEqual(query);
  expect(parsed.troubles.map(({ code }) => code)).toEqual(troubles);
});

test("each term says where it was typed", () => {
  const typed = 'kettle from:"Ana Lopez" -tag:vip (#12 or "a b")';
  const places = termsOf(parseSearch(typed).query).map(({ term, not }) => [
    typed.slice(term.from, term.to),
    not,
  ]);
  expect(places).toEqual([
    ["kettle", false],
    ['from:"Ana Lopez"', false],
    ["tag:vip", true],
    ["#12", false],
    ['"a b"', false],
  ]);
});

test("what is too long or too deep is told, not followed", () => {
  const long = parseSearch("word ".repeat(100));
  expect(termsOf(long.query)).toHaveLength(40);
  expect(long.troubles.map(({ code }) => code)).toEqual(["too_long"]);
  expect(parseSearch("(".repeat(300)).troubles.map(({ code }) => code)).toContain("too_deep");
});

/** Always the same numbers, so that a failure can be repeated. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const values = [
  "kettle",
  "Ana Lopez",
  "müller@x.example",
  "2026-01",
  "a-b",
  "猫",
  "x:y",
  "me",
  "-",
  "or not",
];
const operators = ["from", "tag", "holder", "before", "subject", "has", "in"] as const;

function made(pick: (below: number) => number, depth: number): SearchQuery {
  const term = (): SearchTerm => {
    const value = values[pick(values.length)] as string;
    const place = { from: 0, to: 0 };
    const kind = pick(4);
    if (kind === 0) return { term: "number", value: String(pick(5000)), ...place };
    if (kind === 1) return { term: operators[pick(operators.length)] as SearchTerm["term"], value, ...place };
    return /^[^\s-][^\s]*$/.test(value) && kind === 2
      ? { term: "word", value, ...place }
      : { term: "phrase", value, ...place };
  };
  const parts = () => Array.from({ length: 2 + pick(2) }, () => made(pick, depth - 1));
  const kind = depth === 0 ? 3 : pick(5);
  if (kind === 0) return { all: parts() };
  if (kind === 1) return { any: parts() };
  if (kind === 2) return { not: made(pick, depth - 1) };
  return term();
}

describe("whatever was typed", () => {
  test("what is written of a query is read as the same query", () => {
    for (let seed = 1; seed <= 500; seed++) {
      const typed = writeSearch(made(chance(seed), 3));
      const first = parseSearch(typed);
      if (termsOf(first.query).length === 40) continue;
      const written = first.query ? writeSearch(first.query) : "";
      const again = parseSearch(written);
      expect({ seed, typed, query: brief(again.query), troubles: again.troubles }).toEqual({
        seed,
        typed,
        query: brief(first.query),
        troubles: [],
      });
    }
  });

  test("noise is read without failing, and every place lies in it", () => {
    const letters = [...'ab -()"“or:#*tag:from: \t猫'];
    for (let seed = 1; seed <= 2000; seed++) {
      const pick = chance(seed);
      const typed = Array.from({ length: pick(60) }, () => letters[pick(letters.length)]).join("");
      const { query, troubles } = parseSearch(typed);
      const places = [...termsOf(query).map(({ term }) => term), ...troubles];
      const outside = places.filter(({ from, to }) => from < 0 || to > typed.length || from > to);
      expect({ typed, outside }).toEqual({ typed, outside: [] });
    }
  });
});
