import { expect, test } from "vitest";
import { asRich, isEmpty, plainOf, richOf } from "./rich-text.ts";

test.each([
  ["<p>Hello Ana,</p><p>one<br>two &amp; three</p>", "Hello Ana,\n\none\ntwo & three"],
  ["<p>a</p><p></p><p>b</p>", "a\n\nb"],
  ["<h2>What to do</h2><ul><li><p>open</p></li><li><p>wait</p></li></ul>", "What to do\n\n- open\n- wait"],
  [
    '<ol start="3"><li><p>c</p><ul><li><p>deep</p></li></ul></li><li><p>d</p></li></ol>',
    "3. c\n   - deep\n4. d",
  ],
  ["<blockquote><p>one</p><p>two</p></blockquote><p>three</p>", "> one\n>\n> two\n\nthree"],
  ["<pre><code>if (a &lt; b)\n  go();</code></pre>", "if (a < b)\n  go();"],
  [
    "<table><tbody><tr><th><p>Item</p></th><th><p>Price</p></th></tr><tr><td><p>Lid</p></td><td><p>4.00</p></td></tr></tbody></table>",
    "Item | Price\nLid | 4.00",
  ],
  ['<p>See <a href="https://shop.example/a">our page</a>.</p>', "See our page (https://shop.example/a)."],
  ['<p><a href="https://shop.example/">https://shop.example/</a></p>', "https://shop.example/"],
  ['<p>Write to <a href="mailto:a@b.example">a@b.example</a></p>', "Write to a@b.example"],
  ['<p>Look: <img src="/api/files/1" alt="kettle.png"></p>', "Look: [kettle.png]"],
  ['<p title="a > b">kept</p>', "kept"],
  ["<p>up</p><hr><p>down</p>", "up\n\n---\n\ndown"],
])("%s reads as plain text", (html, text) => {
  expect(plainOf(html)).toBe(text);
});

test("what was plain text already stays so, even with a less-than sign in it", () => {
  expect(plainOf("1 < 2 & so on\n\nBye")).toBe("1 < 2 & so on\n\nBye");
  expect(asRich("1 < 2\n\nBye\nOlga")).toBe("<p>1 &lt; 2</p><p>Bye<br>Olga</p>");
  expect(asRich("<p>rich</p>")).toBe("<p>rich</p>");
});

test("text that becomes rich text and comes back is the same", () => {
  const text = "Hello <Ana> & co,\n\nfirst line\nsecond line\n\nBye";
  expect(plainOf(richOf(text))).toBe(text);
});

test("empty paragraphs are empty, a picture alone is not", () => {
  for (const html of ["", "  ", "<p></p>", "<p> </p><p>&nbsp;<br></p>", "<ul><li><p></p></li></ul>"])
    expect([html, isEmpty(html)]).toEqual([html, true]);
  expect(isEmpty('<p><img src="/api/files/1"></p>')).toBe(false);
  expect(isEmpty("<p>x</p>")).toBe(false);
});

test("markup nested far deeper than anybody writes is read in a moment", () => {
  const deep = `${"<blockquote>".repeat(900)}<p>words</p>${"</blockquote>".repeat(900)}`;
  expect(plainOf(deep)).toMatch(/^(?:> )+words$/);
});
