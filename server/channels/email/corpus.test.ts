import { describe, expect, test } from "vitest";
import { corpus, readAll } from "./corpus-reader.ts";

describe("every mail of the corpus is read as its fields say", () => {
  test.each(corpus())("$name", async ({ raw, expected }) => {
    const { envelopeFrom: _, own: __, safe: ___, foldedHtml: ____, ...fields } = expected;

    const read = await readAll(raw, expected);

    expect(read).toMatchObject(fields);
    expect(read.segments.map((segment) => segment.text).join("")).toBe(read.mail.text);
  });
});

describe("HTML mails of the corpus are shown safely", () => {
  const mails = corpus().flatMap(({ name, raw, expected }) =>
    expected.safe ? [{ name, raw, safe: expected.safe }] : [],
  );

  test.each(mails)("$name", async ({ raw, safe }) => {
    const read = await readAll(raw);

    expect(safe.contains.filter((piece) => !read.safe.html.includes(piece))).toEqual([]);
    expect(safe.lacks.filter((piece) => read.safe.html.includes(piece))).toEqual([]);
    expect(read.safe.blockedImages).toBe(safe.blockedImages);
  });
});

describe("HTML mails of the corpus are folded", () => {
  const mails = corpus().flatMap(({ name, raw, expected }) =>
    expected.foldedHtml ? [{ name, raw, folded: expected.foldedHtml }] : [],
  );

  test.each(mails)("$name", async ({ raw, folded }) => {
    const { written, quoted } = (await readAll(raw)).foldedHtml;

    expect(folded.written.filter((words) => !written.includes(words))).toEqual([]);
    expect(folded.notWritten.filter((words) => written.includes(words))).toEqual([]);
    expect((folded.quoted ?? []).filter((words) => !quoted?.includes(words))).toEqual([]);
    expect(quoted === null).toBe(folded.quoted === null);
  });
});
