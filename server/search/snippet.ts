import type { Marks, Snippet } from "../../shared/search.ts";
import type { Looked } from "./text-query.ts";
import { type Token, tokensOf } from "./tokens.ts";

const before = 60;
const length = 200;

/** Which characters of a text are what was looked for. */
export function marksIn(text: string, looked: readonly Looked[], weight: string): Marks {
  const tokens = tokensOf(text);
  const found = looked
    .filter(({ weights }) => weights.includes(weight))
    .flatMap((one) => places(tokens, one));
  const marks: Marks = [];
  for (const [from, to] of found.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = marks.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else marks.push([from, to]);
  }
  return marks;
}

function places(tokens: readonly Token[], { forms, begun }: Looked): [number, number][] {
  const fits = (token: Token | undefined, at: number) => {
    const form = forms[at] as string;
    return [token?.form, ...(token?.also ?? [])].some((one) =>
      begun && at === forms.length - 1 ? one?.startsWith(form) : one === form,
    );
  };
  return tokens.flatMap((token, start) =>
    forms.every((_, at) => fits(tokens[start + at], at))
      ? [[token.from, (tokens[start + forms.length - 1] as Token).to] as [number, number]]
      : [],
  );
}

/** Some of a text around the first that was found in it, on one line; its beginning when nothing was. */
export function snippetOf(text: string, looked: readonly Looked[], weight = "D"): Snippet {
  const all = marksIn(text, looked, weight);
  const from = startNear(text, Math.max(0, (all[0]?.[0] ?? 0) - before));
  const end = endNear(text, Math.min(text.length, from + length));
  // One space for each white character: the marks stay where they are.
  const part = text.slice(from, end).replace(/\s/g, " ").toWellFormed();
  const [head, tail] = [from > 0 ? "… " : "", end < text.length ? " …" : ""];
  const shift = head.length - from;
  const marks = all
    .filter(([first, last]) => first >= from && last <= end)
    .map(([first, last]): [number, number] => [first + shift, last + shift]);
  return { text: `${head}${part}${tail}`, marks };
}

/** The beginning of a word near a place. */
function startNear(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + 20).search(/\s/);
  return space === -1 ? at : at + space + 1;
}

function endNear(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.slice(at - 20, at).search(/\s\S*$/);
  return space === -1 ? at : at - 20 + space;
}
