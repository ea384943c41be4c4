import { expect, test } from "vitest";
import { charsetLabel, decodeText } from "./charset.ts";
import { decodeWords } from "./encoded-words.ts";
import { readStructured } from "./header.ts";

test("labels lose their decoration", () => {
  expect(
    ["UTF8", '"utf-8"', "ISO_8859-1:1987", "win-1252", "x-sjis", "GB2312", "us-ascii", "cp-850"].map(
      (label) => charsetLabel(label),
    ),
  ).toEqual(["utf-8", "utf-8", "iso-8859-1", "windows-1252", "sjis", "gb18030", "", "cp850"]);
});

test("damaged UTF-8 stays UTF-8", () => {
  const bytes = Buffer.concat([Buffer.from("Grüße aus Köln und München"), Buffer.from([0xc3])]);

  expect(decodeText(bytes, "utf-8")).toEqual({
    text: "Grüße aus Köln und München\ufffd",
    charset: "utf-8",
    guessed: true,
  });
});

test("a single accent in a Latin sentence is no Russian", () => {
  expect(decodeText(Buffer.from("Bitte an Herrn M\xfcller weiterleiten, danke", "latin1")).text).toBe(
    "Bitte an Herrn Müller weiterleiten, danke",
  );
});

test("text for the database never holds NUL or half a surrogate", () => {
  expect(decodeText(Buffer.from("a\0b")).text).toBe("ab");
  expect(decodeText(Buffer.from([0x00, 0xd8, 0x41, 0x00]), "utf-16le").text.isWellFormed()).toBe(true);
});

test.each([
  ['attachment; filename="a; b.pdf"', "filename", "a; b.pdf"],
  ["attachment; filename=a b.pdf", "filename", "a b.pdf"],
  ["attachment; filename*=utf-8''%E2%82%AC.txt", "filename", "€.txt"],
  ["attachment; filename*=iso-8859-1'de'%FC.txt", "filename", "ü.txt"],
  ["attachment; filename*1*=%ACx; filename*0*=utf-8''%E2%82", "filename", "€x"],
  ['text/plain; charset="utf-8"; charset=x', "charset", "utf-8"],
  ["text/plain (comment; x=y); charset=utf-8", "charset", "utf-8"],
  ['multipart/mixed; boundary="a\\"b"', "boundary", 'a"b'],
  ["attachment; filename=Invoice(1).pdf", "filename", "Invoice(1).pdf"],
] as const)("the parameter of %s: %s", (raw, name, value) => {
  expect(readStructured(raw).params[name]).toBe(value);
});

test("a word that is none stays as it is", () => {
  for (const raw of ["=?", "=?x", "=?utf-8?X?abc?=", "a =? b ?= c"]) expect(decodeWords(raw)).toBe(raw);
});
