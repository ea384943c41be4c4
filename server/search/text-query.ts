import type { SearchQuery, SearchTerm } from "../../shared/search-query.ts";
import { formsOf } from "./tokens.ts";
import { marks, quoted } from "./words.ts";

/** Forms that stand one behind the other, the last one perhaps only begun; and in which weights they are looked for. */
export interface Looked {
  forms: string[];
  begun: boolean;
  weights: string;
}

const plainWeights = "ABD";
const weightsOf: Partial<Record<SearchTerm["term"], string>> = {
  word: plainWeights,
  phrase: plainWeights,
  subject: "A",
  from: "B",
  to: "C",
};

/** Whether a term is about what messages say, not about their conversation. */
export const isText = ({ term }: SearchTerm): boolean => term === "has" || weightsOf[term] !== undefined;

/** What a term looks for; null when nothing of it can be looked for. `typing` is the term at the end, whose word may go on. */
export function lookedFor({ term, value }: SearchTerm, typing: boolean): Looked | null {
  const forms = formsOf(value);
  const last = forms.at(-1);
  if (last === undefined || term === "has") return null;
  const quotedByHand = term === "phrase";
  // One letter of an alphabet begins too much; one character of others is a word.
  const begun =
    !quotedByHand &&
    (value.endsWith("*") || ((typing || term !== "word") && (last.length > 1 || last > "\u2e7f")));
  return { forms, begun, weights: weightsOf[term] ?? plainWeights };
}

function phraseOf({ forms, begun, weights }: Looked): string {
  return forms
    .map((form, at) => `${quoted(form)}:${begun && at === forms.length - 1 ? "*" : ""}${weights}`)
    .join(" <-> ");
}

/** A part of a query about texts in the words of PostgreSQL; null when nothing of it can be looked for. */
export function textQuery(query: SearchQuery, typing: SearchTerm | null): string | null {
  if ("not" in query) {
    const part = textQuery(query.not, null);
    return part && `!(${part})`;
  }
  if ("all" in query) return joined(query.all, " & ", typing);
  if ("any" in query) return joined(query.any, " | ", typing);
  if (query.term === "has")
    return quoted(query.value.toLowerCase() === "note" ? marks.note : marks.attachment);
  const looked = lookedFor(query, query === typing);
  return looked && `(${phraseOf(looked)})`;
}

function joined(parts: readonly SearchQuery[], sign: string, typing: SearchTerm | null): string | null {
  const known = parts.map((part) => textQuery(part, typing)).filter((part) => part !== null);
  return known.length === 0 ? null : `(${known.join(sign)})`;
}
