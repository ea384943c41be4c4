/** Sentences by name, with `{{blanks}}`. Names stay: screens find the sentence in another language by them. */
type Sentences = Readonly<Record<string, string>>;
type Blanks = Readonly<Record<string, string | number>>;

/** A sentence with its blanks filled. */
export function worded(sentence: string, blanks: Blanks = {}): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(blanks[name] ?? whole));
}

export interface Recognised {
  name: string;
  blanks: Record<string, string>;
}

interface Pattern {
  name: string;
  blanks: string[];
  pattern: RegExp;
}

/** Finds by its words which of these sentences a text is, and what stands in its blanks; null for any other text. */
export function recogniser(sentences: Sentences): (text: string) => Recognised | null {
  const plain = new Map<string, string>();
  const patterns: (Pattern & { words: number })[] = [];
  for (const [name, sentence] of Object.entries(sentences)) {
    if (sentence.includes("{{")) patterns.push(patternOf(name, sentence));
    else plain.set(sentence, name);
  }
  // The one that says most by itself comes first.
  patterns.sort((a, b) => b.words - a.words);
  return (text) => {
    const whole = plain.get(text);
    if (whole) return { name: whole, blanks: {} };
    for (const { name, blanks, pattern } of patterns) {
      const found = text.length > 2_000 ? null : pattern.exec(text);
      if (found)
        return { name, blanks: Object.fromEntries(blanks.map((blank, i) => [blank, found[i + 1] ?? ""])) };
    }
    return null;
  };
}

function patternOf(name: string, sentence: string): Pattern & { words: number } {
  const pieces = sentence.split(/\{\{(\w+)\}\}/);
  const blanks = pieces.filter((_, i) => i % 2 === 1);
  const words = pieces.filter((_, i) => i % 2 === 0);
  const escaped = words.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return {
    name,
    blanks,
    words: words.join("").length,
    pattern: new RegExp(`^${escaped.join("([^]*?)")}$`, "u"),
  };
}
