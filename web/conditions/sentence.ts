import { type Group, isGroup, type Join, type Rule } from "./tree.ts";

/** How a condition is put into words: those of the language, and the names of what it is about. */
export interface Wording {
  rule(rule: Rule): string;
  /** Several said together: "a, b and c" or "a, b or c". */
  list(parts: readonly string[], join: "and" | "or"): string;
  /** Around a group inside of another, and around what is turned into its opposite. */
  inside(text: string): string;
  not(text: string): string;
  everything: string;
  nothing: string;
}

/** A condition as one sentence, for those who hear it read. */
export function sentenceOf(group: Group, words: Wording): string {
  if (group.parts.length === 0) return emptySays[group.join] ? words.everything : words.nothing;
  const parts = group.parts.map((part) => (isGroup(part) ? inner(part, words) : words.rule(part)));
  const said = words.list(parts, group.join === "all" || group.join === "not_all" ? "and" : "or");
  return group.join === "none" || group.join === "not_all" ? words.not(words.inside(said)) : said;
}

function inner(group: Group, words: Wording): string {
  const said = sentenceOf(group, words);
  const plain = group.parts.length < 2 || group.join === "none" || group.join === "not_all";
  return plain ? said : words.inside(said);
}

/** What a group without parts meets: all of nothing holds, any of nothing does not. */
const emptySays: Record<Join, boolean> = { all: true, any: false, none: true, not_all: false };
