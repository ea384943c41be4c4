import { expect, test } from "vitest";
import { mailDocument } from "./mail-document.ts";
import { hasOwnColours, isPlainEnough, linked, saysOnlyWords } from "./text.ts";

test("addresses become links without the full stop behind them", () => {
  expect(linked("See https://a.test/x?y=1. Or ana@b.test!")).toEqual([
    { text: "See " },
    { text: "https://a.test/x?y=1", href: "https://a.test/x?y=1" },
    { text: ". Or " },
    { text: "ana@b.test", href: "mailto:ana@b.test" },
    { text: "!" },
  ]);
});

test("nothing but http, https and mail becomes a link", () => {
  expect(linked("javascript:alert(1) data:text/html,x").some(({ href }) => href)).toBe(false);
});

test("only HTML that says no more than its text is shown as text", () => {
  expect(isPlainEnough("<div><p>Hello<br>Ana</p></div>")).toBe(true);
  expect(isPlainEnough('<p>See <a href="https://a.test">here</a></p>')).toBe(false);
  expect(isPlainEnough("<table><tr><td>1</td></tr></table>")).toBe(false);
  expect(isPlainEnough('<p style="color:red">now</p>')).toBe(false);
});

test("a mail's page allows no scripts, and pictures from elsewhere only when asked for", () => {
  const html = '<img data-blocked-src="https://spy.test/1.gif">';
  const blocked = mailDocument(html, false, "https://baton.test");
  expect(blocked).toContain("default-src 'none'");
  expect(blocked).not.toMatch(/img-src[^;"]*https:(?!\/\/baton\.test)/);
  expect(blocked).not.toContain(' src="https://spy.test');

  const shown = mailDocument(html, true, "https://baton.test");
  expect(shown).toContain(' src="https://spy.test/1.gif"');
  expect(shown).not.toContain("script-src");
});

test("rich text without formatting is words; what is bold was meant", () => {
  expect(saysOnlyWords('<p dir="auto">Hello <span data-mention="1">@Ben</span><br>there</p>')).toBe(true);
  for (const html of ["<p>a <strong>b</strong></p>", "<ul><li>a</li></ul>", '<p style="color:red">a</p>'])
    expect([html, saysOnlyWords(html)]).toEqual([html, false]);
});

test("colours that somebody gave are known", () => {
  expect(hasOwnColours('<p style="color: red">style= in words</p>')).toBe(true);
  expect(hasOwnColours("<p>the word style= is no colour</p>")).toBe(false);
});
