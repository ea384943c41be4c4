import { expect, test } from "vitest";
import { html } from "./html.ts";
import { messageText } from "./message-text.ts";

test("what is put into a template is text, also in an attribute; only markup stays markup", () => {
  const evil = `"><script>alert('&')</script>`;
  expect(html`<a title="${evil}">${evil}</a>`.toString()).toBe(
    `<a title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</a>`,
  );
  expect(
    html`<p>${html`<b>${"<i>"}</b>`}${null}${false}${undefined}${0}${["<", html`<br>`]}</p>`.toString(),
  ).toBe("<p><b>&lt;i&gt;</b>0&lt;<br></p>");
});

test("an object that pretends to be markup is text", () => {
  const pretender = { toString: () => "<script>" } as unknown as string;
  expect(() => html`${pretender}`.toString()).toThrow("is not a function");
});

test("web addresses become links, nothing else does", () => {
  expect(messageText("See https://shop.example/a?b=1&c=2. Or (http://x.example)!").toString()).toBe(
    'See <a href="https://shop.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow ugc">https://shop.example/a?b=1&amp;c=2</a>. ' +
      'Or (<a href="http://x.example" rel="noopener noreferrer nofollow ugc">http://x.example</a>)!',
  );
  expect(messageText(`javascript:alert(1) https://x.example/"onclick="alert(1)`).toString()).not.toMatch(
    /href="javascript|" onclick|"onclick/,
  );
});
