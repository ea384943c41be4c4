import { tokensOf } from "./tokens.ts";

/** Where words stand: in the subject, as author, as recipient, or in the text. */
type Weight = "A" | "B" | "C" | "D";

/** Beyond this many words a text is not found by its end. */
const mostWords = 12_000;
const gap = 10;
const lastPlace = 16_383;
const mostPlaces = 255;

/** Marks that are no words of a text: no word has such a sign in it. */
export const marks = { attachment: "=attachment", note: "=note" } as const;

/** The words of several texts as PostgreSQL keeps them: each form with its places, so that phrases are found. */
export function vectorOf(
  parts: readonly (readonly [Weight, string])[],
  marked: readonly string[] = [],
): string {
  const places = new Map<string, string[]>();
  let base = 1;
  for (const [weight, text] of parts) {
    const tokens = tokensOf(text).slice(0, mostWords);
    for (const { form, also, place } of tokens) {
      const at = `${Math.min(base + place, lastPlace)}${weight === "D" ? "" : weight}`;
      for (const one of [form, ...also]) {
        const known = places.get(one);
        if (!known) places.set(one, [at]);
        else if (known.length < mostPlaces) known.push(at);
      }
    }
    base += (tokens.at(-1)?.place ?? 0) + gap;
  }
  const forms = [...places].map(([form, at]) => `${quoted(form)}:${at.join(",")}`);
  return [...forms, ...marked.map(quoted)].join(" ");
}

/** A form inside of a tsvector or tsquery. */
export function quoted(form: string): string {
  return `'${form.replace(/['\\]/g, "$&$&")}'`;
}
