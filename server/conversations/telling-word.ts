/** Words of a text that may tell what it is about: each once, in small letters, at most 200. */
export function tellingWords(text: string): string[] {
  const found = text
    .slice(0, 10_000)
    .toLowerCase()
    .match(/\p{L}[\p{L}\p{M}\p{N}]{1,39}/gu);
  return [...new Set(found ?? [])].slice(0, 200);
}

/** A topic or a root cause, with what conversations taught about its words. */
export interface Learned {
  id: string;
  name: string;
  /** Conversations that taught it. */
  learned: number;
  /** In how many of them each word stood. */
  words: ReadonlyMap<string, number>;
  /** Words that somebody says point to it. */
  keywords?: readonly string[];
}

export interface Suggestion {
  id: string;
  name: string;
  score: number;
  words: string[];
}

/**
 * Topics or root causes by the share of the text's telling words that their conversations contain: each word counts by its
 * inverse document frequency squared (TF-IDF of text and thing multiplied, Salton & Buckley 1988), ln((N + 1) / (n + 0.5)). The
 * words of its own name count as one conversation more, and its keywords as if they stood in every one of them, so it works
 * before anything was learned.
 */
export function suggest(text: string, things: readonly Learned[]): Suggestion[] {
  const known = things.map(withName);
  const all = known.reduce((sum, { learned }) => sum + learned, 0);
  const weighted = tellingWords(text).flatMap((word) => {
    const found = known.reduce((sum, { words }) => sum + (words.get(word) ?? 0), 0);
    return found === 0 ? [] : [{ word, weight: Math.max(0, Math.log((all + 1) / (found + 0.5))) ** 2 }];
  });
  // One more, as rare as a word can be: a text of which only one word is known proves little.
  const whole = weighted.reduce((sum, { weight }) => sum + weight, Math.log((all + 1) / 0.5) ** 2);
  return known
    .map(({ id, name, learned, words }) => {
      const parts = weighted
        .map(({ word, weight }) => ({ word, part: (weight * (words.get(word) ?? 0)) / learned / whole }))
        .filter(({ part }) => part > 0)
        .sort((a, b) => b.part - a.part);
      const score = parts.reduce((sum, { part }) => sum + part, 0);
      return { id, name, score, words: parts.slice(0, 5).map(({ word }) => word) };
    })
    .filter(({ score }) => score >= 0.05)
    .sort((a, b) => b.score - a.score || a.name.localeCompare(b.name))
    .slice(0, 3);
}

function withName(thing: Learned): Learned {
  const words = new Map(thing.words);
  for (const word of tellingWords(thing.name)) words.set(word, (words.get(word) ?? 0) + 1);
  for (const word of tellingWords((thing.keywords ?? []).join(" "))) words.set(word, thing.learned + 1);
  return { ...thing, words, learned: thing.learned + 1 };
}
