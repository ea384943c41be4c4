import { expect, test } from "vitest";
import { corpus, readAll } from "./corpus-reader.ts";
import { mutate, seeded } from "./mutation.ts";

test("600 damaged mails of the corpus are read without a throw, and no text is lost by folding", async () => {
  const random = seeded(20_240_105);
  const mails = corpus();

  for (let i = 0; i < 600; i++) {
    const { name, raw, expected } = mails[random(mails.length)] ??
      mails[0] ?? { name: "", raw: Buffer.alloc(0), expected: {} };
    const other = mails[random(mails.length)]?.raw ?? raw;
    const read = await readAll(mutate(raw, other, random), expected);

    expect(read.segments.map((segment) => segment.text).join(""), name).toBe(read.mail.text);
    expect(
      read.mail.flaws.filter((flaw) => flaw.startsWith("unreadable")),
      name,
    ).toEqual([]);
    expect(
      JSON.stringify([read.mail.subject, read.mail.text, read.mail.from, read.mail.headers]),
      name,
    ).not.toContain("\\u0000");
  }
});
