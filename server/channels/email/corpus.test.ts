import { describe, expect, test } from "vitest";
import { corpus, readAll } from "./corpus-reader.ts";

describe("every mail of the corpus is read as its fields say", () => {
  for (const { name, raw, expected } of corpus()) {
    test(name, async () => {
      const read = await readAll(raw, expected);

      expect(read.segments.map((segment) => segment.text).join("")).toBe(read.mail.text);
      if (expected.mail) {
        const { flaws, attachments, ...fields } = expected.mail;
        expect(read.mail).toMatchObject(fields);
        if (flaws) expect(read.mail.flaws.toSorted()).toEqual((flaws as string[]).toSorted());
        if (attachments) expect(read.mail.attachments).toMatchObject(attachments as object[]);
      }
      for (const field of ["originator", "forwarded", "bounce"] as const) {
        if (expected[field] === null) expect(read[field]).toBeNull();
        else if (expected[field] !== undefined) expect(read[field]).toMatchObject(expected[field] as object);
      }
      for (const field of ["written", "automatic", "mayAnswer"] as const) {
        if (expected[field] !== undefined) expect(read[field]).toBe(expected[field]);
      }
    });
  }
});

describe("HTML mails of the corpus are shown safely and folded", () => {
  for (const { name, raw, expected } of corpus().filter(
    (each) => each.expected.safe || each.expected.foldedHtml,
  )) {
    test(name, async () => {
      const { safe, foldedHtml } = await readAll(raw, expected);

      for (const piece of expected.safe?.contains ?? []) expect(safe.html).toContain(piece);
      for (const piece of expected.safe?.lacks ?? []) expect(safe.html).not.toContain(piece);
      if (expected.safe) expect(safe.blockedImages).toBe(expected.safe.blockedImages);
      for (const words of expected.foldedHtml?.written ?? []) expect(foldedHtml.written).toContain(words);
      for (const words of expected.foldedHtml?.notWritten ?? [])
        expect(foldedHtml.written).not.toContain(words);
      for (const words of expected.foldedHtml?.quoted ?? []) expect(foldedHtml.quoted).toContain(words);
      if (expected.foldedHtml?.quoted === null) expect(foldedHtml.quoted).toBeNull();
    });
  }
});
