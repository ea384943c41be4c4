import { expect, test } from "vitest";
import { corpus, readAll } from "./corpus-reader.ts";
import { mutate, seeded } from "./mutation.ts";

test("600 damaged mails of the corpus are read without a throw, and no text is lost by folding", async () => {
  const random = seeded(20_240_105);
  const mails = corpus();
  const none = { name: "none", raw: Buffer.alloc(0), expected: {} };
  const wrong: string[] = [];

  for (let i = 0; i < 600; i++) {
    const { name, raw, expected } = mails[random(mails.length)] ?? none;
    const other = mails[random(mails.length)]?.raw ?? raw;
    const { mail, segments } = await readAll(mutate(raw, other, random), expected);

    if (segments.map((segment) => segment.text).join("") !== mail.text) wrong.push(`${name}: text lost`);
    if (mail.flaws.some((flaw) => flaw.startsWith("unreadable"))) wrong.push(`${name}: ${mail.flaws.join()}`);
    if (JSON.stringify([mail.subject, mail.text, mail.from, mail.headers]).includes("\\u0000"))
      wrong.push(`${name}: NUL`);
  }

  expect(wrong).toEqual([]);
});
