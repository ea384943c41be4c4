import { expect, test } from "vitest";
import { firstName } from "./face.ts";
import { wordsFor } from "./language.ts";
import { exactTime, relativeTime } from "./time.ts";
import { ar } from "./words-ar.ts";
import { de } from "./words-de.ts";
import { en } from "./words-en.ts";

test.each([
  ["de", "de"],
  ["de-CH,de;q=0.9,en;q=0.8", "de"],
  ["en;q=0.5, de;q=0.7", "de"],
  ["ar-EG, en;q=0.4", "ar"],
  ["fr, it", "en"],
  ["de;q=0", "en"],
  ["*", "en"],
  ["__proto__, constructor;q=0.9", "en"],
  ["", "en"],
  [undefined, "en"],
])("Accept-Language %s reads %s", (header, language) => {
  expect(wordsFor(header).language).toBe(language);
});

test.each([
  ["German", de],
  ["Arabic", ar],
])("%s says everything that English says, in other words", (_, other) => {
  const said = (words: Record<string, unknown>) =>
    Object.entries(words)
      .filter(([name]) => name !== "dir")
      .map(([name, value]) => [name, typeof value === "function" ? value(7, "Ana") : value] as const);
  const english = new Map(said(en));
  expect(said(other).map(([name]) => name)).toEqual([...english.keys()]);
  expect(said(other).filter(([name, words]) => words === english.get(name))).toEqual([]);
  expect(other.ratings).toHaveLength(en.ratings.length);
  expect(Object.keys(other.state)).toEqual(Object.keys(en.state));
});

test("times are those of the zone, and days those of its calendar", () => {
  const now = new Date("2026-03-28T22:30:00Z"); // 23:30 in Berlin, the night the clocks go forward.
  const at = new Date("2026-03-29T08:00:00Z");
  expect(exactTime(at, "Europe/Berlin", en)).toBe("Sunday 29 March at 10:00 CEST");
  expect(relativeTime(at, now, "Europe/Berlin", en)).toBe("tomorrow");
  expect(relativeTime(at, now, "Europe/Berlin", de)).toBe("morgen");
  expect(relativeTime(new Date(now.getTime() + 20 * 60_000), now, "Europe/Berlin", en)).toBe("in 20 minutes");
  expect(relativeTime(new Date(now.getTime() - 59 * 60_000), now, "Europe/Berlin", en)).toBe(
    "59 minutes ago",
  );
  expect(relativeTime(new Date(now.getTime() - 71 * 60_000), now, "Europe/Berlin", en)).toBe("1 hour ago");
  expect(relativeTime(new Date(now.getTime() - 71 * 60_000), now, "Europe/Berlin", ar)).toBe(
    "قبل ساعة واحدة",
  );
  expect(relativeTime(new Date("2026-03-28T19:30:00Z"), now, "Europe/Berlin", en)).toBe("3 hours ago");
  expect(relativeTime(new Date("2026-03-25T22:30:00Z"), now, "Europe/Berlin", en)).toBe("3 days ago");
});

test("Arabic runs from the right, with the digits and the clock of its sentences", () => {
  expect(ar.dir).toBe("rtl");
  const shown = exactTime(new Date("2026-03-28T19:30:00Z"), "Europe/Berlin", ar);
  expect(shown).toContain("20:30");
  expect(shown).toContain("28 مارس");
  expect(ar.tooMany(3)).toContain("3 ثوان");
});

test("the first name stands without titles", () => {
  expect(["Olga Owner", "Dr. Olga Owner", "  Olga ", "Dr", ""].map(firstName)).toEqual([
    "Olga",
    "Olga",
    "Olga",
    "Dr",
    "",
  ]);
});
