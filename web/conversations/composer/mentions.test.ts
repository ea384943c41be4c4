import { expect, test } from "vitest";
import { mentionedIn } from "./mentions.ts";

const [ana, maria, other] = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];

test("a longer name is not taken for its beginning", () => {
  const people = [
    { id: ana, name: "Ana" },
    { id: maria, name: "Ana Maria" },
  ];
  expect(mentionedIn("Thanks @Ana Maria", people)).toEqual([maria]);
  expect(mentionedIn("<p>@Ana and <b>@Ana</b> Maria</p>", people).toSorted()).toEqual([ana, maria]);
  expect(mentionedIn("Ana did it", people)).toEqual([]);
});

test("of two with the same name it is the one who was chosen", () => {
  const people = [
    { id: ana, name: "Ana" },
    { id: other, name: "Ana" },
  ];
  expect(mentionedIn(`<p><span data-mention="${other}">@Ana</span> please</p>`, people)).toEqual([other]);
  expect(mentionedIn(`<p><span data-mention="${maria}">@Gone</span></p>`, people)).toEqual([]);
});
