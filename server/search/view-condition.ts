import type { Condition } from "../../shared/conditions.ts";
import type { SearchQuery, SearchTerm } from "../../shared/search-query.ts";
import type { Meaning } from "./meaning.ts";

const contains = (field: string, value: string): Condition => ({ field, operator: "contains", value });

/**
 * A search as a view asks: words are looked for in the subject and the newest message, "from" in the customer's name and
 * address. What views do not know goes into `leftOut`; null when nothing is left.
 */
export function viewCondition(
  query: SearchQuery,
  meanings: ReadonlyMap<SearchTerm, Meaning>,
  leftOut: SearchTerm[],
): Condition | null {
  const all = (parts: readonly SearchQuery[]) =>
    parts.map((part) => viewCondition(part, meanings, leftOut)).filter((part) => part !== null);
  if ("not" in query) {
    const not = viewCondition(query.not, meanings, leftOut);
    return not && { not };
  }
  if ("all" in query || "any" in query) {
    const parts = all("all" in query ? query.all : query.any);
    if (parts.length === 0) return null;
    return "all" in query ? { all: parts } : { any: parts };
  }
  const value = query.value.replace(/\*$/, "");
  if (value === "") return null;
  switch (query.term) {
    case "word":
    case "phrase":
      return { any: [contains("conversation.subject", value), contains("message.newest_text", value)] };
    case "subject":
      return contains("conversation.subject", value);
    case "from":
      return { any: [contains("customer.name", value), contains("customer.address", value)] };
    case "to":
    case "has":
      leftOut.push(query);
      return null;
    case "number":
    case "holder":
    case "team":
    case "status":
    case "tag":
    case "topic":
    case "priority":
    case "in":
    case "before":
    case "after":
      return meanings.get(query)?.condition ?? null;
  }
}
