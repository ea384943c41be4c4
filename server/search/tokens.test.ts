import { expect, test } from "vitest";
import { marksIn, snippetOf } from "./snippet.ts";
import { fold, formsOf, tokensOf } from "./tokens.ts";
import { vectorOf } from "./words.ts";

test.each([
  ["Müller", "muller"],
  ["STRASSE Straße", "strasse strasse"],
  ["Ærø", "aero"],
  ["İstanbul", "istanbul"],
  ["Ελλάδα", "ελλαδα"],
  ["مَرْحَبًا", "مرحبا"],
  ["أهلاً", "اهلا"],
  ["شركة", "شركه"],
  ["ＡＢＣ", "abc"],
  ["naïve café", "naive cafe"],
])("%s is found as %s", (text, folded) => expect(fold(text)).toBe(folded));

test.each([
  ["It leaks, since 10:30!", ["it", "leaks", "since", "10", "30"]],
  ["ana.lopez@shop.example", ["ana", "lopez", "shop", "example"]],
  ["Rechnung_2026-03.pdf", ["rechnung", "2026", "03", "pdf"]],
  ["電話機", ["電話", "話機"]],
  ["猫", ["猫"]],
  ["KX電話2", ["kx", "電話", "2"]],
  ["الغلاية", ["الغلايه"]],
  ["!!! — …", []],
])("%s is looked for as %j", (text, forms) => expect(formsOf(text)).toEqual(forms));

test("a word says where it stands, also behind letters that become longer", () => {
  const text = "Die Straße ﬁel; größer";
  expect(tokensOf(text).map(({ from, to }) => text.slice(from, to))).toEqual([
    "Die",
    "Straße",
    "ﬁel",
    "größer",
  ]);
});

test("an Arabic word is kept with its article and without", () => {
  expect(vectorOf([["D", "الغلاية"]])).toBe("'الغلايه':1 'غلايه':1");
});

test("each text of a message has its weight, and no phrase reaches from one into the other", () => {
  expect(
    vectorOf(
      [
        ["A", "my kettle"],
        ["D", "kettle"],
      ],
      ["=note"],
    ),
  ).toBe("'my':1A 'kettle':2A,12 '=note'");
});

const looked = (forms: string[], begun = false, weights = "ABD") => ({ forms, begun, weights });

test("what was found is marked as it was written", () => {
  const text = "Der Kessel der Frau Müller-Lüdenscheid";
  const marked = (...what: Parameters<typeof looked>) =>
    marksIn(text, [looked(...what)], "D").map(([from, to]) => text.slice(from, to));
  expect(marked(["muller"])).toEqual(["Müller"]);
  expect(marked(["muller", "lud"], true)).toEqual(["Müller-Lüdenscheid"]);
  expect(marked(["kess"])).toEqual([]);
  expect(marked(["kess"], true)).toEqual(["Kessel"]);
  expect(marked(["kessel"], false, "A")).toEqual([]);
  expect(marksIn("電話機", [looked(["話機"])], "D")).toEqual([[1, 3]]);
});

test("a snippet is a line around the first place, with its marks where they belong", () => {
  const text = `${"before ".repeat(50)}\nthe kettle\nleaks ${"after ".repeat(50)}`;
  const { text: shown, marks } = snippetOf(text, [looked(["kettle"]), looked(["leaks"])]);
  expect(marks.map(([from, to]) => shown.slice(from, to))).toEqual(["kettle", "leaks"]);
  expect(shown).toMatch(/^… before .* the kettle leaks after .* …$/);
  expect(shown.length).toBeLessThan(220);
  expect(snippetOf("short", [looked(["nothing"])])).toEqual({ text: "short", marks: [] });
});
