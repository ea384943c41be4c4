import { expect, test } from "vitest";
import { foldQuotes, writtenText } from "./quote.ts";
import { foldHtml } from "./quote-html.ts";

test("keeps the words of a customer who says that answers stand in the old text", () => {
  const text =
    "My replies are inline.\n\n-----Original Message-----\nFrom: Shop <s@shop.example>\nSubject: x\n\nBlue?\nNo!\n";

  expect(foldQuotes(text)).toEqual([{ kind: "written", text }]);
});

test("shows all of a message that is nothing but an unmarked quotation", () => {
  const text =
    "On Fri, Jan 5, 2024 at 10:11 AM Shop <s@shop.example> wrote:\nDoes it work?\nNo it does not.\n";

  expect(foldQuotes(text)).toEqual([{ kind: "written", text }]);
});

test("folds an empty answer whose quotation is introduced and marked", () => {
  const text = "On Fri, Jan 5, 2024 at 10:11 AM Shop <s@shop.example> wrote:\n> Does it work?\n";

  expect(foldQuotes(text)).toEqual([{ kind: "quoted", text }]);
});

test("tells written, quoted and signature apart", () => {
  const text =
    "Yes.\n\n-- \nJane\n\nOn Fri, Jan 5, 2024 at 10:11 AM Shop <s@shop.example> wrote:\n> Does it work?\n";

  expect(foldQuotes(text).map((segment) => [segment.kind, segment.text.trim()])).toEqual([
    ["written", "Yes."],
    ["signature", "-- \nJane"],
    ["quoted", "On Fri, Jan 5, 2024 at 10:11 AM Shop <s@shop.example> wrote:\n> Does it work?"],
  ]);
});

test("leaves a forwarded message visible", () => {
  const text =
    "See below.\n\nFrom: Karl <k@kunde.example>\nSent: Friday, January 5, 2024 10:11 AM\nTo: Shop\nSubject: x\n\nHis words\n";

  expect(writtenText(text)).toBe("See below.");
  expect(writtenText(text, { forwarded: true })).toBe(text.trim());
});

test.each([
  "fre. 5. jan. 2024 kl. 10.11 skrev Shop <s@shop.example>:",
  "pe 5. tammik. 2024 klo 10.11 Shop (s@shop.example) kirjoitti:",
  "пт, 5 янв. 2024 г. в 10:11, Shop <s@shop.example>:",
  "5 Oca 2024 Cum, 10:11 tarihinde Shop <s@shop.example> şunu yazdı:",
  "2024년 1월 5일 (금) 오전 10:11, Shop <s@shop.example>님이 작성:",
  "pá 5. 1. 2024 v 10:11 odesílatel Shop <s@shop.example> napsal:",
  "Shop <s@shop.example> ezt írta (időpont: 2024. jan. 5., P, 10:11):",
  "În vin., 5 ian. 2024 la 10:11, Shop <s@shop.example> a scris:",
  "Στις Παρ 5 Ιαν 2024 στις 10:11 π.μ., ο χρήστης Shop <s@shop.example> έγραψε:",
  "El dv., 5 de gen. 2024, 10:11, Shop <s@shop.example> va escriure:",
  "Vào Th 6, 5 thg 1, 2024 vào lúc 10:11 Shop <s@shop.example> đã viết:",
  "בתאריך יום ו׳, 5 בינו׳ 2024 ב-10:11 מאת Shop <s@shop.example>:",
])("folds an introduction of another language: %s", (line) => {
  expect(writtenText(`My answer\n\n${line}\n\n> old\n`)).toBe("My answer");
});

test("joined, the segments are the text, whatever the line ends", () => {
  for (const text of ["", "\n", "a", "> a", "a\r\n> b\r\n\r\nc", "-- \n", "\u2028x\n>>\n"]) {
    expect(
      foldQuotes(text)
        .map((segment) => segment.text)
        .join(""),
    ).toBe(text);
  }
});

test("near-matches by the megabyte are read to the end and stay visible", () => {
  for (const piece of [
    "On 1 wrote:\n",
    "From: a@b.c\n",
    "_____\nFrom: \n",
    ":\n",
    "-----Original Messag-----\n",
    "Sent from my iPhone\n",
    "-----x-----\nFrom: a\n",
  ]) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(foldQuotes(text)).toEqual([{ kind: "written", text }]);
  }
});

test("HTML without any quotation is left alone, also when it is broken", () => {
  for (const html of ["", "<p>Hi", "<<<>", "<div>".repeat(5_000), "<blockquote type=cite"]) {
    expect(foldHtml(html)).toEqual({ written: html, quoted: null });
  }
});

test("a pasted mail that the customer introduces stays visible, with the words below it", () => {
  const text =
    "I got this from you:\n\nFrom: Shop <s@shop.example>\nSent: Friday, January 5, 2024 10:11 AM\nTo: Jane\nSubject: Bill\n\nPay 5 €\n\nPlease explain.\n";

  expect(foldQuotes(text)).toEqual([{ kind: "written", text }]);
});

test.each([
  "On Tue, Apr 29, 2014 at 4:22 PM, Shop <s@shop.example>wrote:",
  "2013/4/3 Shop <s@shop.example>",
  "---- On Fri, 05 Jan 2024 10:11:12 +0100 Shop <s@shop.example> wrote ----",
  "Shop/Acme wrote on 01/05/2024 10:11:12 AM:",
  "On 2024-01-05 10:11, Shop wrote:",
  "W dniu 05.01.2024 o 10:11, Shop pisze:",
  '05.01.2024, 10:11, "Shop" <s@shop.example>:',
  "Am 05.01.24 um 10:11 schrieb Shop:",
  "Shop wrote:",
])("folds what another program writes above a quotation: %s", (line) => {
  expect(writtenText(`My answer\n\n${line}\n> old\n> words\n`)).toBe("My answer");
});
