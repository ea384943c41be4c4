import { spoken } from "../../../lib/i18n.ts";

export interface Emoji {
  sign: string;
  name: string;
  group: number;
  /** Short names (English) and words of the language, in small letters. */
  words: readonly string[];
}

interface Raw {
  hexcode: string;
  label: string;
  unicode: string;
  group?: number;
  order?: number;
  tags?: string[];
}

const sources = {
  en: () => import("emojibase-data/en/compact.json"),
  de: () => import("emojibase-data/de/compact.json"),
};
const known = new Map<string, Promise<readonly Emoji[]>>();

/** The language emoji are called in: the one that is spoken, English where there are no names in it (Arabic). */
export function emojiLanguage(): keyof typeof sources {
  return spoken() === "de" ? "de" : "en";
}

/** Every emoji with its name in `emojiLanguage`; loaded once, when first asked for. */
export function allEmoji(): Promise<readonly Emoji[]> {
  const language = emojiLanguage();
  const emoji = known.get(language) ?? read(language);
  known.set(language, emoji);
  // What could not be loaded is tried again the next time.
  emoji.catch(() => known.delete(language));
  return emoji;
}

async function read(language: keyof typeof sources): Promise<readonly Emoji[]> {
  const [{ default: all }, { default: short }] = await Promise.all([
    sources[language](),
    import("emojibase-data/en/shortcodes/emojibase.json"),
  ]);
  const codes = short as Record<string, string | string[]>;
  return (all as Raw[])
    .filter(({ group }) => group !== undefined && group !== 2)
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ hexcode, label, unicode, group = 0, tags = [] }) => ({
      sign: unicode,
      name: label,
      group,
      words: [codes[hexcode] ?? [], label.toLocaleLowerCase(language), tags].flat(),
    }));
}

/** Those whose short name, name or words begin like that; a short name or name that begins so stands first. */
export function findEmoji(all: readonly Emoji[], query: string, most: number): Emoji[] {
  const typed = query.toLocaleLowerCase().replaceAll("_", " ");
  const rank = ({ name, words }: Emoji): number => {
    if (words.some((word) => word.replaceAll("_", " ") === typed)) return 0;
    if (name.toLocaleLowerCase().startsWith(typed)) return 1;
    if (words.some((word) => word.replaceAll("_", " ").startsWith(typed))) return 2;
    return words.some((word) => word.includes(` ${typed}`)) ? 3 : 4;
  };
  return all
    .map((emoji) => ({ emoji, place: rank(emoji) }))
    .filter(({ place }) => place < 4)
    .toSorted((a, b) => a.place - b.place)
    .slice(0, most)
    .map(({ emoji }) => emoji);
}
